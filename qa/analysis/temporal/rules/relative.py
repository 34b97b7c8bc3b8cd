"""Expressions that count from a day: yesterday, weekdays, last week, two weeks ago, the next day."""

from __future__ import annotations

from dataclasses import replace

from qa.analysis.temporal.meaning import UNRESOLVED_DAY, Draft, Shift, Weekday
from qa.analysis.temporal.rules.rule import (
    NUM,
    QUANTITY,
    Rule,
    Tokens,
    first,
    grain,
    number,
    period,
    quantity,
    word,
)

_UNKNOWN = {
    "D": UNRESOLVED_DAY,
    "N": UNRESOLVED_DAY,
    "W": "XXXX-WXX",
    "2W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
    "DE": "XXXX",
    "CE": "XXXX",
    "ML": "XXXX",
}
_FIXED = ("H", "TM", "S")


def _shift(unit: str, amount: float, *, base: str = "story") -> Draft:
    value = _UNKNOWN.get(unit, UNRESOLVED_DAY)
    formula = Shift(unit=unit, count=amount)
    return Draft(
        type="TIME" if unit in _FIXED else "DATE",
        value=value,
        granularity=grain(unit),
        formula=formula,
        base=base,
        anchored=True,
    )


def _with_part(draft: Draft, tokens: Tokens) -> Draft:
    part = word(tokens, "Pk")
    if not part:
        return draft
    return replace(draft, type="TIME", value=f"{draft.value}T{part}", suffix=f"T{part}", granularity="part")


def _deictic(tokens: Tokens) -> Draft:
    return _with_part(_shift("D", number(tokens, "K") or 0), tokens)


def _part_of_day(tokens: Tokens) -> Draft:
    """ "last night", "this morning", "that afternoon", "the next morning"."""
    kind = first(tokens, "LXIAQ")
    days = int(float(str(kind.value))) if kind else 0
    from_text = kind is not None and (
        kind.kind in "AQ" or (kind.kind in "LX" and first(tokens, "t") is not None)
    )
    return _with_part(_shift("D", days, base="text" if from_text else "story"), tokens)


def weekday(tokens: Tokens) -> Draft:
    """A day of the week, perhaps with its direction and a part of the day."""
    day = number(tokens, "W") or 1
    direction = -1 if first(tokens, "7") else number(tokens, "LXIQ")
    draft = Draft(
        type="DATE",
        value=f"XXXX-WXX-{day}",
        granularity="day",
        formula=Weekday(number=day, direction=direction),
        anchored=True,
    )
    return _with_part(draft, tokens)


def _some_part(tokens: Tokens) -> Draft:
    """ "in the morning", "at night": of the day named beside it, else of the story's."""
    part = word(tokens, "P")
    return Draft(
        type="TIME",
        value=f"{UNRESOLVED_DAY}T{part}",
        granularity="part",
        formula=Shift(unit="D", count=0),
        suffix=f"T{part}",
        base="day",
        anchored=True,
        first=1 if tokens[0].kind == "@" else 0,
    )


def _weekday_of_week(tokens: Tokens) -> Draft:
    day, weeks = number(tokens, "W") or 1, number(tokens, "LXI") or 0
    draft = weekday(tokens)
    return replace(draft, formula=Weekday(number=day, direction=0, weeks=weeks))


def _weekday_part(tokens: Tokens) -> Draft:
    """A weekday and a part of the day in one word, "Montagabend"."""
    value = word(tokens, "5")
    direction = number(tokens, "LXI")
    return Draft(
        type="TIME",
        value=f"XXXX-WXX-{value[0]}T{value[1:]}",
        granularity="part",
        formula=Weekday(number=int(value[0]), direction=direction),
        suffix=f"T{value[1:]}",
        anchored=True,
    )


def _unit(tokens: Tokens) -> Draft | None:
    """ "last week", "this month", "next year"."""
    token = first(tokens, "LXIJ")
    unit = word(tokens, "uU4")
    if unit in _FIXED:
        return _rolling(tokens) if unit == "H" else None
    return _shift(unit, float(str(token.value)) if token and token.kind != "J" else 0)


def _bound(tokens: Tokens) -> Draft | None:
    """ "the end of the year", "later in the month"; the course of a day is no date."""
    draft = None if word(tokens, "U") == "D" else _text_unit(tokens)
    return replace(draft, base="day") if draft else None


def _modified(tokens: Tokens) -> Draft | None:
    """ "later this year"; of "earlier this week" only the week, as the annotated corpora have it."""
    draft = _unit(tokens)
    return replace(draft, first=1) if draft and word(tokens, "U") == "W" else draft


def _past_unit(tokens: Tokens) -> Draft:
    """ "this past weekend"."""
    return _shift(word(tokens, "U4"), -1)


def _text_unit(tokens: Tokens) -> Draft | None:
    """ "the next day", "the previous year", "later that year": counted from a date in the text."""
    token, unit = first(tokens, "LXAQ"), word(tokens, "U4")
    if unit in _FIXED:
        return None
    return _shift(unit, float(str(token.value)) if token else 0, base="text")


def _counted(tokens: Tokens) -> Draft:
    """ "two weeks ago", "a decade ago", "a few days ago", "three years from now"."""
    unit, amount = word(tokens, "uU4"), quantity(tokens)
    sign = -1 if first(tokens, "g<") else 1
    if amount is None:
        reference = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return Draft(type="DATE", value=reference, granularity=grain(unit), anchored=True, reason="vague")
    if unit in _FIXED:
        return replace(_shift("D", 0), value=None, formula=None, type="TIME", reason="vague")
    grained = {"DE": "Y", "CE": "Y", "ML": "Y"}.get(unit, unit)
    draft = _shift(unit, sign * amount)
    return replace(
        draft, value=_UNKNOWN[grained], formula=Shift(unit=unit, count=sign * amount, grain=grained)
    )


def _from_text(tokens: Tokens) -> Draft:
    """ "two days later", "a year earlier", "weeks before": counted from another date of the text."""
    unit, amount = word(tokens, "uU4"), quantity(tokens)
    sign = -1 if (first(tokens, "b") or number(tokens, "6") == -1) else 1
    if amount is None or unit in _FIXED:
        reference = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return Draft(
            type="DATE", value=reference, granularity=grain(unit), anchored=True, reason="event-relative"
        )
    grained = {"DE": "Y", "CE": "Y", "ML": "Y"}.get(unit, unit)
    draft = _shift(unit, sign * amount, base="text")
    return replace(draft, formula=Shift(unit=unit, count=sign * amount, grain=grained))


def _event(tokens: Tokens) -> Draft | None:
    """ "10 days before …", "two years into …": an event not dated here."""
    unit = word(tokens, "uU4")
    if unit in _FIXED and not first(tokens, "ndhaw"):
        return None
    return Draft(
        type="DURATION",
        value=period(quantity(tokens) if first(tokens, "ndhaw+") else None, unit),
        granularity=grain(unit),
        base="event",
        anchored=unit not in _FIXED,
        reason="event-relative",
        first=1 if tokens[0].kind == "t" else 0,
        last=_end_of_quantity(tokens),
    )


def _end_of_quantity(tokens: Tokens) -> int:
    return next(place for place, token in enumerate(tokens) if token.kind in "uU4") + 1


def _rolling(tokens: Tokens) -> Draft:
    """ "the past two years", "the next six months", "recent weeks", "the coming years"."""
    unit = word(tokens, "uU4")
    amount = 1 if first(tokens, "uU4ndwh").kind in "U4" else quantity(tokens)  # type: ignore[union-attr]
    return Draft(
        type="DURATION",
        value=period(amount, unit),
        granularity=grain(unit),
        formula=Shift(unit="D", count=0),
        base="period",
        anchored=True,
    )


_Q = rf"(?:q{{0,2}}t?{QUANTITY}-?x?)"
_ANY = rf"(?:{_Q}[uU4]|q?a[U4]\+?|q?(?:ha?|a)U)"
RULES: tuple[Rule, ...] = (
    Rule("relative:today", r"KP?", _deictic),
    Rule("relative:tonight", r"k", _deictic),
    Rule("relative:part-of-day", r"[bfm]?(?:[LXI]|t[LXQ]|Q|t?A)P", _part_of_day),
    Rule("part-of-day", r"t?m-?t?P|tP(?!F)|@P", _some_part),
    Rule("relative:unit", r"I7[U4]", _past_unit),
    Rule("weekday:of-week", r"WF?[LXI]U", _weekday_of_week),
    Rule("weekday", r"W[LX](?![uU4])|(?:I7|[LXI7Q])?WP?", weekday),
    Rule("weekday", r"[LXI]?5", _weekday_part),
    Rule("relative:ago", rf"(?:{_ANY}|q?u)g", _counted),
    Rule("relative:ago", rf"<{_ANY}", _counted),
    Rule("relative:from-now", rf"{_ANY}N", _counted),
    Rule("relative:event", rf"(?:{_ANY}|t?u|(?<!m)tU)6(?![.c])", _event),
    Rule("relative:from-text", rf"(?:{_ANY}|q?u|tU)[bf6]", _from_text),
    Rule(
        "relative:rolling",
        rf"(?:t|q)?[LX7Q](?:{NUM}\+?|w)-?x?[uU4]|(?:t|q)?(?:{NUM}|w)[LXQ]u|t(?:{NUM}|w)u[LXQ]",
        _rolling,
    ),
    Rule("relative:rolling", r"t?vu|t?[LX7Q]u(?!F)|t?7[U4]|t?u[LXQ]", _rolling),
    Rule("relative:unit", r"m?[IJ]U|m?[IJ]4", _unit),
    Rule("relative:unit", r"[bf]I[U4]", _modified),
    Rule("relative:from-text", r"tXU|[bfm]?t?AU|[bfm]?t?QU|t?UQ", _text_unit),
    Rule("relative:unit", r"m?t?[LX][U4](?!F)|m?t?[U4][LX]", _unit),
    Rule("relative:bound", r"mt?U", _bound),
)
