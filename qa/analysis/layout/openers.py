"""What confirms a doubtful tail: lines such as "More from …", and runs of headlines.

What stands below such a line may read like any story, so that the model is not sure; but such lines stand in
the middle of stories, too. Neither decides alone: an opener must be a likely cut itself, and headlines only
confirm a tail that is nearly likely enough.
"""

from __future__ import annotations

from qa.analysis.layout.decide import Candidates, Cut, shares
from qa.analysis.layout.vocabulary import OPENS
from qa.analysis.layout.work import Work

_CHROME = 10
_LIKELY, _DOUBTFUL = 0.2, 0.35
_RUN, _WORDS, _HEADLINE = 3, 5, (25, 120)


def opener(work: Work, choice: Candidates, head: int, tail: int) -> int:
    """The first candidate after line `head` and before `tail` that opens a tail and is a likely cut, else
    `tail`.
    """
    chances = shares(choice.scores)
    openers = work.columns["opener"]
    for line, chance in zip(choice.lines, chances, strict=True):
        if head < line < tail and chance >= _LIKELY and openers[line] >= OPENS:
            return line
    return tail


def headlines(work: Work, number: int, head: int, cut: Cut) -> int:
    """Where a run of three or more headlines right before a doubtful cut begins: other stories, unannounced.
    The end of the text where there is none, or the cut is too doubtful.
    """
    first, stop = cut.line, work.stop[number]
    if cut.present < _DOUBTFUL or head - work.first[number] > _CHROME or first >= stop:
        return stop
    while first > head + 1 and _headline(work, number, first - 1):
        first -= 1
    return first if cut.line - first >= _RUN else stop


def _headline(work: Work, number: int, line: int) -> bool:
    text = work.line(number, line)
    return bool(
        work.columns["title"][line]
        and _HEADLINE[0] <= len(text) <= _HEADLINE[1]
        and text.count(" ") + 1 >= _WORDS
        and text[0].isalpha()
    )
