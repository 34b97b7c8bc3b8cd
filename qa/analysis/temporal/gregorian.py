"""Arithmetic on the proleptic Gregorian calendar (ISO 8601), in terms of TIMEX3 values."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

SEASON_OF_MONTH = ("WI", "WI", "SP", "SP", "SP", "SU", "SU", "SU", "FA", "FA", "FA", "WI")
SEASON_MONTH = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}


def valid_day(year: int | None, month: int, day: int) -> bool:
    """Whether there is such a day; without a year, whether there is in a leap year."""
    if not 1 <= month <= 12:
        return False
    known = year if year is not None else 2000
    return MINYEAR <= known <= MAXYEAR and 1 <= day <= monthrange(known, month)[1]


def shift_months(day: date, months: int) -> date | None:
    """The same day of the month that many months on, or its last day; null beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift_days(day: date, days: int) -> date | None:
    """That many days on; null beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def week_value(day: date) -> str:
    """ISO week, as in 1999-W05."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday (1 Monday … 7 Sunday) of a month; -1 the last."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (Meeus 1991, the anonymous algorithm of 1876)."""
    golden, century, of_century = year % 19, year // 100, year % 100
    leap, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    quarter, remainder = divmod(of_century, 4)
    sunday = (32 + 2 * rest + 2 * quarter - epact - remainder) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: str, year: int) -> date | None:
    """A holiday by its rule: `MM-DD`, `MM-weekday-nth[+days]`, `easter±days`, `MM-weekday-ELECTION`."""
    if not 1583 <= year < MAXYEAR:
        return None
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:]))
    month, weekday, *nth = rule.split("-", 2)
    if not nth:
        return date(year, int(month), int(weekday)) if valid_day(year, int(month), int(weekday)) else None
    if nth[0] == "ELECTION":
        return nth_weekday(year, int(month), 1, 1) + timedelta(days=1)
    position, _, extra = nth[0].partition("+")
    return nth_weekday(year, int(month), int(weekday), int(position)) + timedelta(days=int(extra or 0))
