"""Why a part is not body: typed codes from the cues of its lines."""

from __future__ import annotations

from collections.abc import Sequence

from qa.analysis.layout.cues import cues
from qa.analysis.layout.rows import Row

CODES = (
    "call-to-action",
    "teaser-list",
    "newsletter",
    "comments",
    "share-bar",
    "author-bio",
    "legal",
    "credits",
    "navigation",
    "other-topic",
    "repeated-block",
)
_LOOK = 400


def reasons(part: Sequence[Row], *, fallback: str) -> tuple[str, ...]:
    """The codes of a part, most telling first; `fallback` where no cue speaks.

    The first lines weigh most: what opens a tail names it.
    """
    votes: dict[str, float] = dict.fromkeys(CODES, 0.0)
    for number, row in enumerate(part[:_LOOK]):
        weight = 3.0 if number == 0 else 1.5 if number < 3 else 0.5
        for kind, how in cues(row.text).items():
            if kind in votes:
                votes[kind] += how * weight
    told = sorted((kind for kind in CODES if votes[kind]), key=lambda kind: (-votes[kind], CODES.index(kind)))
    strong = [kind for kind in told if votes[kind] >= max(1.0, 0.15 * votes[told[0]])]
    return tuple(strong) or (fallback,)
