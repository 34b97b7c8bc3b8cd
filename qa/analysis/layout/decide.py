"""Where the head ends and where the tail starts, decided over all lines at once.

The head ends where the sum of what speaks for head and against body is greatest; what speaks for body counts
double. The tail starts where the expected use of the cut is greatest: being right within a line and covering
the tail count for it, the risk of losing twenty words of body counts against it (a Bayes decision with an
unequal loss).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import exp, log

from qa.analysis.layout.forest import WHOLE
from qa.analysis.layout.trees import SCALE

_HEAD_BIAS, _HEAD_CLIP = 70, 300
_COVER, _NEAR, _LOSS, _PRESENT = 0.5, 0.5, 2.0, 0.45
_LEAST = 0.02
"""Least probability of a cut itself: no cut is made where nothing begins, however safe it is."""
_LOST_TOKENS = 20
CERTAIN = 0.9
"""Score of a tail that a single line gives away."""
_TINY = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Candidates of one text in order, the last is its end: their lines, the model's scores, words from
    there.
    """

    lines: Sequence[int]
    scores: Sequence[int]
    words: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A line on which a tail may start, how likely there is a tail, whether that is enough to cut."""

    line: int
    present: float
    sure: bool


@cache
def _gains() -> tuple[int, ...]:
    """What a probability of head, in thousandths, adds to the head: hundredths of its log odds."""
    odds = [100 * log((p / WHOLE + _TINY) / (1 - p / WHOLE + _TINY)) for p in range(WHOLE + 1)]
    clipped = [max(-_HEAD_CLIP, min(_HEAD_CLIP, round(value))) for value in odds]
    return tuple(value if value > 0 else 2 * value for value in clipped)


def head_rows(head: Sequence[int]) -> tuple[int, float]:
    """How many lines the head has, and the mean probability that they are head."""
    gains = _gains()
    sums = [*accumulate((gains[p] for p in head), initial=0)]
    best = max(range(len(sums)), key=lambda i: (sums[i] - (_HEAD_BIAS if i else 0), -i))
    if not best or best == len(head):
        return 0, 0.0
    return best, sum(head[:best]) / (best * WHOLE)


def shares(scores: Sequence[int]) -> list[float]:
    """The probabilities of candidates with those scores (a softmax)."""
    top = max(scores)
    powers = [exp((score - top) / SCALE) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def best_cut(found: Candidates, head: int) -> Cut:
    """The most useful cut after line `head`. It is sure where a tail is likely, and a cut is of more use than
    none.
    """
    chances = shares(found.scores)
    present = 1 - chances[-1]
    uses = _uses(found, chances)
    places = [p for p in range(len(uses)) if found.lines[p] > head and chances[p] >= _LEAST]
    if not places:
        return Cut(line=found.lines[-1], present=0.0, sure=False)
    best = max(places, key=lambda place: (uses[place], place))
    return Cut(line=found.lines[best], present=present, sure=present >= _PRESENT and uses[best] > 0)


def _uses(found: Candidates, chances: Sequence[float]) -> list[float]:
    """The expected use of a cut at each candidate but the end.

    A cut covers the tails that begin after it, and a part of those that begin before it; it loses the words
    between itself and the true cut, if that is later.
    """
    words, final = found.words, len(chances) - 1
    later = [*accumulate(reversed(chances), initial=0.0)][::-1]
    out, covered, lost = [], 0.0, 0
    for place in range(final):
        left = words[place]
        covered += chances[place] / left
        while lost < len(words) and left - words[lost] < _LOST_TOKENS:
            lost += 1
        cover = left * covered + later[place + 1] - chances[final]
        out.append(_near(place, found.lines, chances) + _COVER * cover - _LOSS * later[lost])
    return out


def _near(place: int, lines: Sequence[int], chances: Sequence[float]) -> float:
    """The chance that a cut is right, and half of that to be off by a line."""
    before = chances[place - 1] if place and lines[place - 1] == lines[place] - 1 else 0.0
    following = place + 2 < len(lines) and lines[place + 1] == lines[place] + 1
    return chances[place] + _NEAR * (before + (chances[place + 1] if following else 0.0))
