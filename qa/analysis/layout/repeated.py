"""Move the boundaries over lines that many documents begin or end with: a corpus knows its own furniture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qa.analysis.layout.blocks import Blocks, countable, line_key
from qa.analysis.layout.rows import Row

_GAP = 3


def wider_tail(found: Sequence[Row], head: int, tail: int, blocks: Blocks) -> int:
    """The line on which the tail starts, with the repeated lines before it.

    Up to three short lines between two repeated ones belong to the block: the headlines of a list of teasers
    differ from page to page, what is above and below them does not.
    """
    gap, first = 0, tail
    for number in range(tail - 1, head - 1, -1):
        if not countable(found[number]) or gap > _GAP:
            break
        if documents_with(found[number], blocks.tails):
            first, gap = number, 0
        else:
            gap += 1
    return first if first > head else tail


def wider_head(found: Sequence[Row], head: int, tail: int, blocks: Blocks) -> int:
    """How many lines the head has, with the repeated lines right after it, if they leave any body."""
    wider = head
    while wider < tail and documents_with(found[wider], blocks.heads):
        wider += 1
    return wider if wider < tail else head


def repeated_in(part: Sequence[Row], counts: Mapping[int, int]) -> int:
    """In how many documents at least half of the lines stand there too, the part's own included; else 0."""
    documents = sorted((documents_with(row, counts) for row in part), reverse=True)
    return documents[(len(documents) - 1) // 2] if documents else 0


def documents_with(row: Row, counts: Mapping[int, int]) -> int:
    """In how many documents the line stands there, as far as that is known; 0 for a line of few."""
    return counts.get(line_key(row.text), 0) if countable(row) else 0
