"""Read dates in digits: "2018-03-28", "28.3.2018", "3/4/2018". Day and month are never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.analysis.temporal.gregorian import valid_day

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)([Zz]|[+-]\d{2}:?\d{2})?)?"
)
_PARTS = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_PIVOT = 69  # two-digit years below it are of this century (POSIX strptime)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumericDate:
    """A day in digits.

    `value` is ISO 8601, or null when it cannot be told; `clock` the time of day of a timestamp with its
    zone, or empty. `reason` is `ambiguous-order` (both readings in `candidates`), `malformed` (there is no
    such day) or empty.
    """

    value: str | None
    clock: str = ""
    candidates: tuple[str, ...] = ()
    reason: str = ""


def read_numeric(raw: str, order: str) -> NumericDate | None:
    """The date that all of `raw` is, or null when it has not the shape of one.

    `order` is that of the language: `dmy` where the day comes first, `ambiguous` where usage differs.
    """
    iso = _ISO.fullmatch(raw)
    if iso:
        year, month, day, clock, zone = iso.groups()
        return _checked(int(year), int(month), int(day), clock=((clock or "") + (zone or "")).upper())
    parts = _PARTS.fullmatch(raw)
    if parts is None:
        return None
    first, separator, second, third = parts.groups()
    if len(first) == 4:
        return _checked(int(first), int(second), int(third)) if len(third) == 2 else None
    if len(first) == 3 or (len(third) == 2 and separator == "-"):
        return None
    if len(third) == 2 and separator == "." and order != "dmy":
        return None  # a version or a section
    day_first = separator == "." or order == "dmy"
    return _ordered(_full_year(third), int(first), int(second), day_first=day_first)


def _full_year(raw: str) -> int:
    year = int(raw)
    return year if len(raw) == 4 else year + (1900 if year >= _PIVOT else 2000)


def _ordered(year: int, first: int, second: int, *, day_first: bool) -> NumericDate:
    """Day before month where the language has it so, else the only order that gives a day, else both."""
    by_day, by_month = valid_day(year, second, first), valid_day(year, first, second)
    if by_day and by_month and first != second and not day_first:
        readings = sorted((_iso(year, second, first), _iso(year, first, second)))
        return NumericDate(value=None, candidates=tuple(readings), reason="ambiguous-order")
    return _checked(year, second, first) if by_day else _checked(year, first, second)


def _checked(year: int, month: int, day: int, *, clock: str = "") -> NumericDate:
    if not valid_day(year, month, day):
        return NumericDate(value=None, clock=clock, reason="malformed")
    return NumericDate(value=_iso(year, month, day), clock=clock)


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"
