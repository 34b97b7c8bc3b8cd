"""Publication date lines: the short lines near title, byline and start of the body that hold a date.

Every full date near the top of a document is a candidate, and so is a labelled one that closes the body. What
stands around it is weighed (the weights are data: `qa/data/published/weights.json`, fitted by
`benchmarks/published/fit.py`), and only candidates above a threshold claim to be the date.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.analysis.published.reader import Reading, read_dates
from qa.analysis.published.surroundings import (
    Beside,
    Surroundings,
    like_headline,
    look_beside,
    speaks_of_author,
    speaks_of_reading,
    tells_time,
)
from qa.model.facts import Layout
from qa.resources import data
from qa.text.lines import Line, lines

_MAX_TEXT = 200_000
_MAX_LINE = 500
_MAX_LINES = 1500
_MAX_PROSE = 2500
_NEAR = 2
_LIST = 10
_CLOSING = 4
_SHORTEST_STORY = 600
_MOST_OTHERS = 4
_MOST_DATES = 4
_BLOCK = 160  # code points from a date to the revision that goes with it


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """A date, what it is the date of (`published`, `updated`, empty), and how well it fits (log-odds)."""

    reading: Reading
    kind: str
    score: float
    seen: Surroundings


@dataclass(frozen=True, slots=True)
class _Row:
    line: Line
    prose: bool
    prose_before: int
    readings: Sequence[Reading]
    closing: bool = False


def find_date_lines(text: str, layout: Layout) -> list[DateLine]:
    """The candidates, best first; equally good ones in the order of the text.

    A revision stands behind the date of publication that is near it.
    """
    end = _body_end(text, layout)
    rows = list(_opening(text, layout, end))
    rows += _closing(text, end, rows[-1].line.end if rows else 0)
    found = [one for at, row in enumerate(rows) if row.readings for one in _judge(rows, at, layout)]
    found.sort(key=lambda one: one.reading.start)
    good = [one for one in found if one.kind != "updated" and one.score >= threshold()]
    starts = [one.reading.start for one in good]
    return sorted(found, key=lambda one: (-_rank(one, good, starts), one.reading.start))


def _rank(one: DateLine, good: Sequence[DateLine], starts: Sequence[int]) -> float:
    """The score; for a revision, less than that of any publication date in the same block."""
    if one.kind != "updated":
        return one.score
    first = bisect_left(starts, one.reading.start - _BLOCK)
    last = bisect_right(starts, one.reading.start + _BLOCK)
    return min(one.score, *(other.score - 0.1 for other in good[first:last]), one.score)


def threshold() -> float:
    """The score from which on a date is taken for the publication date."""
    return float(data("published/weights.json")["threshold"])


def _body_end(text: str, layout: Layout) -> int:
    """Where the tail starts. One with hardly any story before it and a long one in it is none."""
    start = min(layout.tail_start, len(text), _MAX_TEXT)
    before = _prose(text, 0, start, _SHORTEST_STORY)
    if before >= _SHORTEST_STORY:
        return start
    enough = 3 * before + 1
    return len(text) if _prose(text, start, len(text), enough) >= enough else start


def _prose(text: str, start: int, end: int, enough: int) -> int:
    """Code points of running text; counting stops at `enough`."""
    size = 0
    for line in lines(text[start : min(end, _MAX_TEXT)]):
        size += len(line.text) if is_prose(line.text) else 0
        if size >= enough:
            break
    return size


def _opening(text: str, layout: Layout, end: int) -> Iterator[_Row]:
    """Lines that are not blank, until too much running text below the head has gone by."""
    prose_before = 0
    for line in lines(text[: min(end, _MAX_TEXT)]):
        if line.number >= _MAX_LINES or prose_before > _MAX_PROSE:
            return
        if line.blank:
            continue
        prose = is_prose(line.text)
        readings = read_dates(text, line.start, line.end) if len(line.text) <= _MAX_LINE else []
        yield _Row(line, prose, prose_before, readings if len(readings) <= _MOST_DATES else ())
        prose_before += len(line.text) if prose and line.end > layout.head_end else 0


def _closing(text: str, end: int, after: int) -> Iterator[_Row]:
    """The last lines of the body, where some sites sign and date what they publish."""
    start = max(after, end - 600, text.rfind("\n", 0, max(end - 600, 0)) + 1)
    shifted = [line for line in lines(text[start:end]) if not line.blank][-_CLOSING:]
    for line in shifted:
        place = Line(number=line.number, start=start + line.start, end=start + line.end, text=line.text)
        readings = read_dates(text, place.start, place.end) if len(line.text) <= 120 else []
        yield _Row(place, is_prose(line.text), 0, readings, closing=True)


def is_prose(line: str) -> bool:
    """Running text: long, or a whole sentence of some length."""
    size = len(line)
    return size >= 200 or (size >= 80 and line.rstrip().endswith((".", "!", "?", "”", '"', "’", ":", "。")))


def _judge(rows: Sequence[_Row], at: int, layout: Layout) -> Iterator[DateLine]:
    row = rows[at]
    above = rows[at - 1].line.text if at else ""
    for index, reading in enumerate(row.readings):
        left = row.readings[index - 1].end if index else row.line.start
        right = row.readings[index + 1].start if index + 1 < len(row.readings) else row.line.end
        before = row.line.text[left - row.line.start : reading.start - row.line.start]
        after = row.line.text[reading.end - row.line.start : right - row.line.start]
        beside = look_beside(before, after, "" if index else above)
        if row.closing and not (beside.label in ("published", "updated") or beside.signed):
            continue
        seen = _surroundings(rows, at, layout, beside, reading)
        kind = beside.label if beside.label != "other" else ""
        yield DateLine(reading=reading, kind=kind, score=seen.score(), seen=seen)


def _surroundings(
    rows: Sequence[_Row], at: int, layout: Layout, beside: Beside, reading: Reading
) -> Surroundings:
    row = rows[at]
    near = [each.line.text for each in _around(rows, at, _NEAR)]
    body = _lines_to_prose(rows, at)
    return Surroundings(
        published=beside.label == "published",
        updated=beside.label == "updated",
        other=beside.label == "other",
        signed=beside.signed,
        named=beside.named,
        alone=not any(beside.before + beside.after),
        before_lower=beside.before[0],
        before_upper=beside.before[1],
        after_lower=beside.after[0],
        after_upper=beside.after[1],
        clock=tells_time(row.line.text),
        weekday=beside.weekday,
        byline=any(map(speaks_of_author, near)),
        read_time=any(map(speaks_of_reading, near)),
        headline=any(like_headline(each.line.text) for each in rows[max(0, at - 3) : at]),
        in_prose=row.prose,
        prose_before=round(min(row.prose_before, _MAX_PROSE) / 500, 3),
        body_near=body <= 4,
        body_far=body > 15 and not row.closing,
        in_head=row.line.start < layout.head_end,
        at_end=row.closing,
        first=at == 0,
        others=_others(rows, at, reading),
    )


def _around(rows: Sequence[_Row], at: int, reach: int) -> Sequence[_Row]:
    return rows[max(0, at - reach) : at + reach + 1]


def _lines_to_prose(rows: Sequence[_Row], at: int) -> int:
    """How many lines further down running text begins; many when it does not."""
    return next((down for down, row in enumerate(rows[at + 1 : at + 31], 1) if row.prose), 99)


def _others(rows: Sequence[_Row], at: int, reading: Reading) -> int:
    """How many other days are named near by, though not right beside: a list of stories has many."""
    near = {_day(one) for row in _around(rows, at, _NEAR) for one in row.readings}
    wide = {_day(one) for row in _around(rows, at, _LIST) for one in row.readings}
    return min(len(wide - near - {_day(reading)}), _MOST_OTHERS)


def _day(reading: Reading) -> str:
    return str(reading.value or reading.candidates)
