"""`ints.Arrays` by numpy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from qa.analysis.layout.alphabet_batch import Array

FEW = 1500
"""Lines of which many columns are taken at once; of more they don't lie in the fast memory together."""


class Numpy:
    """The operations on numpy arrays of 64-bit integers."""

    def array(self, values: Iterable[int]) -> Array:
        """As the protocol says."""
        return np.array(values if isinstance(values, np.ndarray) else [*values], np.int64)

    def where(self, flags: Array, yes: Any, no: Any) -> Array:
        """As the protocol says."""
        found: Array = np.where(flags, yes, no)
        return found

    def least(self, left: Array, right: Any) -> Array:
        """As the protocol says."""
        found: Array = np.minimum(left, right)
        return found

    def most(self, left: Array, right: Any) -> Array:
        """As the protocol says."""
        found: Array = np.maximum(left, right)
        return found

    def at_least(self, left: Array, right: Any) -> Array:
        """As the protocol says."""
        found: Array = (left >= right).astype(np.int64)
        return found

    def equal(self, left: Array, right: Any) -> Array:
        """As the protocol says."""
        found: Array = (left == right).astype(np.int64)
        return found

    def sums(self, values: Array) -> Array:
        """As the protocol says."""
        out = np.zeros(len(values) + 1, np.int64)
        np.cumsum(values, out=out[1:])
        return out

    def peaks(self, values: Array) -> Array:
        """As the protocol says."""
        return np.maximum.accumulate(values)

    def means(self, columns: Sequence[Array], begin: Array, end: Array, unit: int) -> Sequence[Array]:
        """As the protocol says."""
        size = np.maximum(1, end - begin)
        if len(begin) <= FEW:
            sums = np.zeros((len(columns), len(begin) + 1), np.int64)
            np.cumsum(np.array(columns), axis=1, out=sums[:, 1:])
            return [*((sums[:, end] - sums[:, begin]) * unit // size)]
        return [_sums(self.sums(column), begin, end, unit) // size for column in columns]

    def picked(self, columns: Sequence[Array], place: Array, inside: Array, absent: int) -> Sequence[Array]:
        """As the protocol says."""
        if len(place) <= FEW:
            return [*np.where(inside, np.array(columns)[:, place], absent)]
        return [np.where(inside, column.take(place), absent) for column in columns]


def _sums(sums: Array, begin: Array, end: Array, unit: int) -> Array:
    """The sums over ranges, in parts of a unit."""
    found = sums.take(end)
    found -= sums.take(begin)
    found *= unit
    return found


NUMPY = Numpy()
