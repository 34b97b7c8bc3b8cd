"""The last resort, on request: the last absolute date of the body."""

from __future__ import annotations

from qa.analysis.published.claims import Claim
from qa.analysis.published.order import Order
from qa.analysis.published.reader import read_dates
from qa.model.facts import Layout
from qa.text.lines import lines


def body_claim(text: str, layout: Layout, order: Order) -> list[Claim]:  # noqa: ARG001
    """The latest day that the body names: a story cannot be older than what it tells of."""
    inside = (line for line in lines(text[: layout.tail_start]) if line.end > layout.head_end)
    found = [
        reading for line in inside for reading in read_dates(text, line.start, line.end) if reading.value
    ]
    if not found:
        return []
    last = found[-1]
    value = last.value.isoformat() if last.value else None
    return [
        Claim(source="body", value=value, text=text[last.start : last.end], start=last.start, end=last.end)
    ]
