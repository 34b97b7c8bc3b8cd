"""How much the sketches of many pairs of documents share, by numpy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from qa.detectors._similarity.candidates import SHARE
from qa.detectors._similarity.samples import HEAD, KEY, bound_of, size_of
from qa.text.hashing_batch import Ints

PAIRS = 1 << 10
WIDTHS = (128, 192, 256, 512, 1024)
"""Pairs looked at together; a pair's two sketches fill a row of twice the first width that holds both."""

_FILL = np.uint32(0xFFFFFFFF)

Numbers = NDArray[np.uint32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sketches:
    """The keys of all documents in a row, each document's from `begins` on, so many as `sizes` says.

    Behind the last ones `keys` goes on for the largest width, so that a row can be taken anywhere.
    """

    keys: Numbers
    begins: Ints
    sizes: Ints
    bounds: NDArray[np.float64]

    @classmethod
    def of(cls, samples: Sequence[bytes]) -> Self:
        """The sketches in the samples of texts."""
        sizes = np.fromiter(map(size_of, samples), dtype=np.int64, count=len(samples))
        spare = b"\xff" * (KEY * WIDTHS[-1])
        packed = b"".join([*(memoryview(each)[HEAD:] for each in samples), spare])
        return cls(
            keys=np.frombuffer(packed, dtype="<u4"),
            begins=np.cumsum(sizes) - sizes,
            sizes=sizes,
            bounds=np.fromiter(map(bound_of, samples), dtype=np.float64, count=len(samples)),
        )

    def __len__(self) -> int:
        return len(self.sizes)

    def own(self, document: int) -> Numbers:
        """The keys of one document."""
        return self.keys[self.begins[document] : self.begins[document] + self.sizes[document]]


def sharing(one: Ints, other: Ints, held: Sketches) -> Flags:
    """Which pairs have whole sketches that share, as far as both go, enough of the shorter text."""
    bounds, sizes = held.bounds, held.sizes
    bound = np.minimum(bounds[one], bounds[other])
    smaller = np.minimum(sizes[one] * (bound / bounds[one]), sizes[other] * (bound / bounds[other]))
    enough: Flags = shared_keys(one, other, held) >= SHARE * smaller
    return enough


def shared_keys(one: Ints, other: Ints, held: Sketches) -> Ints:
    """How many keys the two documents of each pair have in common. Sorting short rows is what is fast."""
    shared = np.empty(len(one), dtype=np.int64)
    larger = np.maximum(held.sizes[one], held.sizes[other])
    done = -1
    for width in WIDTHS:
        rows = _Rows(held, width)
        for at in _portions(np.flatnonzero((larger > done) & (larger <= width)), PAIRS):
            shared[at] = rows.shared(one[at], other[at])
        done = width
    for place in np.flatnonzero(larger > done).tolist():
        common = np.intersect1d(held.own(one[place]), held.own(other[place]), assume_unique=True)
        shared[place] = np.count_nonzero(common != _FILL)
    return shared


class _Rows:
    """The keys of documents as rows, filled up to one width."""

    def __init__(self, held: Sketches, width: int) -> None:
        keys = held.keys
        self._held, self._width = held, width
        self._from = as_strided(keys, (len(keys) - width + 1, width), keys.strides * 2)
        columns = np.arange(width)
        self._fill = np.where(columns >= np.arange(width + 1)[:, None], _FILL, np.uint32(0))

    def shared(self, one: Ints, other: Ints) -> Ints:
        """How many keys stand in both rows of each pair."""
        width = self._width
        both = np.empty((len(one), 2 * width), dtype=np.uint32)
        for start, documents in ((0, one), (width, other)):
            filled = self._fill[self._held.sizes[documents]]
            both[:, start : start + width] = self._from[self._held.begins[documents]] | filled
        both.sort(axis=1)
        equal = (both[:, 1:] == both[:, :-1]) & (both[:, 1:] != _FILL)
        shared: Ints = np.add.reduce(equal.view(np.uint8), axis=1, dtype=np.uint16).astype(np.int64)
        return shared


def _portions(places: Ints, size: int) -> Iterator[Ints]:
    return (places[start : start + size] for start in range(0, len(places), size))
