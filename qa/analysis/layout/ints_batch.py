"""`ints.Arrays` by numpy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from qa.analysis.layout.alphabet_batch import Array


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
        sums = np.zeros((len(columns), len(begin) + 1), np.int64)
        np.cumsum(np.array(columns), axis=1, out=sums[:, 1:])
        return [*((sums[:, end] - sums[:, begin]) * unit // np.maximum(1, end - begin))]

    def picked(self, columns: Sequence[Array], place: Array, inside: Array, absent: int) -> Sequence[Array]:
        """As the protocol says."""
        return [*np.where(inside, np.array(columns)[:, place], absent)]


NUMPY = Numpy()
