"""The boundaries of taken-apart texts: the models asked, the decisions made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.analysis.layout.blocks import Blocks
from qa.analysis.layout.decide import CERTAIN, Candidates, best_cut, head_rows
from qa.analysis.layout.evidence import gather, probabilities
from qa.analysis.layout.heads import short_head
from qa.analysis.layout.openers import headlines, opener
from qa.analysis.layout.repeated import repeated_in, wider_head, wider_tail
from qa.analysis.layout.rows import Row
from qa.analysis.layout.threads import thread
from qa.analysis.layout.work import Engine, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """The line after the head and the line on which the tail starts, and how likely there are such parts."""

    head: int
    tail: int
    head_score: float
    tail_score: float
    repeated_in: int = 0
    """In how many documents at least half of the tail's lines stand too, if a corpus tells."""


def boundaries(work: Work, engine: Engine) -> list[Boundary]:
    """The boundaries of each text."""
    columns = work.columns
    probabilities(columns, *engine.line_scores(columns))
    gather(columns)
    found = engine.candidates(work)
    scores = engine.cut_scores(columns, found)
    words = columns.total("tok", found, columns.end[found]).tolist()
    lines = found.tolist()
    head = columns["hd"].tolist()
    out: list[Boundary] = []
    at = 0
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
    cut = best_cut(choice, end)
    tail = cut.line if cut.sure else headlines(work, number, end, cut)
    tail = opener(work, choice, end, tail)
    tail_score = cut.present if tail < stop else 0.0
    commented = thread(work, number, end, tail)
    if commented < tail:
        tail, tail_score = commented, max(tail_score, CERTAIN)
    return Boundary(head=end, tail=tail, head_score=head_score, tail_score=tail_score)


def widened(work: Work, number: int, found: Boundary, blocks: Blocks) -> Boundary:
    """The boundary moved over lines that many documents begin or end with."""
    first, stop = work.first[number], work.stop[number]
    rows = [Row(work.start[line], work.end[line], work.line(number, line)) for line in range(first, stop)]
    tail = wider_tail(rows, found.head - first, found.tail - first, blocks)
    head = wider_head(rows, found.head - first, tail, blocks)
    documents = repeated_in(rows[tail:], blocks.tails)
    score = max(found.tail_score, 1 - 1 / documents) if documents else found.tail_score
    return Boundary(
        head=first + head,
        tail=first + tail,
        head_score=found.head_score,
        tail_score=score,
        repeated_in=documents,
    )
