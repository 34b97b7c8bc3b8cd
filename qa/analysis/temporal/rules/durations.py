"""Durations: "three days", "a 16-hour flight", "more than a decade", "several weeks"."""

from __future__ import annotations

from qa.analysis.temporal.meaning import Draft
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


def _duration(tokens: Tokens) -> Draft | None:
    unit = word(tokens, "uU4")
    amount = quantity(tokens)
    if unit == "WE" and first(tokens, "t") is not None:
        return None
    if amount is not None and amount > 100_000:
        return None
    article = tokens[0].kind == "a" and tokens[-1].kind == "_"
    return Draft(
        type="DURATION", value=period(amount, unit), granularity=grain(unit), first=1 if article else 0
    )


def _bare(tokens: Tokens) -> Draft:
    """ "for weeks", "within days", "decades-long": how many is not said."""
    at = 0 if tokens[0].kind in "uU" else 1
    unit = word(tokens, "uU4")
    amount = 1.0 if tokens[at].kind == "U" else None
    return Draft(type="DURATION", value=period(amount, unit), granularity=grain(unit), first=at)


def _whole(tokens: Tokens) -> Draft | None:
    """ "all day", "another week", "a full year"."""
    if not number(tokens, "x"):
        return None
    unit = word(tokens, "U")
    return Draft(type="DURATION", value=period(1, unit), granularity=grain(unit))


def _part(tokens: Tokens) -> Draft | None:
    """ "the first ten months of 1915", "the last week of August": a stretch of a month or a year."""
    unit, end = word(tokens, "uU"), next(at for at, token in enumerate(tokens) if token.kind in "uU")
    amount = 1 if tokens[end].kind == "U" else quantity(tokens[:end])
    if unit in ("D", "CE"):
        return None
    return Draft(type="DURATION", value=period(amount, unit), granularity=grain(unit))


_Q = r"q{0,2}"
_OF = r"F(?:tmF)?(?:m?-?M(?:c?F?Y)?|Y)"
RULES: tuple[Rule, ...] = (
    Rule("duration", rf"{_Q}(?:{QUANTITY}|Y|\+)-?x?-?[uU]\+?(?:-?_)?(?!-?2)", _duration),
    Rule("duration", rf"{_Q}{NUM}x?-?4(?!F)", _duration),
    Rule("duration", r"q{0,2}ax?U\+?(?:-?_)?(?!-?2)", _duration),
    Rule("duration", r"q{0,2}h[aF]?[uU]", _duration),
    Rule("duration", r"a?x-?U", _whole),
    Rule("duration:bare", r"[ri]u(?!-?2)", _bare),
    Rule("duration:bare", r"[uU]-_", _bare),
)
PARTS: tuple[Rule, ...] = (Rule("duration:part", rf"t?[oL1](?:{NUM})?-?x?[uU]{_OF}", _part),)
