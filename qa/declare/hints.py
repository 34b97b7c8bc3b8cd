"""Sentences that help to mend a mistake: what was perhaps meant, and what is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: object, allowed: Iterable[object]) -> str:
    """The nearest allowed word, if one is near, and all of them."""
    names = sorted({_text(name) for name in allowed})
    near = get_close_matches(str(word).lower()[:80], names, n=1)
    guess = f"did you mean '{near[0]}'? " if near else ""
    return f"{guess}allowed: {', '.join(names) or 'none'}"


def _text(name: object) -> str:
    return "null" if name is None else str(name)
