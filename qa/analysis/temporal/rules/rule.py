"""What the families of rules share: the shape of a rule and how to read its tokens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from qa.analysis.temporal.meaning import Draft
from qa.analysis.temporal.tokens import Token

Tokens = Sequence[Token]
Build = Callable[[Tokens], Draft | Sequence[Draft] | None]

NUM = r"(?:[nd](?:-?n){0,2})"
QUANTITY = rf"(?:{NUM}(?:-?\+)?|h|w)"
_MULTIPLIERS = (100, 1000)


class Rule(NamedTuple):
    """A rule: its id, its pattern over token classes, what reads the match."""

    id: str
    pattern: str
    build: Build


def first(tokens: Tokens, kinds: str) -> Token | None:
    """The first token of one of the classes."""
    return next((token for token in tokens if token.kind in kinds), None)


def number(tokens: Tokens, kinds: str) -> int | None:
    """The whole number of the first token of one of the classes."""
    token = first(tokens, kinds)
    return int(token.value) if token and isinstance(token.value, int | float) else None


def word(tokens: Tokens, kinds: str) -> str:
    """The value of the first token of one of the classes, or nothing."""
    token = first(tokens, kinds)
    return str(token.value) if token else ""


def count(tokens: Tokens, kinds: str) -> int:
    """How many tokens are of one of the classes."""
    return sum(token.kind in kinds for token in tokens)


def quantity(tokens: Tokens) -> float | None:
    """The number that the tokens name ("two", "twenty-five", "5 1/2", "a year and a half"), or null."""
    if any(token.kind == "w" for token in tokens):
        return None
    total: float | None = None
    for token in tokens:
        if token.kind in "ndY" and isinstance(token.value, int | float):
            total = _joined(total, token.value)
        elif token.kind in "h+" and isinstance(token.value, int | float):
            total = (total if total is not None else int(token.kind == "+")) + token.value
        elif token.kind == "a" and total is None:
            total = 1
    return total


def _joined(total: float | None, value: float) -> float:
    if total is None:
        return value
    return total * value if value in _MULTIPLIERS else total + value


def period(amount: float | None, unit: str) -> str:
    """The TIMEX3 duration: `P3D`, `PT5H30M`, `PXY`; decades and centuries are counted in years."""
    scale = {"DE": 10, "CE": 100, "ML": 1000}.get(unit, 1)
    if scale > 1:
        return f"P{_plain(amount * scale)}Y" if amount is not None else "PXY"
    if unit == "2W":
        return f"P{_plain(amount * 2)}W" if amount is not None else "PXW"
    if unit in ("H", "TM", "S"):
        return _clock_period(amount, unit)
    return f"P{_plain(amount)}{unit}"


def _clock_period(amount: float | None, unit: str) -> str:
    letter = {"TM": "M"}.get(unit, unit)
    if amount is not None and unit == "H" and amount % 1 and not amount * 60 % 1:
        hours, minutes = divmod(round(amount * 60), 60)
        return f"PT{hours}H{minutes}M" if hours else f"PT{minutes}M"
    return f"PT{_plain(amount)}{letter}"


def _plain(amount: float | None) -> str:
    if amount is None:
        return "X"
    return str(int(amount)) if amount == int(amount) else f"{amount:g}"


def grain(unit: str) -> str:
    """The name of a unit, as reported."""
    return _GRAINS.get(unit, "day")


_GRAINS = {
    "S": "second",
    "TM": "minute",
    "H": "hour",
    "D": "day",
    "N": "day",
    "W": "week",
    "2W": "week",
    "WE": "week",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
    "ML": "millennium",
}
