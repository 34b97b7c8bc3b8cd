"""Calendar dates: days, months and years, alone, in lists and in ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.analysis.temporal.gregorian import holiday, valid_day
from qa.analysis.temporal.meaning import Draft, MonthDay, Recurring
from qa.analysis.temporal.numeric import NumericDate
from qa.analysis.temporal.rules.rule import Rule, Tokens, number, quantity, word
from qa.analysis.temporal.tokens import Token

_JOIN = r"(?:[-&]{1,2}|c(?=[^c&-]{1,3}[c&-]))"
_YEAR = r"(?:[c-]?F?Y)"
_NOT_COUNT = r"(?!-?[xuU])"


def dated(tokens: Tokens, *, year: int | None = None, month: int | None = None) -> Draft:
    """A draft for a month, with its day and year where the tokens (or the arguments) give them."""
    year = year_of(tokens) if year is None else year
    month = number(tokens, "M") if month is None else month
    day = number(tokens, "do") or _spelled_day(tokens)
    if month is None or not valid_day(year, month, day or 1):
        return Draft(type="DATE", value=None, granularity="day", reason="malformed")
    field = f"{month:02}" + (f"-{day:02}" if day else "")
    granularity = "day" if day else "month"
    if year is None:
        return Draft(
            type="DATE",
            value=f"XXXX-{field}",
            granularity=granularity,
            formula=Recurring(field=field),
            anchored=True,
        )
    return Draft(type="DATE", value=f"{era_year(tokens, year)}-{field}", granularity=granularity)


def _spelled_day(tokens: Tokens) -> int | None:
    """ "June twenty-three": the number of two words; one alone counts something else."""
    words = [token for token in tokens if token.kind == "n"]
    return int(quantity(words) or 0) if len(words) == 2 else None


def year_of(tokens: Tokens) -> int | None:
    return number(tokens, "Y")


def era_year(tokens: Tokens, year: int) -> str:
    return f"BC{year:04}" if word(tokens, "B") == "BC" else f"{year:04}"


def _numeric(tokens: Tokens) -> Draft | None:
    parsed = next(token.value for token in tokens if token.kind == "D")
    if not isinstance(parsed, NumericDate):
        return None
    value = parsed.value
    if value and parsed.clock:
        value = f"{value}T{parsed.clock}"
    return Draft(
        type="TIME" if parsed.clock else "DATE",
        value=value,
        granularity="minute" if parsed.clock else "day",
        reason=parsed.reason,
        candidates=parsed.candidates,
    )


def _pieces(tokens: Tokens) -> Sequence[Draft]:
    """Days, months or dates joined by "and", "to" or a dash; each takes what it lacks from the others."""
    groups = _groups(tokens)
    year = year_of(tokens)
    drafts: list[Draft] = []
    for place, (start, end) in enumerate(groups):
        piece = tokens[start:end]
        month = number(piece, "M") or _nearest_month(tokens, groups, place)
        own = year_of(piece)
        draft = dated(piece, year=own if own is not None else year, month=month)
        drafts.append(replace(draft, first=start, last=end))
    return drafts


def _nearest_month(tokens: Tokens, groups: Sequence[tuple[int, int]], place: int) -> int | None:
    order = [*range(place, -1, -1), *range(place + 1, len(groups))]
    found = (number(tokens[groups[at][0] : groups[at][1]], "M") for at in order)
    return next((month for month in found if month is not None), None)


def _groups(tokens: Tokens) -> list[tuple[int, int]]:
    """Token ranges between the joins. A comma joins unless a year follows or a weekday precedes it."""
    groups: list[tuple[int, int]] = []
    start = 0
    for place, token in enumerate(tokens):
        if not _joins(tokens, place, token):
            continue
        if place > start:
            groups.append((start, place))
        start = place + 1
    groups.append((start, len(tokens)))
    return groups


def _joins(tokens: Tokens, place: int, token: Token) -> bool:
    if token.kind in "&-":
        return True
    if token.kind != "c":
        return False
    return tokens[place + 1].kind not in "YF" and tokens[place - 1].kind != "W"


def _month_day(tokens: Tokens) -> Draft | None:
    day = number(tokens, "o")
    if day is None or day > 31:
        return None
    formula = MonthDay(day=day)
    return Draft(type="DATE", value=f"XXXX-XX-{day:02}", granularity="day", formula=formula, anchored=True)


def _of_year(tokens: Tokens) -> Draft | None:
    """ "October last year", "March of that year", "April next year": the month of a relative year."""
    shift = number(tokens, "LXIJA")
    base = dated([token for token in tokens if token.kind not in "LXIJA"])
    if shift is None or base.formula is None or not isinstance(base.formula, Recurring):
        return None
    formula = Recurring(field=base.formula.field, years=shift)
    from_text = any(token.kind == "A" for token in tokens)
    return Draft(
        type="DATE",
        value=base.value,
        granularity=base.granularity,
        formula=formula,
        anchored=True,
        base="text" if from_text else "story",
    )


def _named_month(tokens: Tokens) -> Draft | None:
    """ "last October", "next April", "this March"."""
    draft = dated(tokens)
    direction = number(tokens, "LXIA")
    if not isinstance(draft.formula, Recurring):
        return draft
    return Draft(
        type="DATE",
        value=draft.value,
        granularity=draft.granularity,
        formula=Recurring(field=draft.formula.field, direction=direction),
        anchored=True,
    )


def _month(tokens: Tokens) -> Draft | None:
    """A month, perhaps called so ("the month of May")."""
    return None if word(tokens, "U") not in ("", "M") else dated(tokens)


def _of_era(tokens: Tokens) -> Draft:
    year, month = number(tokens, "n") or 0, number(tokens, "M")
    return Draft(type="DATE", value=f"{era_year(tokens, year)}-{month:02}", granularity="month")


def _day_of_relative_month(tokens: Tokens) -> Draft | None:
    """ "the 20th of next month"."""
    day, months = number(tokens, "o"), number(tokens, "LXI")
    if day is None or day > 31 or word(tokens, "U") != "M":
        return None
    formula = MonthDay(day=day, months=months)
    return Draft(type="DATE", value=f"XXXX-XX-{day:02}", granularity="day", formula=formula, anchored=True)


def _days_of_relative_month(tokens: Tokens) -> Sequence[Draft] | None:
    """ "between 4 and 22 this month": two days of a month that is told from the story."""
    ends = ((tokens[0], 0, 1), (tokens[2], 2, len(tokens)))
    rest = [token for token in tokens[3:] if token.kind not in "do"]
    drafts = [(_day_of_relative_month([day._replace(kind="o"), *rest]), at, last) for day, at, last in ends]
    return [replace(draft, first=at, last=last) for draft, at, last in drafts if draft]


def _nth_weekday(tokens: Tokens) -> Draft | None:
    """ "the first Friday of July": the rule of a movable day."""
    nth, day, month = number(tokens, "oL"), number(tokens, "W"), number(tokens, "M")
    if nth is None or nth > 5 or day is None or month is None:
        return None
    year, rule = year_of(tokens), f"{month:02}-{day}-{nth}"
    if year is not None:
        found = holiday(rule, year)
        return Draft(type="DATE", value=found.isoformat(), granularity="day") if found else None
    formula = Recurring(field=f"{month:02}-XX", holiday=rule)
    return Draft(type="DATE", value=f"XXXX-{month:02}-XX", granularity="day", formula=formula, anchored=True)


def _slashed(tokens: Tokens) -> list[Draft] | None:
    """ "on 4/22", "5/1-5/7": day and month without a year; "11/2016": month and year."""
    drafts = [_short_date(str(token.value), place) for place, token in enumerate(tokens) if token.kind == "~"]
    return [draft for draft in drafts if draft] if all(drafts) else None


def _short_date(raw: str, place: int) -> Draft | None:
    if "-" in raw:
        return Draft(type="DATE", value=raw, granularity="month", first=place, last=place + 1)
    one, two = (int(part) for part in raw.split("/"))
    values = sorted({f"XXXX-{m:02}-{d:02}" for m, d in ((one, two), (two, one)) if valid_day(None, m, d)})
    if not values:
        return None
    sure = len(values) == 1
    return Draft(
        type="DATE",
        value=values[0] if sure else None,
        granularity="day",
        formula=Recurring(field=values[0][5:]) if sure else None,
        anchored=True,
        reason="" if sure else "ambiguous-order",
        candidates=() if sure else tuple(values),
        first=place,
        last=place + 1,
    )


def _monthly(tokens: Tokens) -> Draft | None:
    value = word(tokens, "~")
    return Draft(type="DATE", value=value, granularity="month") if "-" in value else None


def _week_of(tokens: Tokens) -> Draft | None:
    day = dated(tokens)
    if day.value is None or day.granularity != "day":
        return None
    if day.formula is None:
        return Draft(type="DATE", value=day.value, granularity="week", formula=None)
    return Draft(
        type="DATE", value="XXXX-WXX", granularity="week", formula=day.formula, suffix="W", anchored=True
    )


_MD = r"(?:(?:Wc?)?M(?:-?t?[do]|c?t?o|n-?n(?![-ncuU4|])))"
_DM = r"(?:(?:Wc?)?t?[do]-?F?M)"
RULES: tuple[Rule, ...] = (
    Rule("date:numeric", r"(?:Wc?t?)?D", _numeric),
    Rule("date:short", r"[@W]~(?:[-&]~)?|~[-&]~", _slashed),
    Rule("month:numeric", r"~", _monthly),
    Rule("date:list", rf"{_MD}(?:{_JOIN}t?[do]{_NOT_COUNT}(?!F?M)){{1,5}}{_YEAR}?", _pieces),
    Rule("date:list", rf"(?:t?[do]{_JOIN}){{1,5}}{_DM}{_YEAR}?", _pieces),
    Rule("date:range", rf"{_MD}{_YEAR}?[-&]{{1,2}}{_MD}{_NOT_COUNT}{_YEAR}", _pieces),
    Rule("date:range", rf"{_DM}{_YEAR}?[-&]{{1,2}}{_DM}{_YEAR}", _pieces),
    Rule("date:of-year", rf"(?:{_MD}|{_DM}|m?-?M)c?F?(?:[LXI]|t?[A])(?=U)U", _of_year),
    Rule("week:of-date", rf"t?(?:UF|\^)(?:{_MD}|{_DM}){_YEAR}?", _week_of),
    Rule("date:nth-weekday", rf"t?[oL]W[Fi]M{_YEAR}?", _nth_weekday),
    Rule("date:day", r"[do](?:-|&)[do]i?F?[LXI]U", _days_of_relative_month),
    Rule("date:day", r"t?oF[LXI]U", _day_of_relative_month),
    Rule("date:day", rf"{_MD}{_NOT_COUNT}{_YEAR}?B?", dated),
    Rule("date:day", rf"{_DM}{_YEAR}?B?", dated),
    Rule("month:named", r"[LXIA]M(?!-?t?[do])|M[LX]", _named_month),
    Rule("date:range", rf"m?-?M(?:[-&]m?-?M){_YEAR}", _pieces),
    Rule("month", r"(?:tmF)?m?-?M[FcY]{0,2}nB", _of_era),
    Rule("month", rf"(?:t?UF|tmF)?m?-?M(?:-?{_YEAR})?", _month),
    Rule("date:weekday-day", r"Wc?t?o(?![-14EuUGc&-]|n|F|S|H|P|W)", _month_day),
    Rule("day-of-month", r"to(?![-14EuUGc&-]|n|F|S|H|P|W)", _month_day),
)
