"""Readers' comments below a story: from the line that counts or announces them to the form for more.

Comments read like running text, and a model that weighs lines takes the first ones for body. Three things
together tell them: running text above, a line such as "34 responses to …" or "Comments", and further down
another line that only stands where readers comment.
"""

from __future__ import annotations

import re

from qa.analysis.layout.vocabulary import WHOLE
from qa.analysis.layout.work import Work

_COUNTED = re.compile(r"(?:[^\W\d_]+\W+)?\d+(?:[.,]\d+)* ?[^\W\d_]")
_COUNT_LENGTH, _ALONE_LENGTH = 100, 40
_COUNT_SHARE, _ALONE_SHARE = 8, 4
_COUNT_PROSE, _ALONE_PROSE = 4, 2


def thread(work: Work, number: int, head: int, tail: int) -> int:
    """The line before `tail` with which readers' comments begin, else `tail`; `head` is the first after the
    head.
    """
    columns, first, stop = work.columns, work.first[number], work.stop[number]
    begin, whole = work.start[first], work.end[stop - 1] - work.start[first]
    running, asked = columns.sums("prose"), columns.sums("strong_comments")
    for place, flag in enumerate(columns["thread"][head:tail].tolist()):
        line = head + place
        if not flag or asked[stop] == asked[line + 1]:
            continue
        prose, share = _heading(work, number, line)
        if prose and running[line] - running[head] >= prose and share * (work.start[line] - begin) >= whole:
            return line
    return tail


def _heading(work: Work, number: int, line: int) -> tuple[int, int]:
    """Lines of running text that must stand above the line, and which part of the document (one in so many);
    zeros for a line that heads no comments.
    """
    columns, text = work.columns, work.line(number, line)
    if columns["ncomment"][line] and not columns["date"][line]:
        if len(text) < _COUNT_LENGTH and _COUNTED.match(text):
            return _COUNT_PROSE, _COUNT_SHARE
    elif columns["comments"][line] == WHOLE and len(text) < _ALONE_LENGTH and text[0].isalpha():
        return _ALONE_PROSE, _ALONE_SHARE
    return 0, 0
