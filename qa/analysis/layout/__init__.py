"""Head, body, tail and furniture of a plain-text or Markdown document.

A line is seen as a handful of numbers: its shape, its cues, its words, its neighbours, its place. A learned
model says how likely it is head, body or tail; the boundaries are then decided over all lines at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.analysis.layout.columns import Columns
from qa.analysis.layout.decide import head_rows, line_probabilities, tail_row
from qa.analysis.layout.features import amid_prose, local
from qa.analysis.layout.frequency import Frequency, lean_on, repeated
from qa.analysis.layout.furniture import furniture
from qa.analysis.layout.heads import short_head
from qa.analysis.layout.openers import SCORE, headlines, opener
from qa.analysis.layout.reasons import reasons
from qa.analysis.layout.rows import Row, rows
from qa.analysis.layout.wording import WORDING, tokens, wording
from qa.model.facts import Layout

_FEWEST = 3
_REACH = 1500


def find_layout(text: str, *, language: str, block_frequency: Callable[[str], int] | None = None) -> Layout:  # noqa: ARG001
    """Where the head ends, where the tail starts, and what inside the body is not body.

    `block_frequency` tells in how many other documents a line stands. Cues of all languages are looked for,
    whatever the `language`: a page's furniture is often in another language than its story.
    """
    found = rows(text)
    if len(found) < _FEWEST:
        return Layout(head_end=0, tail_start=len(text), evaluated=bool(found))
    head, head_score, tail, tail_score = _boundaries(found, text, block_frequency)
    part = found[tail:]
    return Layout(
        head_end=found[head].start if head else 0,
        tail_start=part[0].start if part else len(text),
        furniture=furniture(found[head:tail]),
        head_reasons=reasons(found[:head], fallback="navigation") if head else (),
        tail_reasons=_tail_reasons(part, block_frequency),
        head_score=round(head_score, 4),
        tail_score=round(tail_score, 4),
    )


def _boundaries(found: Sequence[Row], text: str, frequency: Frequency) -> tuple[int, float, int, float]:
    """Number of lines of the head, its score; the line on which the tail starts, its score.

    Of a document of very many lines only those near the ends are looked at; the middle is body.
    """
    if len(found) > 2 * _REACH:
        ends = [*found[:_REACH], *found[-_REACH:]]
        head, head_score, tail, tail_score = _boundaries(ends, text, frequency)
        if head >= _REACH:
            head, head_score = 0, 0.0
        if tail < _REACH:
            return head, head_score, len(found), 0.0
        return head, head_score, tail + len(found) - len(ends), tail_score
    skip = amid_prose(found)
    none = [0.0] * len(WORDING)
    words = [none if over else wording(tokens(row.text)) for row, over in zip(found, skip, strict=True)]
    columns = Columns(found, local(found, text, skip), words)
    probabilities = lean_on(line_probabilities(columns, skip), found, frequency)
    head, head_score = head_rows(probabilities)
    head = short_head(found, head)
    tail, tail_score = tail_row(columns, probabilities, head)
    tail = headlines(found, head, tail)
    opened = opener(found, head, tail)
    return head, head_score, opened, SCORE if opened < tail else tail_score


def _tail_reasons(part: Sequence[Row], frequency: Frequency) -> tuple[str, ...]:
    if not part:
        return ()
    told = reasons(part, fallback="other-topic")
    return (*told, "repeated-block") if repeated(part, frequency) else told
