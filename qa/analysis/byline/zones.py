"""Where bylines are looked for: around the head, at the end of the body, at the start and end of the tail.

How far these zones reach hangs on the layout and, because a layout can miss a head or a tail, on prose: the
search goes on from either end of the text until it has passed some paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from qa.analysis.byline.deep import deep_starts
from qa.model.facts import Layout

TOP_LINES = 12
TOP_MOST = 300
PROSE_TOP = 4
BEFORE_BODY = 20
AFTER_HEAD = 12
BODY_END = 12
END_MOST = 120
PROSE_END = 4
SIGNED = 2
TAIL_START = 25
PROSE = 160
LONGEST = 600


class Row(NamedTuple):
    """A line that is searched, without outer white space; `region` says which part it belongs to.

    A named tuple, because dozens are made for every document.

    `rank` is its distance in searched lines from the edge that its region hangs on: from the start of the
    body in `head` (negative) and `lead`, from the end of the body in `end`, from its start in `tail`.
    """

    start: int
    end: int
    text: str
    region: str
    rank: int


Spans = list[tuple[int, int]]
_LINE = re.compile(r"\S[^\n]*")


def _forward(text: str, at: int, stop: int, least: int, most: int) -> Spans:
    """The next non-blank lines that begin in `at:stop`: `least`, and on until some paragraphs are passed."""
    found: Spans = []
    prose = 0
    for line in _LINE.finditer(text, at, stop):
        begin, end = line.span()
        end = begin + len(text[begin : min(end, begin + LONGEST)].rstrip())
        found.append((begin, end))
        prose += end - begin >= PROSE
        if len(found) >= most or (len(found) >= least and prose >= PROSE_TOP):
            break
    return found


def _backward(text: str, start: int, at: int, least: int, most: int) -> Spans:
    """The last non-blank lines of `start:at`: `least`, and on until some paragraphs are passed."""
    found: Spans = []
    prose = 0
    while at > start and len(found) < most and (len(found) < least or prose < PROSE_END):
        brk = text.rfind("\n", start, at)
        begin = start if brk < 0 else brk + 1
        span = _strip(text, begin, at)
        if span:
            found.append(span)
            prose += span[1] - span[0] >= PROSE
        at = begin - 1
    return found


def _strip(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without outer white space, cut to what is looked at; null when blank."""
    line = text[start : min(end, start + LONGEST)]
    stripped = line.strip()
    if not stripped:
        return None
    begin = start + len(line) - len(line.lstrip())
    return begin, begin + len(stripped)


def _spans(text: str, layout: Layout) -> Spans:
    head, tail, size = layout.head_end, layout.tail_start, len(text)
    if head > 0:
        found = _forward(text, 0, head, TOP_LINES, TOP_LINES)
        found += _backward(text, 0, head, BEFORE_BODY, BEFORE_BODY)
        found += _forward(text, head, size, AFTER_HEAD, TOP_MOST)
    else:
        found = _forward(text, 0, size, TOP_LINES, TOP_MOST)
    found += _backward(text, head, tail, BODY_END, END_MOST)
    if tail < size:
        found += _forward(text, tail, size, TAIL_START, TAIL_START)
        found += _backward(text, tail, size, BODY_END, BODY_END)
    for at, lines in deep_starts(text):
        found += _forward(text, at, size, lines, lines)
    return sorted(set(found))


def _body_start(spans: Spans, layout: Layout) -> int:
    """The place of the first line of the body among the spans, guessed by prose where there is no head."""
    given = sum(start < layout.head_end for start, _ in spans)
    if given:
        return given
    prose = (place for place, (start, end) in enumerate(spans) if end - start >= PROSE)
    return next(prose, 0)


def _trusted(text: str, layout: Layout) -> Layout:
    """The layout, without a tail that would leave next to no body of a long text."""
    if layout.tail_start - layout.head_end < min(400, len(text) // 3):
        return replace(layout, tail_start=len(text))
    return layout


def rows(text: str, layout: Layout) -> tuple[Row, ...]:
    """The lines to search, in order, each once."""
    layout = _trusted(text, layout)
    spans = _spans(text, layout)
    body = _body_start(spans, layout)
    last = sum(start < layout.tail_start for start, _ in spans)
    found: list[Row] = []
    for place, (start, end) in enumerate(spans):
        region, rank = _region(place, body, last)
        found.append(Row(start, end, text[start:end], region, rank))
    return tuple(found)


def _region(place: int, body: int, last: int) -> tuple[str, int]:
    if place >= last:
        return "tail", place - last
    if place < body:
        return "head", place - body
    if last - place <= SIGNED and place - body > SIGNED:
        return "end", last - place
    if place - body < AFTER_HEAD:
        return "lead", place - body
    if last - place <= BODY_END:
        return "end", last - place
    return "body", place - body
