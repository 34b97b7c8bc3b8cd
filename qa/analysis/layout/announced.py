"""Tails that open with a phrase which the corpus itself declares.

The model has never seen such a phrase, and a declaration is meant to count: so the line decides, where that
is safe. No running text may follow in the body, for then the line may be a box inside the story; and some
must stand before it. A line that is declared to be an opener opens a tail whatever follows, once a quarter of
the document has passed.
"""

from __future__ import annotations

from dataclasses import replace

from qa.analysis.layout.boundaries import Boundary
from qa.analysis.layout.decide import CERTAIN
from qa.analysis.layout.vocabulary import OPENS, OWN, OWN_OPENER
from qa.analysis.layout.work import Work

_PROSE_BEFORE, _EARLIEST = 2, 4


def announced(work: Work, found: Boundary) -> Boundary:
    """The boundary of a text, moved up to the first declared phrase after the running text of its body, or to
    a declared opener.

    A line of running text opens a tail too where it begins with a phrase: an invitation may be a sentence.
    """
    here = slice(found.head, found.tail)
    own, prose = (work.columns[name][here].tolist() for name in (OWN, "prose"))
    running = [line for line, flag in enumerate(prose) if flag]
    opener = _opener(work, found, running)
    lines = (line for line, how in enumerate(own[:opener]) if how and running and line > running[0])
    for line in lines:
        if line > running[-1] or (line == running[-1] and own[line] >= OPENS):
            return replace(found, tail=found.head + line, tail_score=CERTAIN)
    return found if opener is None else replace(found, tail=found.head + opener, tail_score=CERTAIN)


def _opener(work: Work, found: Boundary, running: list[int]) -> int | None:
    """The first line of the body that is declared to be an opener, where enough stands before it."""
    if len(running) < _PROSE_BEFORE:
        return None
    levels = work.columns[OWN_OPENER][found.head : found.tail].tolist()
    begin, end = work.start[found.head], work.end[found.tail - 1]
    for line, how in enumerate(levels):
        passed = _EARLIEST * (work.start[found.head + line] - begin) >= end - begin
        if how >= OPENS and passed and line > running[_PROSE_BEFORE - 1]:
            return line
    return None
