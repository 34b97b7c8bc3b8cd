"""`trees` by numpy: all candidates answer all questions at once (QuickScorer; Lucchese et al. 2015).

The leaves of a tree are bits of a number. A question that leads to the right strikes out the leaves to its
left; the first leaf that is left is where the walk from the root would have ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from qa.analysis.layout.alphabet_batch import Array
from qa.analysis.layout.trees import Flat, Trees, cut_model

_BITS = 16
_ALL = (1 << _BITS) - 1
_BLOCK = 64
_MOST = (1 << 31) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Nodes:
    """Names of the features; feature, threshold and leaves that are left of each question, tree by tree,
    each tree with one that strikes out nothing; where trees begin; the leaves' values, sixteen a tree.
    """

    names: Sequence[str]
    feature: Array
    threshold: Array
    kept: Array
    begin: Array
    value: Array


@cache
def nodes() -> Nodes:
    """The nodes of the shipped model."""
    return nodes_of(cut_model())


def nodes_of(model: Trees) -> Nodes:
    """The questions of a model."""
    rows: list[tuple[int, int, int]] = []
    begin, value = [], np.zeros((len(model.trees), _BITS), np.int64)
    for number, flat in enumerate(model.trees):
        begin.append(len(rows))
        rows.append((0, 0, _ALL))
        feature, threshold, left, _, leaves = flat
        for node, (which, least) in enumerate(zip(feature, threshold, strict=True)):
            struck = sum(1 << leaf for leaf in _leaves(flat, left[node]))
            rows.append((which, least, _ALL & ~struck))
        value[number, : len(leaves)] = leaves
    columns = np.array(rows, np.int64).T
    return Nodes(
        names=model.features,
        feature=columns[0].copy(),
        threshold=columns[1][:, None].astype(np.int32),
        kept=columns[2][:, None].astype(np.uint16),
        begin=np.array(begin),
        value=value.ravel(),
    )


def _leaves(flat: Flat, node: int) -> list[int]:
    """The leaves below a node."""
    if node < 0:
        return [-1 - node]
    _, _, left, right, _ = flat
    return _leaves(flat, left[node]) + _leaves(flat, right[node])


@cache
def _first_bit() -> Array:
    """The place of the lowest bit of every number of sixteen bits."""
    numbers = np.arange(_ALL + 1)
    lowest = numbers & -numbers
    found: Array = np.log2(np.maximum(1, lowest)).astype(np.int64)
    return found


def scores(model: Nodes, values: Sequence[Array]) -> Array:
    """The summed leaves for each candidate, as `trees.scores`."""
    rows = np.clip(np.array(values), -_MOST, _MOST).astype(np.int32)
    size = rows.shape[1]
    found = [_block(model, rows[:, begin : begin + _BLOCK]) for begin in range(0, max(1, size), _BLOCK)]
    sums: Array = np.concatenate(found)
    return sums


def _block(model: Nodes, rows: Array) -> Array:
    """The summed leaves of some candidates: as many as lie in the fast memory with all their answers."""
    right = rows[model.feature] > model.threshold
    leaves = np.bitwise_and.reduceat(np.where(right, model.kept, np.uint16(_ALL)), model.begin, axis=0)
    place = _first_bit()[leaves] + (np.arange(len(model.begin)) * _BITS)[:, None]
    sums: Array = model.value[place].sum(0)
    return sums
