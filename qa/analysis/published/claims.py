"""What a source says the publication date is, and where sources disagree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qa.analysis.published.reader import make_date
from qa.model.jsonvalue import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement about the publication date.

    `source` is metadata, dateline, date-line, url or body. `kind` is `published`, `updated`, or empty when
    nothing says which. `value` is ISO 8601 (date or date and time), or null with the `problem` that keeps it
    so: `ambiguous-order` (the `candidates` tell between what), `impossible`, `malformed`, `incomplete` (no
    day) or `no-year` (then `text` is XXXX-MM-DD). `evidence` tells what decided between day and month, or the
    metadata key. `strict`: it says outright that it is the date of publication.
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
    strict: bool = True

    @property
    def day(self) -> date | None:
        """The calendar day of the value."""
        return date.fromisoformat(self.value[:10]) if self.value else None

    def as_data(self) -> Mapping[str, Json]:
        """The claim for a report."""
        return {
            "source": self.source,
            "value": self.value,
            "text": self.text,
            "kind": self.kind or None,
            "start": self.start,
            "end": self.end,
            "problem": self.problem or None,
            "candidates": list(self.candidates),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two claims that cannot both be right, and by how many days they differ."""

    trusted: Claim
    other: Claim
    days: int


def conflicts(claims: Sequence[Claim], tolerance: int) -> Iterator[Conflict]:
    """Claims that differ from the most trusted one by more than `tolerance` days, the first of each source.

    A revision conflicts only when it is dated before the publication. A dateline without a year is compared
    by month and day.
    """
    trusted = next((claim for claim in claims if claim.value and claim.kind != "updated"), None)
    if trusted is None:
        return
    met = {trusted.source} if trusted.source != "metadata" else set()
    for claim in claims:
        group = claim.source if claim.kind != "updated" else f"{claim.source} updated"
        if claim is trusted or group in met or not claim.strict or claim.source == "body":
            continue
        days = _apart(trusted, claim)
        if days is None:
            continue
        met.add(group)
        if days > tolerance:
            yield Conflict(trusted=trusted, other=claim, days=days)


def _apart(trusted: Claim, other: Claim) -> int | None:
    """Days between two claims; for a revision only those by which it comes too early; null if not known."""
    first, second = trusted.day, other.day
    if first is None:
        return None
    if other.problem == "no-year":
        return _nearest(first, int(other.text[5:7]), int(other.text[8:10]))
    if second is None:
        return None
    return (first - second).days if other.kind == "updated" else abs((first - second).days)


def _nearest(day: date, month: int, number: int) -> int:
    """Days from a day to the nearest such day of any year."""
    years = range(day.year - 4, day.year + 5)
    days = (make_date(year, month, number) for year in years)
    return min((abs((each - day).days) for each in days if each), default=0)
