"""The boundaries of taken-apart texts: the models asked, the decisions made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.analysis.layout.decide import Candidates, best_cut, head_rows
from qa.analysis.layout.evidence import gather, probabilities
from qa.analysis.layout.frequency import Frequency, lean_on
from qa.analysis.layout.heads import short_head
from qa.analysis.layout.openers import SCORE, headlines, opener
from qa.analysis.layout.work import Engine, Work

_DOUBTFUL = 0.3
"""Least probability of a tail that begins with headlines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """The line after the head and the line on which the tail starts, and how likely there are such parts."""

    head: int
    tail: int
    head_score: float
    tail_score: float


def boundaries(work: Work, engine: Engine, frequency: Frequency) -> list[Boundary]:
    """The boundaries of each text."""
    columns = work.columns
    probabilities(columns, *engine.line_scores(columns))
    if frequency is not None:
        lean_on(work, frequency)
    gather(columns)
    found = engine.candidates(work)
    scores = engine.cut_scores(columns, found)
    words = columns.total("tok", found, columns.end[found]).tolist()
    lines = found.tolist()
    head = columns["hd"].tolist()
    out, at = [], 0
    for first, stop in zip(work.first, work.stop, strict=True):
        end = lines.index(stop, at) + 1
        choice = Candidates(lines=lines[at:end], scores=scores[at:end], words=words[at:end])
        out.append(_boundary(work, len(out), head[first:stop], choice))
        at = end
    return out


def _boundary(work: Work, number: int, head: Sequence[int], choice: Candidates) -> Boundary:
    first, stop = work.first[number], work.stop[number]
    rows, head_score = head_rows(head)
    end = first + short_head(work.columns, first, stop, rows)
    cut = best_cut(choice)
    tail = headlines(work, number, end, max(cut.line, end))
    sure = cut.sure or (tail < cut.line and cut.present >= _DOUBTFUL)
    tail, tail_score = (tail, cut.present) if sure and tail > end else (stop, 0.0)
    opened = opener(work, number, end, tail)
    if opened < tail:
        tail, tail_score = opened, SCORE
    return Boundary(head=end, tail=tail, head_score=head_score, tail_score=tail_score)
