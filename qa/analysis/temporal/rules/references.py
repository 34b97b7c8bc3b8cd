"""Vague references to the present, the past and the future, and the weekend."""

from __future__ import annotations

from dataclasses import replace

from qa.analysis.temporal.meaning import Draft, Weekend
from qa.analysis.temporal.rules.rule import Rule, Tokens, word


def _reference(tokens: Tokens) -> Draft:
    return Draft(type="DATE", value=word(tokens, "RJ"), granularity="reference")


def _the_past(tokens: Tokens) -> Draft:
    return replace(_reference(tokens), value="PAST_REF", first=1)


def _weekend(tokens: Tokens) -> Draft | None:
    if word(tokens, "U") != "WE":
        return None
    return Draft(
        type="DATE",
        value="XXXX-WXX-WE",
        granularity="week",
        formula=Weekend(),
        anchored=True,
    )


RULES: tuple[Rule, ...] = (
    Rule("reference", r"[RJ]", _reference),
    Rule("reference:past", r"it7(?![ndwuUxa4&])", _the_past),
    Rule("relative:weekend", r"tU(?!F)", _weekend),
)
