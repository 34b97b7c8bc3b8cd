"""Head, body, tail and furniture of a plain-text or Markdown document.

A line is seen as a handful of numbers: its shape, its cues, its words, its neighbours, its place. A learned
model says how likely it is head, body or tail; the boundaries are then decided over all lines at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.analysis.layout.blocks import Blocks
from qa.analysis.layout.columns import Columns
from qa.analysis.layout.decide import head_rows, line_probabilities, tail_row
from qa.analysis.layout.features import amid_prose, local
from qa.analysis.layout.furniture import furniture
from qa.analysis.layout.heads import short_head
from qa.analysis.layout.openers import SCORE, headlines, opener
from qa.analysis.layout.reasons import reasons
from qa.analysis.layout.repeated import repeated_in, wider_head, wider_tail
from qa.analysis.layout.rows import Row, rows
from qa.analysis.layout.wording import WORDING, tokens, wording
from qa.model.facts import Layout

_FEWEST = 3
_REACH = 1500


def find_layout(text: str, *, language: str, blocks: Blocks | None = None) -> Layout:  # noqa: ARG001
    """Where the head ends, where the tail starts, and what inside the body is not body.

    `blocks` tells which lines many documents of the corpus begin or end with: they move the boundaries that
    the text alone gives. Cues of all languages are looked for, whatever the `language`: a page's furniture is
    often in another language than its story.
    """
    found = rows(text)
    if len(found) < _FEWEST:
        return Layout(head_end=0, tail_start=len(text), evaluated=bool(found))
    head, head_score, tail, tail_score = _boundaries(found, text)
    if blocks is not None:
        tail = wider_tail(found, head, tail, blocks)
        head = wider_head(found, head, tail, blocks)
    part = found[tail:]
    documents = repeated_in(part, blocks.tails) if blocks is not None else 0
    return Layout(
        head_end=found[head].start if head else 0,
        tail_start=part[0].start if part else len(text),
        furniture=furniture(found[head:tail]),
        head_reasons=reasons(found[:head], fallback="navigation") if head else (),
        tail_reasons=_tail_reasons(part, documents),
        head_score=round(head_score, 4),
        tail_score=round(max(tail_score, 1 - 1 / documents) if documents else tail_score, 4),
        repeated_in=documents,
    )


def _boundaries(found: Sequence[Row], text: str) -> tuple[int, float, int, float]:
    """Number of lines of the head, its score; the line on which the tail starts, its score.

    Of a document of very many lines only those near the ends are looked at; the middle is body.
    """
    if len(found) > 2 * _REACH:
        ends = [*found[:_REACH], *found[-_REACH:]]
        head, head_score, tail, tail_score = _boundaries(ends, text)
        if head >= _REACH:
            head, head_score = 0, 0.0
        if tail < _REACH:
            return head, head_score, len(found), 0.0
        return head, head_score, tail + len(found) - len(ends), tail_score
    skip = amid_prose(found)
    none = [0.0] * len(WORDING)
    words = [none if over else wording(tokens(row.text)) for row, over in zip(found, skip, strict=True)]
    columns = Columns(found, local(found, text, skip), words)
    probabilities = line_probabilities(columns, skip)
    head, head_score = head_rows(probabilities)
    head = short_head(found, head)
    tail, tail_score = tail_row(columns, probabilities, head)
    tail = headlines(found, head, tail)
    opened = opener(found, head, tail)
    return head, head_score, opened, SCORE if opened < tail else tail_score


def _tail_reasons(part: Sequence[Row], documents: int) -> tuple[str, ...]:
    if not part:
        return ()
    if not documents:
        return reasons(part, fallback="other-topic")
    return (*(each for each in reasons(part, fallback="") if each), "repeated-block")
