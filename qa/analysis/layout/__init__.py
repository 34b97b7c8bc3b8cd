"""Head, body, tail and furniture of a plain-text or Markdown document.

A line is seen as a row of whole numbers: its shape, its cues, its words, its neighbours, its place. A learned
model says how likely it is head, body or tail; the boundaries are then decided over all lines at once. Plain
Python and numpy, which is some ten times as fast, give the same layouts.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.util import find_spec

from qa.analysis.layout.announced import announced
from qa.analysis.layout.blocks import Blocks
from qa.analysis.layout.boundaries import Boundary, boundaries, widened
from qa.analysis.layout.furniture import furniture, suspects
from qa.analysis.layout.reasons import reasons, votes
from qa.analysis.layout.rows import Row
from qa.analysis.layout.work import Engine, PlainEngine, Work
from qa.model.cues import OwnCues
from qa.model.facts import Layout, Span

_FEWEST = 3
_PORTION = 1_000_000
_WORTH = 20_000


def find_layout(
    text: str,
    *,
    blocks: Blocks | None = None,
    own: OwnCues | None = None,
) -> Layout:
    """Where the head ends, where the tail starts, and what inside the body is not body.

    `blocks` tells which lines many documents of the corpus begin or end with: they move the boundaries that
    the text alone gives. `own` are cues that the corpus declares beside the shipped ones. Cues of all
    languages are looked for: a page's furniture is often in another language than its story.
    """
    numpy = _has_numpy() and (len(text) > _WORTH or "numpy" in sys.modules)
    return next(layouts_by(_engine(own, numpy=numpy), [text], blocks))


def find_layouts(
    texts: Sequence[str], *, blocks: Blocks | None = None, own: OwnCues | None = None
) -> Iterator[Layout]:
    """The layout of every text, in order, as `find_layout` gives it; with numpy, many at once."""
    many = _has_numpy() and ("numpy" in sys.modules or sum(map(len, texts)) > _WORTH)
    for portion in _portions(texts) if many else ([text] for text in texts):
        yield from layouts_by(_engine(own, numpy=many), portion, blocks)


def _portions(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """The texts in portions of about a million characters."""
    begin = size = 0
    for number, text in enumerate(texts):
        size += len(text)
        if size >= _PORTION:
            yield texts[begin : number + 1]
            begin, size = number + 1, 0
    if begin < len(texts):
        yield texts[begin:]


@cache
def _has_numpy() -> bool:
    return find_spec("numpy") is not None


def _engine(own: OwnCues | None, *, numpy: bool) -> Engine:
    if not numpy:
        return PlainEngine(own=own)
    from qa.analysis.layout.work_batch import numpy_engine  # noqa: PLC0415 - an optional extra, slow to import

    return numpy_engine(own)


def layouts_by(engine: Engine, texts: Sequence[str], blocks: Blocks | None = None) -> Iterator[Layout]:
    """The layout of every text of a portion, by an engine; the plain one takes a text at a time."""
    work = engine.work(texts)
    found = boundaries(work, engine)
    if engine.own is not None:
        found = [announced(work, each) for each in found]
    if blocks is not None:
        found = [widened(work, number, each, blocks) for number, each in enumerate(found)]
    array = work.columns.lib.array
    heads = votes(work.columns, array(work.first), array(each.head for each in found))
    tails = votes(work.columns, array(each.tail for each in found), array(work.stop))
    marked = suspects(work.columns)
    for number, each in enumerate(found):
        first, stop = work.first[number], work.stop[number]
        if stop - first < _FEWEST:
            yield Layout(head_end=0, tail_start=len(texts[number]), evaluated=stop > first)
            continue
        yield Layout(
            head_end=work.start[each.head] if each.head > first else 0,
            tail_start=work.start[each.tail],
            furniture=_furniture(work, number, each, marked, engine.own),
            head_reasons=_reasons(heads, number) or ("navigation",) if each.head > first else (),
            tail_reasons=_tail_reasons(each, _reasons(tails, number)) if each.tail < stop else (),
            head_score=round(each.head_score, 4),
            tail_score=round(each.tail_score, 4),
            repeated_in=each.repeated_in,
        )


def _furniture(
    work: Work, number: int, found: Boundary, marked: Sequence[tuple[int, bool]], own: OwnCues | None
) -> tuple[Span, ...]:
    first = bisect_left(marked, (found.head + 1, False))
    inside = dict(marked[first : bisect_left(marked, (found.tail - 1, False))])
    if not inside:
        return ()
    sizes = {work.end[line] - work.start[line] for line in inside}
    body = [
        Row(work.start[line], work.end[line], work.line(number, line))
        if work.end[line] - work.start[line] in sizes
        else None
        for line in range(found.head, found.tail)
    ]
    return furniture(body, {line - found.head: cued for line, cued in inside.items()}, own)


def _reasons(counts: Mapping[str, Sequence[int]], number: int) -> tuple[str, ...]:
    return reasons({kind: values[number] for kind, values in counts.items()})


def _tail_reasons(found: Boundary, told: tuple[str, ...]) -> tuple[str, ...]:
    return (*told, "repeated-block") if found.repeated_in else told or ("other-topic",)
