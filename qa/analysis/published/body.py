"""The dates of the body: evidence for the order of day and month, and on request the last resort."""

from __future__ import annotations

from qa.analysis.published.claims import Claim
from qa.analysis.published.reader import Reading, read_dates
from qa.model.facts import Layout
from qa.text.lines import lines

_MAX_TEXT = 1_000_000


def readings_between(text: str, start: int, end: int) -> list[Reading]:
    """Every full date of a part of the text, in order."""
    inside = (line for line in lines(text[: min(end, _MAX_TEXT)]) if line.end > start)
    return [reading for line in inside for reading in read_dates(text, line.start, line.end)]


def body_claim(text: str, layout: Layout) -> list[Claim]:
    """The last absolute date of the body, if it has one."""
    last = next(
        (one for one in reversed(readings_between(text, layout.head_end, layout.tail_start)) if one.value),
        None,
    )
    if last is None or last.value is None:
        return []
    shown = text[last.start : last.end]
    return [Claim(source="body", value=last.value.isoformat(), text=shown, start=last.start, end=last.end)]
