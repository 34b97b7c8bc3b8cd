"""Give a formula its calendar value, counted from an anchor day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from qa.analysis.temporal.gregorian import (
    SEASON_MONTH,
    SEASON_OF_MONTH,
    holiday,
    shift_days,
    shift_months,
    valid_day,
    week_value,
)
from qa.analysis.temporal.meaning import Formula, MonthDay, Recurring, Shift, Weekday, Weekend

AMBIGUOUS = "ambiguous-direction"
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
_DAYS = {"D": 1, "N": 1, "W": 7, "2W": 14, "WE": 7}
_NEAR = 3  # a date this many times nearer than its rival is the one meant
_CLOSE = 60  # days within which a date far nearer than its rival outweighs the tense


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A calendar value and by which cue it was chosen, or the candidates between which nothing decides."""

    value: str | None
    cue: str = ""
    candidates: tuple[str, ...] = ()


_UNKNOWN = Resolution(value=None)


Tense = Callable[[], int]


def resolve(formula: Formula, anchor: date, tense: Tense) -> Resolution:
    """The value of `formula` on `anchor`. `tense` is asked when needed: -1 past, 1 future, 0 not told."""
    if isinstance(formula, Shift):
        return Resolution(value=shifted(formula, anchor))
    if isinstance(formula, Weekday):
        return _weekday(formula, anchor, tense)
    if isinstance(formula, MonthDay):
        return _month_day(formula, anchor, tense)
    if isinstance(formula, Weekend):
        return _weekend(anchor, tense)
    return _recurring(formula, anchor, tense)


def shifted(formula: Shift, anchor: date) -> str | None:
    """The TIMEX3 value that many units away; null beyond the calendar or for units below a day."""
    unit, count = formula.unit, formula.count
    if unit in _DAYS:
        day = shift_days(anchor, round(count * _DAYS[unit])) if abs(count) < 4e6 else None
    elif unit in _MONTHS:
        day = shift_months(anchor, round(count * _MONTHS[unit])) if abs(count) < 1e5 else None
    else:
        return None
    return None if day is None else at_precision(day, formula.grain or unit)


def at_precision(day: date, unit: str) -> str:
    """The day, or the week, month, … it lies in."""
    if unit in ("W", "2W"):
        return week_value(day)
    if unit == "WE":
        return week_value(day) + "-WE"
    by_unit = {
        "M": f"{day.year:04}-{day.month:02}",
        "Q": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "Y": f"{day.year:04}",
        "DE": f"{day.year // 10:03}X",
        "CE": f"{day.year // 100:02}XX",
        "ML": f"{day.year // 1000}XXX",
    }
    return by_unit.get(unit, day.isoformat())


def _weekday(formula: Weekday, anchor: date, tense: Tense) -> Resolution:
    behind = (anchor.isoweekday() - formula.number) % 7
    last, coming = shift_days(anchor, -behind), shift_days(anchor, (7 - behind) % 7)
    if last is None or coming is None:
        return _UNKNOWN
    if formula.direction is not None:
        named = _named_weekday(formula, anchor, last, coming)
        return Resolution(value=named.isoformat()) if named else _UNKNOWN
    if last == coming:
        return Resolution(value=last.isoformat(), cue="same-day")
    if direction := tense():
        return Resolution(value=(last if direction < 0 else coming).isoformat(), cue=_cue(direction))
    return Resolution(value=None, candidates=(last.isoformat(), coming.isoformat()))


def _named_weekday(formula: Weekday, anchor: date, last: date, coming: date) -> date | None:
    """The latest before the anchor for "last", the first after it for "next", its own week's for "this"."""
    if formula.direction == 0:
        return shift_days(anchor, formula.number - anchor.isoweekday() + 7 * formula.weeks)
    if formula.direction == -1:
        return shift_days(last, -7) if last == anchor else last
    return shift_days(coming, 7) if coming == anchor else coming


def _weekend(anchor: date, tense: Tense) -> Resolution:
    """On Saturday and Sunday the current one, else the last or the coming one by tense."""
    here = at_precision(anchor, "WE")
    if anchor.isoweekday() > 5:
        return Resolution(value=here, cue="same-day")
    last = shifted(Shift(unit="WE", count=-1), anchor)
    direction = tense()
    if direction or last is None:
        return Resolution(value=last if direction < 0 else here, cue=_cue(direction))
    return Resolution(value=None, candidates=(last, here))


def _recurring(formula: Recurring, anchor: date, tense: Tense) -> Resolution:
    if formula.years is not None:
        return Resolution(value=_in_year(formula, anchor.year + formula.years))
    position = _position(formula, anchor)
    this_year = _in_year(formula, anchor.year)
    last = this_year if position <= 0 else _in_year(formula, anchor.year - 1)
    coming = this_year if position >= 0 else _in_year(formula, anchor.year + 1)
    if formula.direction is not None:
        return _named_year(formula, anchor, position, (last, this_year, coming))
    if position == 0 and this_year:
        return Resolution(value=this_year, cue="same-period")
    return _chosen(formula, (last, coming), anchor, tense())


def _named_year(
    formula: Recurring, anchor: date, position: int, years: tuple[str | None, str | None, str | None]
) -> Resolution:
    last, this_year, coming = years
    if formula.direction == 0:
        return Resolution(value=this_year)
    if position == 0:
        return Resolution(value=_in_year(formula, anchor.year + (formula.direction or 0)))
    return Resolution(value=last if formula.direction == -1 else coming)


def _chosen(
    formula: Recurring, pair: tuple[str | None, str | None], anchor: date, direction: int
) -> Resolution:
    """A day by nearness where one is far nearer and tense does not object, else by tense; else both."""
    last, coming = pair
    if last is None or coming is None:
        return Resolution(value=last or coming)
    if len(formula.field) == 5 or formula.holiday:
        near, gap = _nearer(last, coming, anchor)
        if near and (direction in (0, near) or gap < _CLOSE):
            return Resolution(value=last if near < 0 else coming, cue="nearest")
    if direction:
        return Resolution(value=last if direction < 0 else coming, cue=_cue(direction))
    return Resolution(value=None, candidates=(last, coming))


def _nearer(last: str, coming: str, anchor: date) -> tuple[int, int]:
    """-1 or 1 when that day is far nearer than its rival, else 0; and its distance in days."""
    behind, ahead = (anchor - date.fromisoformat(last)).days, (date.fromisoformat(coming) - anchor).days
    if ahead * _NEAR < behind:
        return 1, ahead
    return (-1, behind) if behind * _NEAR < ahead else (0, min(behind, ahead))


def _position(formula: Recurring, anchor: date) -> int:
    """Whether this year's instance lies before (-1), around (0) or after (1) the anchor."""
    rest = formula.field
    if formula.holiday:
        day = holiday(formula.holiday, anchor.year)
        here, there = (day.isoformat()[5:] if day else ""), anchor.isoformat()[5:]
    elif len(rest) == 5:
        here, there = rest, anchor.isoformat()[5:]
    elif rest in SEASON_MONTH:
        seasons = ["WI", "SP", "SU", "FA"]
        here, there = str(seasons.index(rest)), str(seasons.index(SEASON_OF_MONTH[anchor.month - 1]))
    elif rest.startswith("Q"):
        here, there = rest, f"Q{(anchor.month + 2) // 3}"
    elif rest.startswith("H"):
        here, there = rest, "H1" if anchor.month < 7 else "H2"
    else:
        here, there = rest, f"{anchor.month:02}"
    return (here > there) - (here < there)


def _in_year(formula: Recurring, year: int) -> str | None:
    if not 1 <= year <= 9999:
        return None
    if formula.holiday:
        day = holiday(formula.holiday, year)
        return day.isoformat() if day else None
    if len(formula.field) == 5 and not valid_day(year, int(formula.field[:2]), int(formula.field[3:])):
        return None
    return f"{year:04}-{formula.field}" if formula.field else f"{year:04}"


def _month_day(formula: MonthDay, anchor: date, tense: Tense) -> Resolution:
    """The day in the anchor's month, or the month before or after where the tense says so."""
    if formula.months is not None:
        day = _in_month(anchor, formula.months, formula.day)
        return Resolution(value=day.isoformat() if day else None)
    here = _in_month(anchor, 0, formula.day)
    if here == anchor:
        return Resolution(value=here.isoformat(), cue="same-day")
    last = here if here and here < anchor else _in_month(anchor, -1, formula.day)
    coming = here if here and here > anchor else _in_month(anchor, 1, formula.day)
    if direction := tense():
        chosen = last if direction < 0 else coming
        return Resolution(value=chosen.isoformat() if chosen else None, cue=_cue(direction))
    return Resolution(value=None, candidates=tuple(day.isoformat() for day in (last, coming) if day))


def _in_month(anchor: date, months: int, day: int) -> date | None:
    month = shift_months(anchor.replace(day=1), months)
    return month.replace(day=day) if month and valid_day(month.year, month.month, day) else None


def _cue(direction: int) -> str:
    return "past-tense" if direction < 0 else "future-tense"
