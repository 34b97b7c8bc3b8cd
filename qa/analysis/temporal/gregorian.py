"""Arithmetic on the proleptic Gregorian calendar (ISO 8601), in terms of TIMEX3 values."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR


def valid_day(year: int | None, month: int, day: int) -> bool:
    """Whether there is such a day; without a year, whether there is in a leap year."""
    if not 1 <= month <= 12:
        return False
    known = year if year is not None else 2000
    return MINYEAR <= known <= MAXYEAR and 1 <= day <= monthrange(known, month)[1]
