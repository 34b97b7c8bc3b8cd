"""Read calendar dates that need no anchor: "March 28, 2018", "28. März 2018", "2018-03-28", "3/4/2018".

Kept apart from the grammar of running text because a dateline, a date line and a metadata value are read on
their own. A date without a year is reported with `XXXX` for the year. Day and month are never guessed: where
a numeric date has two readings both are `candidates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from qa.analysis.temporal.gregorian import valid_day
from qa.resources import data, data_names

UNKNOWN_YEAR = "XXXX"
_TIME = r"(?:[T ](?P<clock>\d{2}:\d{2}(?::\d{2})?(?:[.,]\d{1,9})?)(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
_ISO = rf"(?P<iso>\d{{4}}-\d{{2}}-\d{{2}}){_TIME}"
_NUMERIC = r"(?P<first>\d{1,4})(?P<sep>[./-])(?P<second>\d{1,2})(?P=sep)(?P<third>\d{4}|\d{2})"
_EAST = r"(?P<east_year>\d{4})[年년]\s?(?P<east_month>\d{1,2})[月월](?:\s?(?P<east_day>\d{1,2})[日일])?"
_PIVOT = 69  # two-digit years below it are of this century (POSIX strptime)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDate:
    """A calendar date in a text.

    `value` is ISO 8601 to the precision given (day or month; `XXXX` for an unknown year), or null when it
    cannot be told; `clock` is the time of day of an ISO timestamp with its zone, or empty. `reason` is
    `ambiguous-order` (both readings in `candidates`), `malformed` (no such day) or empty.
    """

    start: int
    end: int
    text: str
    value: str | None
    granularity: str = "day"
    clock: str = ""
    candidates: tuple[str, ...] = ()
    reason: str = ""

    @property
    def complete(self) -> bool:
        """Whether year, month and day are known."""
        return (
            self.value is not None and self.granularity == "day" and not self.value.startswith(UNKNOWN_YEAR)
        )


def parse_dates(text: str, language: str = "und") -> Iterator[ParsedDate]:
    """Every date of at least a day with its month, or a month with its year, in order.

    `language` is an ISO 639-1 code; one without word lists reads the month names of all that have some.
    """
    for found in _pattern(language).finditer(text):
        parsed = _read(found, language)
        if parsed is not None:
            yield parsed


def read_numeric(text: str, language: str) -> ParsedDate | None:
    """The numeric date that is all of `text`, or null."""
    found = _pattern(language).fullmatch(text)
    return _read(found, language) if found else None


def day_first(language: str) -> bool | None:
    """Whether numeric dates of the language put the day first; null where usage differs."""
    order = _words(language)["order"]
    return None if order == "ambiguous" else bool(order == "dmy")


@cache
def _words(language: str) -> Mapping[str, Any]:
    names = data_names("temporal")
    if f"temporal/{language}.json" in names:
        words: Mapping[str, Any] = data(f"temporal/{language}.json")
        return words
    every = [data(name) for name in names]
    return {
        "order": "ambiguous",
        "month": {word: number for words in reversed(every) for word, number in words["month"].items()},
        "day_suffix": sorted({word for words in every for word in words["day_suffix"]}),
        "of": {word: 0 for words in every for word in words["of"]},
    }


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = _words(language)
    of = "|".join(sorted(words["of"], key=len, reverse=True))
    of = rf"(?:(?:{of})\s{{1,2}})?" if of else ""
    suffix = "|".join([*words["day_suffix"], r"\."])
    month = "|".join(sorted(words["month"], key=len, reverse=True))
    day = rf"(?P<%s>[12]\d|3[01]|0?[1-9])(?:{suffix})?"
    gap = r"[ \t\xa0\u202f]{0,2}"
    before = (
        rf"{day % 'd1'}{gap}[-/]?{gap}{of}(?P<m1>{month})\b\.?(?:{gap}[-/,]?{gap}(?:{of})(?P<y1>\d{{4}})\b)?"
    )
    after = (
        rf"\b(?P<m2>{month})\b\.?{gap}[-]?{gap}{day % 'd2'}(?!\d|[:.]\d)(?:{gap}[-,]?{gap}(?P<y2>\d{{4}})\b)?"
    )
    alone = rf"\b(?P<m3>{month})\b\.?,?{gap}[-/]?{gap}(?:{of})(?P<y3>\d{{4}})\b"
    numeric = rf"(?:{_ISO}|{_NUMERIC}|{_EAST})(?![\d]|[./-]\d)"
    return re.compile(rf"(?<![\w$€£./:-])(?:{numeric}|{before})|{after}|{alone}", re.IGNORECASE)


def _read(found: re.Match[str], language: str) -> ParsedDate | None:
    parts = found.groupdict()
    if parts["iso"]:
        clock = (parts["clock"] or "") + (parts["zone"] or "")
        return _checked(found, *parts["iso"].split("-"), clock=clock)
    if parts["first"]:
        return _numeric(found, language)
    if parts["east_year"]:
        return _checked(found, parts["east_year"], parts["east_month"], parts["east_day"])
    months = _words(language)["month"]
    for index in "123":
        name = parts[f"m{index}"]
        if name:
            return _checked(found, parts[f"y{index}"], months[name.lower()], parts.get(f"d{index}"))
    return None


def _numeric(found: re.Match[str], language: str) -> ParsedDate | None:
    """One of Y/M/D, D/M/Y and M/D/Y; both of the latter when the language leaves it open."""
    first, separator, second, third = found.group("first", "sep", "second", "third")
    if len(first) == 4:
        return _checked(found, first, second, third) if len(third) == 2 else None
    if len(first) == 3 or (len(third) == 2 and separator == "-"):
        return None
    year = third if len(third) == 4 else str((1900 if int(third) >= _PIVOT else 2000) + int(third))
    by_day, by_month = _iso(year, second, first), _iso(year, first, second)
    order = True if separator == "." else day_first(language)
    if order is not None and by_day:
        return _checked(found, year, second, first)
    if by_day and by_month and by_day != by_month:
        return _parsed(found, None, candidates=tuple(sorted((by_day, by_month))), reason="ambiguous-order")
    return _checked(found, year, second, first) if by_day else _checked(found, year, first, second)


def _checked(
    found: re.Match[str], year: str | None, month: str | int, day: str | None, *, clock: str = ""
) -> ParsedDate:
    value = _iso(year, month, day)
    reason = "" if value else "malformed"
    return _parsed(found, value, granularity="day" if day else "month", clock=clock, reason=reason)


def _parsed(
    found: re.Match[str],
    value: str | None,
    *,
    granularity: str = "day",
    clock: str = "",
    candidates: tuple[str, ...] = (),
    reason: str = "",
) -> ParsedDate:
    return ParsedDate(
        start=found.start(),
        end=found.end(),
        text=found.group(),
        value=value,
        granularity=granularity,
        clock=clock,
        candidates=candidates,
        reason=reason,
    )


def _iso(year: str | None, month: str | int, day: str | None) -> str | None:
    """The ISO form, or null when there is no such month or day."""
    if not valid_day(int(year) if year else None, int(month), int(day) if day else 1):
        return None
    return f"{year or UNKNOWN_YEAR}-{int(month):02}" + (f"-{int(day):02}" if day else "")
