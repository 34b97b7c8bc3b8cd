"""What a source says the publication date is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement about the publication date.

    `source` is metadata, dateline, date-line, url or body. `kind` is `published`, `updated`, or empty when
    nothing says which. `value` is ISO 8601 (date or date and time), or null with the `problem` that keeps it
    so: `ambiguous-order` (the `candidates` tell between what), `impossible`, `malformed` or `incomplete`.
    `evidence` tells what decided between day and month, or which key or label it was read from.
    """

    source: str
    value: str | None
    text: str
    kind: str = ""
    start: int | None = None
    end: int | None = None
    score: float = 1.0
    problem: str = ""
    candidates: tuple[str, ...] = ()
    evidence: str = ""

    @property
    def day(self) -> str | None:
        """The calendar day of the value (YYYY-MM-DD)."""
        return self.value[:10] if self.value else None
