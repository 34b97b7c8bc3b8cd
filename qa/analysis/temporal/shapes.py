"""Read numbers, clocks, decades and other expressions in digits by their shape: a class and a value each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from qa.analysis.temporal.lexicon import Value

BREAK = "|"  # class of a word that is no part of any temporal expression
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_DECIMAL = re.compile(r"\d{1,6}[.,]\d{1,2}")
_HALF_DAY = re.compile(r"\s?([ap])\.?\s?m\b\.?")
_DIGITS = re.compile(r"\d+")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}

# Each shape as it is written; the first that matches counts. Named for the group that it becomes.
SHAPES = r"""
 (?P<date>(?:\d{4}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?)?
  |\d{1,4}(?P<sep>[./-])\d{1,2}(?P=sep)\d{2,4})(?![\w/-]|[.:,]\d))
|(?P<clock>\d{1,2}(?:[:.]\d\d){0,2}\s?(?:[ap]m\b|[ap]\.\s?m\b\.?)
  |\d{1,2}(?::[0-5]\d){1,2}(?![\d:.]\d)(?:(?!\w)|(?=hrs\b))
  |\d{4}(?=\s?(?:gmt|utc|hrs|z)\b)
  |\d{1,2}(?:[.:]\d\d)?(?=\s?uhr\b)|\d{1,2}h\d\d\b)
|(?P<decade>(?:1\d|20)?\d0(?:['’]?s|er)\b|['’‘]\d0s\b)
|(?P<ordinal>\d{1,2}(?:st|nd|rd|th|er|ème|º|ª|°)(?!\w))
|(?P<fraction>[1-3]/[2-5](?![\w/])|[½¼¾])
|(?P<monthly>(?:0?[1-9]|1[0-2])\s?[-/]\s?(?:1[5-9]|20)\d\d(?![\w/-]|[.,]\d)
  |(?:1[5-9]|20)\d\d\s?[-/]\s?(?:0[1-9]|1[0-2])(?![\w/-]|[.,]\d))
|(?P<slashed>\d{1,2}/\d{1,2}(?![\w/-]|[.,]\d))
|(?P<number>\d+(?:[.,]\d+)*(?![\w%]))
|(?P<half>[qh][1-4]\b)
|(?P<fiscal>fy['’]?\d{2,4}\b)
"""


def number(raw: str) -> tuple[str, Value]:
    """A whole number by what it may be (day of a month, year, any); a decimal; or none at all (`1.2.3`)."""
    if _GROUPED.fullmatch(raw):
        return "n", int(raw.replace(",", ""))
    if _DECIMAL.fullmatch(raw):
        return "n", float(raw.replace(",", "."))
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 9):
        return BREAK, 0
    whole = int(raw)
    if len(raw) == 4 and 1000 <= whole < 2200:
        return "Y", whole
    return ("d" if len(raw) <= 2 and 1 <= whole <= 31 else "n"), whole


def _clock(raw: str) -> tuple[str, Value]:
    """The time of day as HH:MM[:SS], or a break when there is no such time."""
    half = _HALF_DAY.search(raw)
    parts = [int(part) for part in _DIGITS.findall(raw)]
    if len(parts) == 1 and parts[0] > 99:
        parts = list(divmod(parts[0], 100))
    hour, minute, *seconds = [*parts, 0] if len(parts) == 1 else parts
    if hour > (12 if half else 24) or minute > 59:
        return BREAK, 0
    if half:
        hour = hour % 12 + (12 if half.group(1) == "p" else 0)
    return "T", f"{hour:02}:{minute:02}" + (f":{seconds[0]:02}" if seconds else "")


def _digits(raw: str) -> int:
    return int("".join(_DIGITS.findall(raw)))


def _decade(raw: str) -> tuple[str, Value]:
    """The first year of a decade; below 100 when the century is not named."""
    return "E", _digits(raw)


def _ordinal(raw: str) -> tuple[str, Value]:
    return "o", _digits(raw)


def _half(raw: str) -> tuple[str, Value]:
    """Q1–Q4 of a year, H1 or H2."""
    return ("G", raw.upper()) if raw[0] == "q" or raw[1] in "12" else (BREAK, 0)


def _fiscal(raw: str) -> tuple[str, Value]:
    year = _digits(raw)
    return "Y", year if year > 99 else 2000 + year


def _fraction(raw: str) -> tuple[str, Value]:
    part, _, whole = raw.partition("/")
    return "+", int(part) / int(whole) if whole else _FRACTIONS[raw]


def _monthly(raw: str) -> tuple[str, Value]:
    """Month and year, "11/2016", "2016-11"; of what may be a span ("2008-12") the first year."""
    one, two = (int(part) for part in _DIGITS.findall(raw))
    year, month = (one, two) if one > two else (two, one)
    if year == one and month > year % 100:
        return "Y", year
    return "~", f"{year:04}-{month:02}"


def _slashed(raw: str) -> tuple[str, Value]:
    """Day and month in one of their orders, which the rules decide or leave open."""
    return "~", raw


def _dotted(raw: str) -> tuple[str, Value]:
    """An ordinal as German writes it, "28."."""
    return "o", _digits(raw)


READERS: Mapping[str, Callable[[str], tuple[str, Value]]] = {
    "number": number,
    "clock": _clock,
    "decade": _decade,
    "ordinal": _ordinal,
    "half": _half,
    "fiscal": _fiscal,
    "fraction": _fraction,
    "dotted": _dotted,
    "monthly": _monthly,
    "slashed": _slashed,
}
