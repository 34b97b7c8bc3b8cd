"""Candidates by numpy: the same pairs as without it, for millions of documents in bounded memory.

A posting is a key of 32 bits above a document's number; sorting postings puts the holders of a key next to
each other. A tie is `one << 34 | other << 4 | weight`; sorting ties puts those of a pair next to each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from qa.analysis.sketch import FLOOR
from qa.detectors._similarity.candidates import (
    ALL,
    EVIDENCE,
    FACTORS,
    OFFERED,
    ORDER,
    RANKS,
    scaled,
    sparse,
    weight,
)
from qa.detectors._similarity.samples import HEAD, bound_of, size_of
from qa.detectors._similarity.sharing import Ints, Numbers, sharing

_POSTINGS = 1 << 24
_TIES = 1 << 22
_DOCUMENTS = 1 << 16
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_ONE, _OTHER = np.uint64(34), np.uint64(4)
_NUMBER = np.uint64((1 << 30) - 1)
_WEIGHT = np.uint64(15)

Unsigned = NDArray[np.uint64]
Ranks = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Rare:
    """Postings of rare keys, key after key, and how many documents hold each key."""

    keys: Numbers
    documents: Numbers
    lengths: Ranks

    @property
    def ranks(self) -> Ranks:
        """The rank of each posting's key."""
        return np.repeat(np.searchsorted(RANKS, self.lengths).astype(np.uint8), self.lengths)


def candidates_of(samples: Sequence[bytes]) -> list[tuple[int, int]]:
    """The pairs of numbered samples that are worth comparing, sorted."""
    sizes = np.fromiter(map(size_of, samples), dtype=np.int64, count=len(samples))
    keys = np.frombuffer(b"".join(memoryview(each)[HEAD:] for each in samples), dtype="<u4")
    masks = np.array([sparse(size) for size in range(int(sizes.max()) + 1)], dtype=np.uint32)[sizes]
    places = _places(keys, sizes)
    ranked = np.zeros((len(sizes), len(RANKS)), dtype=np.int32)
    rare: list[_Rare] = []
    ties: list[Unsigned] = []
    for postings in _partitions(keys, sizes):
        starts = np.flatnonzero(np.concatenate([[True], postings[1:] >> _HALF != postings[:-1] >> _HALF]))
        lengths = np.diff(np.append(starts, len(postings)))
        rare.append(_rare(postings, starts, lengths))
        ties.append(_stars(postings, starts, lengths, masks, places))
        ranks = rare[-1].ranks
        for rank in range(len(RANKS)):
            own = rare[-1].documents[ranks == rank]
            ranked[:, rank] += np.bincount(own, minlength=len(sizes)).astype(np.int32)
    limits = _limits(ranked, sizes)
    while rare:
        ties.append(_combined(rare.pop(), limits))
    parts = [_tallied(part, sizes) for part in _by_first(ties, len(sizes))]
    one, other = (np.concatenate(column) for column in zip(*parts, strict=True))
    bounds = np.fromiter(map(bound_of, samples), dtype=np.float64, count=len(samples))
    alike = sharing(one, other, keys, sizes, bounds)
    return list(zip(one[alike].tolist(), other[alike].tolist(), strict=True))


def _partitions(keys: Numbers, sizes: Ints) -> Iterator[Unsigned]:
    """The sorted postings of a range of keys after another."""
    count = len(keys) // _POSTINGS + 1
    for at in range(count):
        first, last = (at << 32) // count, ((at + 1) << 32) // count - 1
        postings = np.concatenate([*_postings(keys, sizes, np.uint32(first), np.uint32(last))])
        postings.sort()
        if len(postings):
            yield postings


def _postings(keys: Numbers, sizes: Ints, first: np.uint32, last: np.uint32) -> Iterator[Unsigned]:
    """The postings of the keys in a range, so many documents at a time."""
    ends = np.cumsum(sizes)
    for start in range(0, len(sizes), _DOCUMENTS):
        own = sizes[start : start + _DOCUMENTS]
        begin, end = int(ends[start] - own[0]), int(ends[start + len(own) - 1])
        documents = np.repeat(np.arange(start, start + len(own), dtype=np.uint64), own)
        part = keys[begin:end]
        within = (part >= first) & (part <= last)
        postings = part[within].astype(np.uint64)
        postings <<= _HALF
        postings |= documents[within]
        yield postings


def _rare(postings: Unsigned, starts: Ints, lengths: Ints) -> _Rare:
    kept = (lengths > 1) & (lengths <= RANKS[-1])
    lengths = lengths[kept]
    held = postings[_ranges(starts[kept], lengths)]
    return _Rare((held >> _HALF).astype(np.uint32), held.astype(np.uint32), lengths.astype(np.uint8))


def _ranges(starts: Ints, lengths: Ints) -> Ints:
    """All numbers of the ranges that begin at `starts`, one range after another."""
    before = np.cumsum(lengths) - lengths
    found: Ints = np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths)
    return found


def _limits(ranked: NDArray[np.int32], sizes: Ints) -> Unsigned:
    """The limit of the keys that each document offers of each rank, as `candidates.limits_of` has it."""
    scale = np.array([scaled(size) for size in range(int(sizes.max()) + 1)])[sizes]
    found = np.empty(ranked.shape, dtype=np.uint64)
    rarer = np.zeros(len(sizes), dtype=np.int64)
    for rank, least in enumerate(OFFERED):
        offers = np.maximum(least * scale // FLOOR**2, ALL * scale // FLOOR**2 - rarer)
        found[:, rank] = (offers.astype(np.uint64) << _HALF) // np.maximum(offers, ranked[:, rank]).astype(
            np.uint64
        )
        rarer += ranked[:, rank]
    return found


def _combined(rare: _Rare, limits: Unsigned) -> Unsigned:
    """Ties of all documents that offer a rare key."""
    chosen = np.flatnonzero(rare.keys < limits[rare.documents, rare.ranks])
    keys, documents = rare.keys[chosen], rare.documents[chosen]
    bits = np.array([0, *map(weight, range(1, RANKS[-1] + 1))], dtype=np.uint64)
    bits = bits[np.repeat(rare.lengths, rare.lengths)[chosen]]
    here = np.arange(len(chosen))
    found = [np.zeros(0, dtype=np.uint64)]
    for step in range(1, RANKS[-1]):
        here = here[: np.searchsorted(here, len(chosen) - step)]
        here = here[keys[here + step] == keys[here]]
        found.append(_tie(documents[here], documents[here + step], bits[here]))
    return np.concatenate(found)


def _places(keys: Numbers, sizes: Ints) -> Numbers:
    """The place of every document in each order: its smallest key, by another measure each time."""
    some = np.flatnonzero(sizes)
    begins = (np.cumsum(sizes) - sizes)[some]
    places = np.zeros((len(FACTORS), len(sizes)), dtype=np.uint32)
    if len(some):
        for order, factor in enumerate(FACTORS):
            places[order, some] = np.minimum.reduceat(keys * np.uint32(factor), begins)
    return places


def _stars(postings: Unsigned, starts: Ints, lengths: Ints, masks: Numbers, places: Numbers) -> Unsigned:
    """Ties of each document that offers a frequent key with the first such one and with its neighbour."""
    frequent = lengths > RANKS[-1]
    starts, lengths = starts[frequent], lengths[frequent]
    held = postings[_ranges(starts, lengths)]
    bits = np.repeat(np.array([weight(int(each)) for each in lengths], dtype=np.uint64), lengths)
    keys, documents = (held >> _HALF).astype(np.uint32), held.astype(np.uint32)
    offers = np.flatnonzero(keys & masks[documents] == 0)
    keys, documents, bits = keys[offers], documents[offers], bits[offers]
    later = np.flatnonzero(keys[1:] == keys[:-1]) + 1
    new = np.ones(len(keys), dtype=np.bool_)
    new[later] = False
    firsts = np.flatnonzero(new)[np.cumsum(new) - 1]
    orders = (keys >> np.uint32(ORDER) & np.uint32(len(FACTORS) - 1)).astype(np.int64)
    place = places[orders, documents.astype(np.int64)]
    near = np.argsort(keys.astype(np.uint64) << _HALF | place, kind="stable")
    one, other = documents[near[later - 1]], documents[near[later]]
    return np.concatenate(
        [
            _tie(documents[firsts[later]], documents[later], bits[later]),
            _tie(np.minimum(one, other), np.maximum(one, other), bits[later]),
        ]
    )


def _tie(one: NDArray[np.unsignedinteger], other: NDArray[np.unsignedinteger], bits: Unsigned) -> Unsigned:
    ties = one.astype(np.uint64)
    ties <<= _ONE
    ties |= other.astype(np.uint64) << _OTHER
    ties |= bits
    return ties


def _by_first(ties: Sequence[Unsigned], documents: int) -> Iterator[Unsigned]:
    """All ties in portions that fit the memory, by their first document."""
    held = np.zeros(documents, dtype=np.int64)
    for each in ties:
        held += np.bincount((each >> _ONE).astype(np.int64), minlength=documents)
    portions = np.cumsum(held) // _TIES
    bounds = [0, *(np.flatnonzero(portions[1:] != portions[:-1]) + 1).tolist(), documents]
    for start, end in pairwise(bounds):
        low, high = np.uint64(start) << _ONE, np.uint64(end) << _ONE
        yield np.concatenate([each[(each >= low) & (each < high)] for each in ties])


def _tallied(ties: Unsigned, sizes: Ints) -> tuple[Ints, Ints]:
    """The pairs tied well enough, sorted."""
    ties.sort()
    pairs = ties >> _OTHER
    starts = np.flatnonzero(np.concatenate([[True], pairs[1:] != pairs[:-1]])) if len(ties) else pairs
    starts = starts.astype(np.int64)
    shared = np.diff(np.append(starts, len(ties)))
    evidence = np.add.reduceat(ties & _WEIGHT, starts) if len(ties) else pairs
    pairs = pairs[starts]
    one, other = (pairs >> np.uint64(30)).astype(np.int64), (pairs & _NUMBER).astype(np.int64)
    smaller = np.minimum(sizes[one], sizes[other])
    worth = ((shared >= 2) & (evidence >= EVIDENCE)) | (2 * shared >= smaller)
    return one[worth], other[worth]
