"""The model of cuts: a sum of small decision trees (gradient boosting; Friedman 2001) over whole numbers.

A tree is four lists, one entry a node: feature, threshold, left, right. A node below 0 is the leaf `-1 -
node`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from qa.resources import data

SCALE = 4096
"""Units of a leaf in one natural logarithm."""

Flat = tuple[Sequence[int], Sequence[int], Sequence[int], Sequence[int], Sequence[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """Names of the features, and the trees: feature, threshold, left, right, leaf values."""

    features: Sequence[str]
    trees: Sequence[Flat]


@cache
def cut_model() -> Trees:
    """The shipped model of cuts."""
    return trees_of(data("layout/model/cuts.json"))


def trees_of(known: Mapping[str, Any]) -> Trees:
    """A model as its data file has it."""
    return Trees(features=known["features"], trees=known["trees"])


def scores(model: Trees, values: Sequence[Sequence[int]]) -> list[int]:
    """The summed leaves for each candidate; `values` has a sequence of candidates for each feature."""
    out = []
    for candidate in zip(*values, strict=True):
        total = 0
        for feature, threshold, left, right, leaves in model.trees:
            node = 0 if feature else -1
            while node >= 0:
                node = left[node] if candidate[feature[node]] <= threshold[node] else right[node]
            total += leaves[-1 - node]
        out.append(total)
    return out
