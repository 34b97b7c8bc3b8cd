"""How the words of a line lean: to heads, to tails or to bodies.

A learned table gives, for words and for pairs of words that open a line, the logarithm of how many sites use
them in tails (heads) against bodies. Only words that many sites use are in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from qa.resources import data

WORDING = ("wt", "wtmax", "wh", "whmax", "wt2", "wh2")
"""Names of the features: mean and greatest lean of the words to tail and head; that of the opening words."""

Lean = Callable[[str], Sequence[float] | None]
_TOKEN = re.compile(r"[^\W\d_]+|\d")
_REACH, _WORDS = 160, 24


def tokens(line: str) -> list[str]:
    """The first words of a line in lower case; of numbers each digit counts alone."""
    return _TOKEN.findall(line[:_REACH].lower())[:_WORDS]


def learned(term: str) -> Sequence[float] | None:
    """The lean of a term to (tail, head), or null when it is not in the table."""
    found: Sequence[float] | None = data("layout/model/words.json")["terms"].get(term)
    return found


def opening(words: Sequence[str]) -> list[str]:
    """The terms made of the words that open a line."""
    return [f"{first} {second}" for first, second in pairwise(words[:3])]


def wording(words: Sequence[str], lean: Lean = learned) -> list[float]:
    """The features of a line's words, in the order of `WORDING`; zero where nothing is known."""
    known = [found for word in words if (found := lean(word)) is not None]
    pairs = [found for term in opening(words) if (found := lean(term)) is not None]
    out = [0.0] * len(WORDING)
    if known:
        tails, heads = zip(*known, strict=True)
        out[:4] = [sum(tails) / len(tails), max(tails), sum(heads) / len(heads), max(heads)]
    if pairs:
        out[4:] = pairs[0]
    return out
