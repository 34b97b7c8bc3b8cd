"""Sums of small decision trees (gradient boosting; Friedman 2001), evaluated without any library.

In the data file a tree is five lists: feature, threshold, left, right, leaf value; a node below 0 is the leaf
`-1 - node`. In memory a node is (feature, threshold, left, right) and a leaf a number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from qa.resources import data

Flat = tuple[Sequence[int], Sequence[float], Sequence[int], Sequence[int], Sequence[float]]
Node = Any
"""A float, or a tuple of feature, threshold and two nodes."""


def model(name: str) -> Mapping[str, Any]:
    """A learned model by name: its `features`, its number of `outputs`, its `trees`."""
    found: Mapping[str, Any] = data(f"layout/model/{name}.json")
    return found


@cache
def trees(name: str) -> tuple[Node, ...]:
    """The trees of a learned model."""
    return tuple(tree(flat) for flat in model(name)["trees"])


def tree(flat: Flat) -> Node:
    """A tree from its lists."""
    feature, threshold, left, right, leaf = flat

    def node(at: int) -> Node:
        if at < 0:
            return leaf[-1 - at]
        return (feature[at], threshold[at], node(left[at]), node(right[at]))

    return node(0 if feature else -1)


def raw_scores(ensemble: Sequence[Node], outputs: int, values: Sequence[float]) -> list[float]:
    """The summed leaf values for each output; trees take turns over the outputs."""
    leaves = []
    for node in ensemble:
        while node.__class__ is tuple:
            feature, threshold, left, right = node
            node = left if values[feature] <= threshold else right  # noqa: PLW2901 - the walk down the tree
        leaves.append(node)
    return [sum(leaves[output::outputs]) for output in range(outputs)]
