"""Durations: "three days", "a 16-hour flight", "more than a decade", "several weeks"."""

from __future__ import annotations

from qa.analysis.temporal.meaning import Draft
from qa.analysis.temporal.rules.rule import QUANTITY, Rule, Tokens, first, grain, period, quantity, word


def _duration(tokens: Tokens) -> Draft | None:
    unit = word(tokens, "uU4")
    amount = quantity(tokens)
    if unit == "WE" and first(tokens, "t") is not None:
        return None
    if amount is not None and amount > 100_000:
        return None
    return Draft(type="DURATION", value=period(amount, unit), granularity=grain(unit))


def _bare(tokens: Tokens) -> Draft:
    """ "for weeks", "within days", "decades-long": how many is not said."""
    at = 0 if tokens[0].kind in "uU" else 1
    unit = word(tokens, "uU4")
    amount = 1.0 if tokens[at].kind == "U" else None
    return Draft(type="DURATION", value=period(amount, unit), granularity=grain(unit), first=at)


_Q = r"q{0,2}"
RULES: tuple[Rule, ...] = (
    Rule("duration", rf"{_Q}(?:{QUANTITY}|Y)-?x?-?[uU4]\+?(?:-?_)?(?!-?2)", _duration),
    Rule("duration", r"q{0,2}ax?[U4]\+?(?:-?_)?(?!-?2)", _duration),
    Rule("duration", r"q{0,2}h[aF]?[uU4]", _duration),
    Rule("duration:bare", r"[ri]u(?!-?2)", _bare),
    Rule("duration:bare", r"[uU]-_", _bare),
)
