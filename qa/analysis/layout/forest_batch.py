"""`forest` by numpy: all lines answer the questions of a level of all trees at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from qa.analysis.layout.alphabet_batch import Array
from qa.analysis.layout.forest import Forest, forest
from qa.analysis.layout.ints_batch import FEW

_BLOCK = 256
_MOST = (1 << 31) - 1
_LANE = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Names of the features, features and thresholds by level, the leaves of all trees with both odds in
    one number, their bias.
    """

    names: Sequence[str]
    features: Array
    least: Array
    leaves: Array
    offset: Array
    bias: int


@cache
def tables() -> Tables:
    """The tables of the shipped model."""
    return tables_of(forest())


def tables_of(model: Forest) -> Tables:
    """The tables of a model."""
    questions = np.array(model.questions, np.int64)
    tail, head = np.array(model.tail, np.int64), np.array(model.head, np.int64)
    bias = int(max(np.abs(tail).max(), np.abs(head).max()))
    return Tables(
        names=model.features,
        features=questions[:, :, 0].T.copy(),
        least=questions[:, :, 1].T.astype(np.int32)[:, :, None].copy(),
        leaves=((tail + bias) | (head + bias) << _LANE).ravel(),
        offset=(np.arange(len(tail)) * tail.shape[1])[:, None],
        bias=bias * len(tail),
    )


def scores(model: Tables, values: Sequence[Array]) -> tuple[Array, Array]:
    """Odds of (tail, head) against body for each line, as `forest.scores`."""
    size = len(values[0])
    if size <= FEW:
        rows = np.minimum(np.array(values), _MOST).astype(np.int32)
    else:
        rows = np.empty((len(values), size), np.int32)
        for number, column in enumerate(values):
            np.minimum(column, _MOST, out=rows[number], casting="unsafe")
    sums = np.concatenate(
        [_block(model, rows[:, begin : begin + _BLOCK]) for begin in range(0, max(1, size), _BLOCK)]
    )
    return (sums & (1 << _LANE) - 1) - model.bias, (sums >> _LANE) - model.bias


def _block(model: Tables, rows: Array) -> Array:
    """Both odds of some lines in one number."""
    rows = np.ascontiguousarray(rows)
    shape = (model.features.shape[1], rows.shape[1])
    asked, answers = np.empty(shape, np.int32), np.empty(shape, bool)
    leaf = np.zeros(shape, np.uint8)
    for level in reversed(range(len(model.features))):
        np.take(rows, model.features[level], axis=0, out=asked, mode="clip")
        np.greater(asked, model.least[level], out=answers)
        leaf += leaf
        leaf += answers
    found: Array = np.take(model.leaves, leaf + model.offset).sum(0)
    return found
