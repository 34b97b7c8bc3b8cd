"""How much the sketches of many pairs of documents share, by numpy."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from qa.detectors._similarity.candidates import SHARE

PAIRS = 1 << 10
WIDTHS = (128, 256, 512, 1024)
"""Pairs looked at together; a pair's two sketches fill a row of twice the first width that holds both."""

_FILL = np.uint32(0xFFFFFFFF)

Ints = NDArray[np.int64]
Numbers = NDArray[np.uint32]
Flags = NDArray[np.bool_]


def sharing(one: Ints, other: Ints, keys: Numbers, sizes: Ints, bounds: NDArray[np.float64]) -> Flags:
    """Which pairs have whole sketches that share, as far as both go, enough of the shorter text.

    `keys` are those of all documents in a row, `sizes` of them a document.
    """
    bound = np.minimum(bounds[one], bounds[other])
    smaller = np.minimum(sizes[one] * (bound / bounds[one]), sizes[other] * (bound / bounds[other]))
    enough: Flags = shared_keys(one, other, keys, sizes) >= SHARE * smaller
    return enough


def shared_keys(one: Ints, other: Ints, keys: Numbers, sizes: Ints) -> Ints:
    """How many keys the two documents of each pair have in common. Sorting short rows is what is fast."""
    begins = np.cumsum(sizes) - sizes
    shared = np.empty(len(one), dtype=np.int64)
    larger = np.maximum(sizes[one], sizes[other])
    done = -1
    for width in WIDTHS:
        fitting = np.flatnonzero((larger > done) & (larger <= width))
        for at in _portions(fitting, PAIRS):
            both = (_rows(begins, sizes, keys, each, width) for each in (one[at], other[at]))
            rows = np.concatenate([*both], axis=1)
            rows.sort(axis=1)
            shared[at] = ((rows[:, 1:] == rows[:, :-1]) & (rows[:, 1:] != _FILL)).sum(axis=1)
        done = width
    for place in np.flatnonzero(larger > done).tolist():
        own, others = (keys[begins[each] : begins[each] + sizes[each]] for each in (one[place], other[place]))
        common = np.intersect1d(own, others, assume_unique=True)
        shared[place] = np.count_nonzero(common != _FILL)
    return shared


def _rows(begins: Ints, sizes: Ints, keys: Numbers, documents: Ints, width: int) -> Numbers:
    """The keys of each document as a row, filled up to the same width."""
    columns = np.arange(width)
    places = begins[documents, None] + columns
    rows: Numbers = keys[np.minimum(places, len(keys) - 1, out=places)]
    rows[columns >= sizes[documents, None]] = _FILL
    return rows


def _portions(places: Ints, size: int) -> Iterator[Ints]:
    return (places[start : start + size] for start in range(0, len(places), size))
