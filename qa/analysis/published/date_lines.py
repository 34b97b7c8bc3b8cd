"""Publication date lines: the short lines near title, byline and start of the body that hold a date.

Every full date near the top of a document is a candidate. What stands around it is weighed (weights are data:
`qa/data/published/weights.json`), and only the candidates above a threshold claim to be the date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.analysis.published.reader import Reading, read_dates
from qa.analysis.published.surroundings import (
    Surroundings,
    label_before,
    rest_words,
    speaks_of_author,
    speaks_of_reading,
)
from qa.model.facts import Layout
from qa.resources import data
from qa.text.lines import Line, lines

_MAX_LINE = 400
_MAX_LINES = 1500
_MAX_PROSE = 3000
_NEAR = 2
_LIST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """A date near the top, what it is the date of (`published`, `updated`, empty), and how well it fits."""

    reading: Reading
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class _Row:
    line: Line
    prose: bool
    prose_before: int
    readings: Sequence[Reading]


def find_date_lines(text: str, layout: Layout) -> list[DateLine]:
    """The candidates near the top, best first; equally good ones in the order of the text."""
    rows = list(_rows(text, layout))
    dated = [at for at, row in enumerate(rows) if row.readings]
    found = [one for at in dated for one in _judge(rows, at, dated, layout)]
    return sorted(found, key=lambda one: (-one.score, one.reading.start))


def threshold() -> float:
    """The score from which on a date is taken for the publication date."""
    return float(data("published/weights.json")["threshold"])


def _rows(text: str, layout: Layout) -> Iterator[_Row]:
    """Lines that are not blank, until too much running text has gone by."""
    prose_before = 0
    end = min(layout.tail_start, len(text))
    for line in lines(text[: min(end, 200_000)]):
        if line.number >= _MAX_LINES or prose_before > _MAX_PROSE:
            return
        if line.blank:
            continue
        prose = is_prose(line.text)
        readings = read_dates(text, line.start, line.end) if len(line.text) <= _MAX_LINE else []
        yield _Row(line, prose, prose_before, readings)
        prose_before += len(line.text) if prose else 0


def is_prose(line: str) -> bool:
    """Running text: long, or a whole sentence of some length."""
    size = len(line)
    return size >= 200 or (size >= 80 and line.rstrip().endswith((".", "!", "?", "”", '"', "’", ":", "。")))


def _judge(rows: Sequence[_Row], at: int, dated: Sequence[int], layout: Layout) -> Iterator[DateLine]:
    row = rows[at]
    before = rows[at - 1].line.text if at else ""
    near = [rows[i].line.text for i in range(max(0, at - _NEAR), min(len(rows), at + _NEAR + 1)) if i != at]
    after = [i for i in range(at + 1, min(len(rows), at + 31)) if rows[i].prose]
    others = {_day(rows[i].readings[0]) for i in dated if i != at and abs(i - at) <= _LIST}
    for reading in row.readings:
        label = label_before(row.line.text[: reading.start - row.line.start], before)
        lower, upper = rest_words(
            row.line.text, [(r.start - row.line.start, r.end - row.line.start) for r in row.readings]
        )
        seen = Surroundings(
            published=label == "published",
            updated=label == "updated",
            other=label == "other",
            alone=lower + upper == 0,
            lower=min(lower, 10),
            upper=min(upper, 10),
            byline=speaks_of_author(row.line.text) or any(map(speaks_of_author, near)),
            read_time=speaks_of_reading(row.line.text) or any(map(speaks_of_reading, near)),
            prose_before=row.prose_before / 400,
            in_prose=row.prose,
            body_near=bool(after) and after[0] - at <= 4,
            body_far=not after or after[0] - at > 15,
            in_head=row.line.start < layout.head_end,
            below_head=0 < layout.head_end <= row.line.start,
            first=at == 0,
            others=min(len(others - {_day(reading)}), 4),
        )
        yield DateLine(reading=reading, kind=label if label != "other" else "", score=seen.score())


def _day(reading: Reading) -> str:
    return str(reading.value or reading.candidates)
