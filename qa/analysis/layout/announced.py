"""Tails that open with a phrase which the corpus itself declares.

The model has never seen such a phrase, and a declaration is meant to count: so the line decides, where that
is safe. No running text may follow in the body, for then the line may be a box inside the story; and some
must stand before it.
"""

from __future__ import annotations

from dataclasses import replace

from qa.analysis.layout.boundaries import Boundary
from qa.analysis.layout.openers import SCORE
from qa.analysis.layout.vocabulary import OPENS, OWN
from qa.analysis.layout.work import Work


def announced(work: Work, found: Boundary) -> Boundary:
    """The boundary of a text, moved up to the first declared phrase after the running text of its body.

    A line of running text opens a tail too where it begins with a phrase: an invitation may be a sentence.
    """
    own, prose = (work.columns[name][found.head : found.tail].tolist() for name in (OWN, "prose"))
    running = [line for line, flag in enumerate(prose) if flag]
    for line in (line for line, how in enumerate(own) if how and running and line > running[0]):
        if line > running[-1] or (line == running[-1] and own[line] >= OPENS):
            return replace(found, tail=found.head + line, tail_score=SCORE)
    return found
