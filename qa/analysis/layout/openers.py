"""Lines that open a tail whatever follows: "More from …", "Related articles", "Leave a comment".

What stands below such a line may read like any story, and a model that weighs lines takes it for body. In an
extracted text the line alone decides; in a whole page, with its menus, such lines also stand in side columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.analysis.layout.cues import OPENS, WHOLE, cues
from qa.analysis.layout.rows import Row
from qa.analysis.layout.shape import ends_sentence, prose, titlelike

_SHORT = 60
_PROSE_BEFORE = 2
_CHROME = 10
_EARLIEST = 0.25
_RUN, _WORDS, _HEADLINE = 3, 5, (25, 120)
SCORE = 0.9
"""Score of a tail that is found by its opening line."""


def opener(rows: Sequence[Row], head: int, tail: int) -> int:
    """The first line before `tail` that opens a tail, else `tail`.

    Running text must stand before it, at least a quarter of the document.
    """
    if head > _CHROME:
        return tail
    earliest = rows[0].start + _EARLIEST * (rows[-1].end - rows[0].start)
    seen = 0
    for number in range(head, tail):
        line = rows[number].text
        if prose(line):
            seen += 1
        elif seen >= _PROSE_BEFORE and rows[number].start >= earliest and _opens(line):
            return number
    return tail


def headlines(rows: Sequence[Row], head: int, tail: int) -> int:
    """The tail moved up over a run of three or more headlines right before it: other stories, unannounced."""
    first = tail
    while head <= _CHROME and first > head + 1 and _headline(rows[first - 1].text):
        first -= 1
    return first if tail < len(rows) and tail - first >= _RUN else tail


def _headline(line: str) -> bool:
    words = line.count(" ") + 1
    return (
        _HEADLINE[0] <= len(line) <= _HEADLINE[1]
        and words >= _WORDS
        and titlelike(line)
        and line[0].isalpha()
    )


def _opens(line: str) -> bool:
    if len(line) >= _SHORT or ends_sentence(line):
        return False
    how = cues(line).get("opener", 0)
    return how == WHOLE or (how == OPENS and ":" not in line.rstrip(":"))
