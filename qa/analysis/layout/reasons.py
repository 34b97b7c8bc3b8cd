"""Why a part is not body: typed codes from the cues of its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qa.analysis.layout.columns import Columns
from qa.analysis.layout.ints import Array

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
_COUNTED = CODES[:-2]
_LOOK = 400


def votes(columns: Columns, begin: Array, end: Array) -> Mapping[str, Sequence[int]]:
    """How much the cues of the lines from `begin` to `end` speak for each code, part by part.

    The first lines weigh most: what opens a tail names it.
    """
    lib = columns.lib
    end = lib.least(end, begin + _LOOK)
    near, one = lib.least(end, begin + 3), lib.least(end, begin + 1)
    return {
        kind: [
            int(a + 2 * b + 3 * c)
            for a, b, c in zip(*(columns.total(kind, begin, to) for to in (end, near, one)), strict=True)
        ]
        for kind in _COUNTED
    }


def reasons(counts: Mapping[str, int]) -> tuple[str, ...]:
    """The codes of a part, most telling first; none where no cue speaks."""
    told = sorted(
        (kind for kind in counts if counts[kind]), key=lambda kind: (-counts[kind], CODES.index(kind))
    )
    return tuple(kind for kind in told if counts[kind] >= max(2.0, 0.15 * counts[told[0]]))
