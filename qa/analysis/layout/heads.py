"""Short heads by rule: they end at the first running text, and not before a byline or date line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.analysis.layout.cues import OPENS, cues
from qa.analysis.layout.rows import Row
from qa.analysis.layout.shape import has_date, prose

_LONG, _REACH = 15, 5
_SHORT = 80
_NUMERIC = re.compile(r"\b\d{4}[./-] ?\d{1,2}[./-] ?\d{1,2}\b")


def short_head(rows: Sequence[Row], head: int) -> int:
    """The number of lines of the head, given what the model says; long heads are left alone.

    Running text ends a head of a few lines. Texts that differ only in their tails get the same head: a lone
    headline always counts as body.
    """
    if head > _LONG:
        return head
    head = min(head, next((number for number, row in enumerate(rows[:head]) if prose(row.text)), head))
    if head > _REACH:
        return head
    marked = 0
    for number, row in enumerate(rows[:_REACH]):
        if prose(row.text):
            break
        if len(row.text) < _SHORT and _marks(row.text):
            marked = number + 1
    if head == 1 and not marked and not cues(rows[0].text):
        return 0
    return min(max(head, marked), len(rows) - 1)


def _marks(line: str) -> bool:
    """A byline or a date."""
    return cues(line).get("byline", 0) >= OPENS or has_date(line) or bool(_NUMERIC.search(line))
