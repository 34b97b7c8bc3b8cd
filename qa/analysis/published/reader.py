"""Read absolute calendar dates out of a short stretch of text, in any of the supported languages.

Only full dates count: day, month and year. A number such as 03/04/2025 gives two candidates and no value
until something in the document decides the order (`qa.analysis.published.order`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from qa.analysis.published.words import fold, months


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A date as it stands in the text.

    `value` is null when the order of day and month is open (`candidates` holds both, month first in front) or
    when no such day exists (`candidates` is empty). `numeric` is the separator of an all-number form,
    `month_first` whether the month can come first in it.
    """

    start: int
    end: int
    value: date | None
    candidates: tuple[date, ...] = ()
    numeric: str = ""
    month_first: bool = False

    @property
    def impossible(self) -> bool:
        """Written as a date, but no day of the calendar (31 February)."""
        return self.value is None and not self.candidates


_DIGIT = re.compile(r"\d")
_YEAR = r"(?P<y>(?:1[5-9]|20)\d\d)(?!\d)"
_SHORT_YEAR = r"(?P<y>(?:1[5-9]|20)\d\d(?!\d)|['’]?\d\d(?![\d:.,]?\d))"
_DAY = r"(?<![\d.,/])(?P<d>0?[1-9]|[12]\d|3\d)(?:st|nd|rd|th|er|re|º|ª|°|\.|-?го)?"
_NAME = r"(?P<m>[^\W\d_]{3,30})\.?"
_OF = r"(?:\s*(?:of|de|del|d[’']|di|da)(?![^\W_]))?"
_FORMS = (
    r"(?<![\d./-])(?P<y>(?:1[5-9]|20)\d\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)(?![-/.]\d)",
    r"(?<!\d)(?P<y>(?:1[5-9]|20)\d\d)\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]",
    rf"{_DAY}{_OF}[\s\-/,]{{0,3}}{_NAME}(?:\s*(?:de|del|di)(?![^\W_]))?[\s\-/,]{{0,3}}{_SHORT_YEAR}",
    rf"{_NAME}[\s\-]{{0,2}}(?P<d>[0-3]?\d)(?!\d)(?:st|nd|rd|th)?\s?[,.]?[\s\-]{{0,3}}{_YEAR}",
    rf"(?<!\d){_YEAR}[.,\s-]{{1,3}}{_NAME}[\s-](?P<d>[0-3]?\d)(?!\d)(?:st|nd|rd|th)?",
)
_NUMERIC = (
    r"(?<![\d./-])(?P<a>\d{1,2})(?P<s>[./-])\s?(?P<b>\d{1,2})(?P=s)\s?"
    r"(?P<y>(?:1[5-9]|20)\d\d|\d\d)(?![\d%])(?![./-]\d)"
)


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)


@cache
def _numeric() -> re.Pattern[str]:
    return re.compile(_NUMERIC)


def read_dates(text: str, start: int = 0, end: int | None = None) -> list[Reading]:
    """All full dates in `text[start:end]`, in order and disjoint. Meant for single lines."""
    end = len(text) if end is None else end
    if _DIGIT.search(text, start, end) is None:
        return []
    found = sorted(_all(text, start, end), key=lambda each: (each.start, -each.end))
    kept: list[Reading] = []
    for reading in found:
        if not kept or reading.start >= kept[-1].end:
            kept.append(reading)
    return kept


def _all(text: str, start: int, end: int) -> Iterator[Reading]:
    for form in _forms():
        for match in form.finditer(text, start, end):
            reading = _named(match)
            if reading is not None:
                yield reading
    for match in _numeric().finditer(text, start, end):
        yield _numbers(match)


def _named(match: re.Match[str]) -> Reading | None:
    begin, month = _month(match)
    if month is None:
        return None
    day, year = int(match["d"]), full_year(match["y"])
    return Reading(start=begin, end=match.end(), value=make_date(year, month, day))


def _month(match: re.Match[str]) -> tuple[int, int | None]:
    """The month's number and where the date begins: "UpdatedJuly 9" is glued, and begins at the J."""
    word = match["m"]
    if word.isdigit():
        return match.start(), int(word)
    number = months().get(fold(word))
    if number is not None or match.start() != match.start("m"):
        return match.start(), number
    cut = max((at for at, char in enumerate(word) if char.isupper()), default=0)
    return match.start() + cut, months().get(fold(word[cut:])) if cut else None


def _numbers(match: re.Match[str]) -> Reading:
    first, second, year = int(match["a"]), int(match["b"]), full_year(match["y"])
    month_first, day_first = make_date(year, first, second), make_date(year, second, first)
    candidates = tuple(day for day in (month_first, day_first) if day is not None)
    decided = candidates[0] if candidates and candidates[0] == candidates[-1] else None
    return Reading(
        start=match.start(),
        end=match.end(),
        value=decided,
        candidates=candidates,
        numeric=match["s"],
        month_first=month_first is not None,
    )


def full_year(digits: str) -> int:
    """A year of four digits, or of two: 69–99 are the 1900s, 00–68 the 2000s (POSIX strptime)."""
    number = int(digits.strip("'’"))
    if number >= 100:
        return number
    return number + (1900 if number >= 69 else 2000)


def make_date(year: int, month: int, day: int) -> date | None:
    """The day, or null when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
