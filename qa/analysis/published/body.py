"""The dates of the body: evidence for the order of day and month, and on request the last resort."""

from __future__ import annotations

from itertools import islice

from qa.analysis.published.claims import Claim
from qa.analysis.published.reader import Reading, read_dates
from qa.model.facts import Layout
from qa.text.lines import lines

_MAX_TEXT = 1_000_000
_ENOUGH = 500


def readings_before(text: str, end: int) -> list[Reading]:
    """The full dates of head and body, in order; of very many the first."""
    every = (
        reading
        for line in lines(text[: min(end, _MAX_TEXT)])
        for reading in read_dates(text, line.start, line.end)
    )
    return list(islice(every, _ENOUGH))


def body_claim(text: str, layout: Layout) -> list[Claim]:
    """The last absolute date of the body, if it has one."""
    start = max(layout.head_end, layout.tail_start - _MAX_TEXT)
    for line in reversed(list(lines(text[start : layout.tail_start]))):
        for reading in reversed(read_dates(text, start + line.start, start + line.end)):
            if reading.value is not None:
                return [_claim(text, reading, reading.value.isoformat())]
    return []


def _claim(text: str, reading: Reading, value: str) -> Claim:
    shown = text[reading.start : reading.end]
    return Claim(source="body", value=value, text=shown, start=reading.start, end=reading.end)
