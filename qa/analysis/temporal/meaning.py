"""What an expression means before it is anchored: a TIMEX3 type and value, or a formula on an anchor date."""

from __future__ import annotations

from dataclasses import dataclass, field

UNRESOLVED_DAY = "XXXX-XX-XX"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """`count` units (D W M Q Y DE CE WE …) from the anchor, to the precision of the unit or of `grain`."""

    unit: str
    count: float
    grain: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """A day of the week (1 Monday … 7 Sunday). `direction`: -1 last, 1 next, 0 this, null open."""

    number: int
    direction: int | None = None
    weeks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """Something that comes once a year: `field` is the value without its year, say `03-12`, `04`, `SU`, `Q3`.

    `holiday` is a rule for a movable day instead. `years` shifts the year found by that many.
    """

    field: str
    direction: int | None = None
    holiday: str = ""
    years: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDay:
    """A day of a month that is not named ("the 15th")."""

    day: int
    months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekend:
    """The weekend nearest in the direction of the tense."""


Formula = Shift | Weekday | Recurring | MonthDay | Weekend


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An expression as the grammar reads it.

    `value` is the TIMEX3 value as far as the words give it. `formula`, where there is one, gives the calendar
    value on an anchor; `suffix` (time of day) is added to it. `base` is what it counts from: the `story`'s
    date, the date last named in the `text`, or an `event`. `first` and `last` are the tokens covered, counted
    in the rule's match (`last` null: to its end).
    """

    type: str
    value: str | None
    granularity: str
    formula: Formula | None = None
    suffix: str = ""
    base: str = "story"
    anchored: bool = False
    reason: str = ""
    candidates: tuple[str, ...] = field(default=())
    first: int = 0
    last: int | None = None
