"""Phrases that a corpus adds to the shipped cues of layout, and shipped ones that it takes away."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A phrase that speaks for a kind of furniture where it is the whole line (`line`), opens one (`start`)
    or stands anywhere in one (`any`).
    """

    kind: str
    place: str
    phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCues:
    """The phrases of one corpus. `without` are phrases that count no longer, of whatever kind.

    Equal by `digest`, which says all there is, so that lookup tables made of many phrases are found quickly.
    """

    added: tuple[Cue, ...] = field(default=(), compare=False)
    without: tuple[str, ...] = field(default=(), compare=False)
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        said = repr(([(each.kind, each.place, each.phrase) for each in self.added], [*self.without]))
        digest = blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        object.__setattr__(self, "digest", digest)
