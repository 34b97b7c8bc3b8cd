"""Lines that open a tail whatever follows: "More from …", "Related articles", "Leave a comment".

What stands below such a line may read like any story, and a model that weighs lines takes it for body. In an
extracted text the line alone decides; in a whole page, with its menus, such lines also stand in side columns.
"""

from __future__ import annotations

from qa.analysis.layout.vocabulary import OPENS, WHOLE
from qa.analysis.layout.work import Work

_SHORT = 60
_PROSE_BEFORE = 2
_CHROME = 10
_EARLIEST = 4
_RUN, _WORDS, _HEADLINE = 3, 5, (25, 120)
SCORE = 0.9
"""Score of a tail that is found by its opening line."""


def opener(work: Work, number: int, head: int, tail: int) -> int:
    """The first line before `tail` that opens a tail, else `tail`; `head` is the first after the head.

    Running text must stand before it, at least a quarter of the document.
    """
    first, stop = work.first[number], work.stop[number]
    if head - first > _CHROME:
        return tail
    columns = work.columns
    openers = columns["opener"][head:tail].tolist()
    begin, whole = work.start[first], work.end[stop - 1] - work.start[first]
    for line in (head + place for place, how in enumerate(openers) if how >= OPENS):
        early = _EARLIEST * (work.start[line] - begin) < whole
        running = columns.sums("prose")
        if not early and running[line] - running[head] >= _PROSE_BEFORE and _opens(work, number, line):
            return line
    return tail


def headlines(work: Work, number: int, head: int, tail: int) -> int:
    """The tail moved up over a run of three or more headlines right before it: other stories, unannounced."""
    first = tail
    if head - work.first[number] <= _CHROME:
        while first > head + 1 and _headline(work, number, first - 1):
            first -= 1
    return first if tail < work.stop[number] and tail - first >= _RUN else tail


def _headline(work: Work, number: int, line: int) -> bool:
    text = work.line(number, line)
    return bool(
        work.columns["title"][line]
        and _HEADLINE[0] <= len(text) <= _HEADLINE[1]
        and text.count(" ") + 1 >= _WORDS
        and text[0].isalpha()
    )


def _opens(work: Work, number: int, line: int) -> bool:
    text = work.line(number, line)
    if len(text) >= _SHORT or work.columns["send"][line]:
        return False
    return bool(work.columns["opener"][line] == WHOLE or ":" not in text.rstrip(":"))
