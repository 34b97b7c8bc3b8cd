"""The model of lines: a sum of oblivious decision trees (Kohavi 1994; CatBoost, Prokhorenkova et al. 2018).

All nodes of one level of such a tree ask the same question, so a tree is a list of questions and a table of
leaves. Features, thresholds and leaves are whole numbers: sums are exact in any order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import exp
from operator import getitem, or_
from typing import Any

from qa.analysis.layout.columns import Columns
from qa.resources import data

SCALE = 256
"""Units of a leaf in one natural logarithm of odds."""
FINE = 64
"""Units of a score in the table of powers."""
REACH = 10
_LANE = 40
_FAR = 1 << 62
_HALF = 1 << (_LANE - 1)
WHOLE = 1000
"""What probabilities of a line sum to, about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """`questions[tree][level]` is (feature, threshold), answered by feature > threshold; `tail` and `head`
    are the leaves, their odds against body, by the answers read as a binary number, the first its lowest
    digit.
    """

    features: Sequence[str]
    questions: Sequence[Sequence[tuple[int, int]]]
    tail: Sequence[Sequence[int]]
    head: Sequence[Sequence[int]]


@cache
def forest() -> Forest:
    """The shipped model of lines."""
    return forest_of(data("layout/model/lines.json"))


def forest_of(known: Mapping[str, Any]) -> Forest:
    """A model as its data file has it."""
    return Forest(
        features=known["features"],
        questions=[[(feature, least) for feature, least in tree] for tree in known["questions"]],
        tail=known["tail"],
        head=known["head"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What each feature answers: by name, its thresholds in order and, for each number of them that a value
    is above, all answers as one number, eight bits a tree; and the leaves of each tree, both odds in one
    number.
    """

    by_feature: Sequence[tuple[str, Sequence[int], Sequence[int]]]
    leaves: Sequence[Sequence[int]]


@cache
def answers() -> Answers:
    """The answers of the shipped model."""
    model = forest()
    asked: dict[int, list[tuple[int, int]]] = {}
    for tree, questions in enumerate(model.questions):
        for level, (feature, least) in enumerate(questions):
            asked.setdefault(feature, []).append((least, 1 << (8 * tree + level)))
    by_feature = []
    for feature, bits in sorted(asked.items()):
        bits.sort()
        sums = [*accumulate((bit for _, bit in bits), or_, initial=0)]
        by_feature.append((model.features[feature], [least for least, _ in bits], sums))
    leaves = [
        [tail + (head << _LANE) for tail, head in zip(*both, strict=True)]
        for both in zip(model.tail, model.head, strict=True)
    ]
    return Answers(by_feature=by_feature, leaves=leaves)


def scores(model: Answers, columns: Columns, size: int) -> tuple[list[int], list[int]]:
    """Odds of (tail, head) against body for each of `size` lines, one or more.

    Most lines answer most questions alike: noted is where an answer differs from the usual one.
    """
    found, same = [0] * size, 0
    for name, thresholds, sums in model.by_feature:
        column = columns[name]
        usual = bisect_left(thresholds, column[size // 2])
        same |= sums[usual]
        above = thresholds[usual - 1] if usual else -_FAR
        most = thresholds[usual] if usual < len(thresholds) else _FAR
        if above < min(column) and max(column) <= most:
            continue
        changes = [answer ^ sums[usual] for answer in sums]
        for line, value in enumerate(column):
            if not above < value <= most:
                found[line] ^= changes[bisect_left(thresholds, value)]
    found = [answer ^ same for answer in found]
    trees = len(model.leaves)
    totals = [sum(map(getitem, model.leaves, leaf.to_bytes(trees, "little"))) for leaf in found]
    heads = [(total + _HALF) >> _LANE for total in totals]
    return [total - (head << _LANE) for total, head in zip(totals, heads, strict=True)], heads


@cache
def powers() -> tuple[int, ...]:
    """e^(k / FINE) for k from -REACH to REACH, in 2^-20ths."""
    return tuple(round(exp(step / FINE) * (1 << 20)) for step in range(-REACH * FINE, REACH * FINE + 1))
