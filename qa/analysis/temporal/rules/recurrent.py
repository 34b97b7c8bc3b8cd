"""Holidays, and sets: what recurs daily, every Monday, twice a week, per year."""

from __future__ import annotations

from dataclasses import replace

from qa.analysis.temporal.gregorian import holiday
from qa.analysis.temporal.meaning import Draft, Recurring
from qa.analysis.temporal.rules.rule import NUM, Rule, Tokens, first, grain, number, period, quantity, word


def _set(value: str, granularity: str) -> Draft:
    return Draft(type="SET", value=value, granularity=granularity)


def _adverb(tokens: Tokens) -> Draft:
    value = word(tokens, "j")
    return _set(value, grain(value[-1] if "T" not in value else "H"))


def _every(tokens: Tokens) -> Draft | None:
    """ "every day", "every two weeks", "every other month", "twice a year"."""
    if word(tokens, "W"):
        return _set(f"XXXX-WXX-{word(tokens, 'W')}", "day")
    if word(tokens, "P"):
        return _set(f"XXXX-XX-XXT{word(tokens, 'P')}", "part")
    if word(tokens, "M"):
        return _set(f"XXXX-{number(tokens, 'M'):02}", "month")
    if word(tokens, "S"):
        return _set(f"XXXX-{word(tokens, 'S')}", "season")
    unit = word(tokens, "uU4")
    amount = None if first(tokens, "3") else quantity([token for token in tokens if token.kind in "nd"])
    return _set(period(amount if amount is not None else number(tokens, "V") or 1, unit), grain(unit))


def _weekdays(tokens: Tokens) -> Draft:
    return _set(f"XXXX-WXX-{word(tokens, 's')}", "day")


def _holiday(tokens: Tokens) -> Draft | None:
    rule, year = word(tokens, "H"), number(tokens, "Y")
    if year is not None:
        day = holiday(rule, year)
        return Draft(type="DATE", value=day.isoformat(), granularity="day") if day else None
    direction = number(tokens, "LXI")
    fixed = rule if len(rule) == 5 and "easter" not in rule else "XX-XX"
    draft = Draft(
        type="DATE",
        value=f"XXXX-{fixed}",
        granularity="day",
        formula=Recurring(field=fixed, holiday=rule, direction=direction),
        anchored=True,
    )
    part = word(tokens, "P")
    if not part:
        return draft
    return replace(draft, type="TIME", value=f"{draft.value}T{part}", suffix=f"T{part}")


SETS: tuple[Rule, ...] = (
    Rule("set:every", rf"(?:[eV])(?:W|P|M|S|U|4|{NUM}[uU4])", _every),
    Rule("set:per", rf"(?:{NUM}?3)?p[U4]|{NUM}?3a[U4]", _every),
    Rule("set:weekdays", r"s", _weekdays),
    Rule("set:adverb", r"j", _adverb),
)
RULES: tuple[Rule, ...] = (Rule("holiday", r"[LXI]?H(?:c?Y|P)?", _holiday),)
