"""Ties between documents by numpy, and the pairs that are tied well enough.

A tie is `one << 34 | other << 4 | weight`, so that sorting puts those of a pair next to each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from qa.detectors._similarity.candidates import EVIDENCE
from qa.detectors._similarity.sharing import Flags, Numbers
from qa.text.hashing_batch import Ints

PORTION = 1 << 21
"""Ties that are tallied together."""

_ONE, _OTHER = np.uint64(34), np.uint64(4)
_NUMBER = np.uint64((1 << 30) - 1)
_WEIGHT = np.uint64(15)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_SLOTS = 4

Unsigned = NDArray[np.uint64]


def tie(one: Numbers, other: Numbers, bits: Unsigned) -> Unsigned:
    """The ties of documents with others, `one` before `other`, by what each tells in bits."""
    ties = one.astype(np.uint64)
    ties <<= _ONE
    ties |= other.astype(np.uint64) << _OTHER
    ties |= bits
    return ties


def by_first(ties: Sequence[Unsigned], documents: int) -> Iterator[tuple[int, int]]:
    """Ranges of first documents that have so many ties as make a portion."""
    held = np.zeros(documents, dtype=np.int64)
    for each in ties:
        held += np.bincount((each >> _ONE).astype(np.int64), minlength=documents)
    portions = np.cumsum(held) // PORTION
    bounds = [0, *(np.flatnonzero(portions[1:] != portions[:-1]) + 1).tolist(), documents]
    return pairwise(bounds)


def within(ties: Sequence[Unsigned], start: int, end: int) -> Unsigned:
    """The ties whose first document lies in a range."""
    low, width = np.uint64(start) << _ONE, np.uint64(end - start) << _ONE
    return np.concatenate([each[each - low < width] for each in ties])


def tallied(ties: Unsigned, sizes: Ints) -> tuple[Ints, Ints]:
    """The pairs tied well enough, sorted."""
    ties = ties[_repeated(ties >> _OTHER) | _tiny(ties, sizes)]
    ties.sort()
    pairs = ties >> _OTHER
    starts = np.flatnonzero(np.concatenate([[True], pairs[1:] != pairs[:-1]])) if len(ties) else pairs
    starts = starts.astype(np.int64)
    shared = np.diff(np.append(starts, len(ties)))
    evidence = np.add.reduceat(ties & _WEIGHT, starts) if len(ties) else pairs
    one, other = _documents(ties[starts])
    smaller = np.minimum(sizes[one], sizes[other])
    worth = ((shared >= 2) & (evidence >= EVIDENCE)) | (2 * shared >= smaller)
    return one[worth], other[worth]


def _documents(ties: Unsigned) -> tuple[Ints, Ints]:
    return (ties >> _ONE).astype(np.int64), (ties >> _OTHER & _NUMBER).astype(np.int64)


def _repeated(pairs: Unsigned) -> Flags:
    """Which pairs may stand there twice: those that another meets in a table. It saves sorting the most."""
    bits = max(4, (_SLOTS * len(pairs)).bit_length() - 1)
    slots = (pairs * _SPREAD >> np.uint64(64 - bits)).astype(np.int64)
    places = np.arange(len(pairs), dtype=np.int32)
    latest = np.zeros(1 << bits, dtype=np.int32)
    latest[slots] = places
    met = np.zeros(1 << bits, dtype=np.bool_)
    met[slots[latest[slots] != places]] = True
    return met[slots]


def _tiny(ties: Unsigned, sizes: Ints) -> Flags:
    """Which ties are of a document that a single one may tie: half of two hashes is one."""
    tiny = sizes <= 2
    if not tiny.any():
        return np.zeros(len(ties), dtype=np.bool_)
    one, other = _documents(ties)
    return tiny[one] | tiny[other]
