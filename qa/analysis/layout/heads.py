"""Short heads by rule: they end at the first running text, and not before a byline or date line."""

from __future__ import annotations

from qa.analysis.layout.columns import Columns
from qa.analysis.layout.vocabulary import KINDS, OPENS

_LONG, _REACH = 15, 5
_SHORT = 80


def short_head(columns: Columns, first: int, stop: int, head: int) -> int:
    """The number of lines of the head, given what the model says; long heads are left alone.

    The lines of the text are `first` to `stop`. Running text ends a head of a few lines. Texts that differ
    only in their tails get the same head: a lone headline always counts as body.
    """
    if head > _LONG or stop == first:
        return head
    prose = [bool(flag) for flag in columns["prose"][first : min(stop, first + _LONG)]]
    head = next((number for number in range(head) if prose[number]), head)
    if head > _REACH:
        return head
    marked = 0
    for number in range(min(_REACH, stop - first)):
        if prose[number]:
            break
        if columns["len"][first + number] < _SHORT and _marks(columns, first + number):
            marked = number + 1
    if head == 1 and not marked and not any(columns[kind][first] for kind in KINDS):
        return 0
    return min(max(head, marked), stop - first - 1)


def _marks(columns: Columns, line: int) -> bool:
    """A byline or a date."""
    return bool(columns["byline"][line] >= OPENS or columns["date"][line])
