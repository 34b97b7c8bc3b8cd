"""Which documents hold a key, by numpy: portions of keys, each by itself.

A posting is a key of 32 bits above a document's number; sorting postings puts the holders of a key next to
each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.detectors._similarity.candidates import FACTORS, ORDER, RANKS, weight
from qa.detectors._similarity.sharing import Numbers, Sketches
from qa.detectors._similarity.ties import Unsigned, tie
from qa.text.hashing_batch import Ints

PORTION = 1 << 23
DOCUMENTS = 1 << 16
"""Postings of a portion, and documents whose keys are looked through at a time."""

_HALF = np.uint64(32)

Ranks = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Rare:
    """Postings of rare keys, key after key, and how many documents hold each key."""

    keys: Numbers
    documents: Numbers
    lengths: Ranks

    @property
    def ranks(self) -> Ranks:
        """The rank of each posting's key."""
        ranks = np.searchsorted(RANKS, np.arange(RANKS[-1] + 1)).astype(np.uint8)
        return np.repeat(ranks[self.lengths], self.lengths)

    def held(self, documents: int) -> NDArray[np.int32]:
        """How many of these keys each document holds of each rank."""
        found = np.empty((documents, len(RANKS)), dtype=np.int32)
        ranks = self.ranks
        for rank in range(len(RANKS)):
            found[:, rank] = np.bincount(self.documents[ranks == rank], minlength=documents)
        return found

    def ties(self, limits: Unsigned) -> Unsigned:
        """Ties of all documents that offer a key: whose limit for the key's rank lies above it."""
        chosen = np.flatnonzero(self.keys < limits[self.documents, self.ranks])
        keys, documents = self.keys[chosen], self.documents[chosen]
        bits = np.array([0, *map(weight, range(1, RANKS[-1] + 1))], dtype=np.uint64)
        bits = bits[np.repeat(self.lengths, self.lengths)[chosen]]
        here = np.arange(len(chosen))
        found = [np.zeros(0, dtype=np.uint64)]
        for step in range(1, RANKS[-1]):
            here = here[: np.searchsorted(here, len(chosen) - step)]
            here = here[keys[here + step] == keys[here]]
            found.append(tie(documents[here], documents[here + step], bits[here]))
        return np.concatenate(found)


@dataclass(frozen=True, slots=True)
class Frequent:
    """Which frequent keys a document offers, those without the bits of a mask; and its place by order."""

    masks: Numbers
    places: Numbers


@dataclass(frozen=True, slots=True)
class Portion:
    """Of a portion of keys: the rare ones, and the ties of those that are frequent."""

    rare: Rare
    stars: Unsigned


def portions(held: Sketches) -> range:
    """The numbers of the portions."""
    return range(len(held.keys) // PORTION + 1)


def portion(at: int, held: Sketches, offers: Frequent, *, of: int) -> Portion:
    """One of so many portions of the keys."""
    postings = _postings(held, (at << 32) // of, ((at + 1) << 32) // of - 1)
    new = np.ones(len(postings), dtype=np.bool_)
    new[1:] = postings[1:] >> _HALF != postings[:-1] >> _HALF
    starts = np.flatnonzero(new)
    lengths = np.diff(np.append(starts, len(postings)))
    return Portion(rare=_rare(postings, starts, lengths), stars=_stars(postings, starts, lengths, offers))


def place(held: Sketches, factor: int) -> Numbers:
    """The place of every document in an order: its smallest key, by a measure of that order."""
    places = np.zeros(len(held), dtype=np.uint32)
    some = np.flatnonzero(held.sizes)
    for start in range(0, len(some), DOCUMENTS):
        own = some[start : start + DOCUMENTS]
        begin, end = held.begins[own[0]], held.begins[own[-1]] + held.sizes[own[-1]]
        measured = held.keys[begin:end] * np.uint32(factor)
        places[own] = np.minimum.reduceat(measured, held.begins[own] - begin)
    return places


def _postings(held: Sketches, first: int, last: int) -> Unsigned:
    """The sorted postings of the keys in a range."""
    found = [*_in_range(held, np.uint32(first), np.uint32(last - first))]
    postings = np.concatenate(found) if found else np.zeros(0, dtype=np.uint64)
    postings.sort()
    return postings


def _in_range(held: Sketches, first: np.uint32, width: np.uint32) -> Iterator[Unsigned]:
    """The postings of the keys in a range, so many documents at a time."""
    for start in range(0, len(held), DOCUMENTS):
        own = held.sizes[start : start + DOCUMENTS]
        documents = np.repeat(np.arange(start, start + len(own), dtype=np.uint32), own)
        begin = held.begins[start]
        keys = held.keys[begin : begin + len(documents)]
        at = np.flatnonzero(keys - first <= width)
        postings = keys[at].astype(np.uint64)
        postings <<= _HALF
        postings |= documents[at]
        yield postings


def _rare(postings: Unsigned, starts: Ints, lengths: Ints) -> Rare:
    kept = (lengths > 1) & (lengths <= RANKS[-1])
    lengths = lengths[kept]
    held = postings[_ranges(starts[kept], lengths)]
    return Rare((held >> _HALF).astype(np.uint32), held.astype(np.uint32), lengths.astype(np.uint8))


def _ranges(starts: Ints, lengths: Ints) -> Ints:
    """All numbers of the ranges that begin at `starts`, one range after another."""
    before = np.cumsum(lengths) - lengths
    found: Ints = np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths)
    return found


def _stars(postings: Unsigned, starts: Ints, lengths: Ints, offers: Frequent) -> Unsigned:
    """Ties of each document that offers a frequent key with the first such one and with its neighbour."""
    frequent = lengths > RANKS[-1]
    starts, lengths = starts[frequent], lengths[frequent]
    held = postings[_ranges(starts, lengths)]
    bits = np.repeat(np.array([weight(int(each)) for each in lengths], dtype=np.uint64), lengths)
    keys, documents = (held >> _HALF).astype(np.uint32), held.astype(np.uint32)
    offered = np.flatnonzero(keys & offers.masks[documents] == 0)
    keys, documents, bits = keys[offered], documents[offered], bits[offered]
    later = np.flatnonzero(keys[1:] == keys[:-1]) + 1
    new = np.ones(len(keys), dtype=np.bool_)
    new[later] = False
    firsts = np.flatnonzero(new)[np.cumsum(new) - 1]
    orders = (keys >> np.uint32(ORDER) & np.uint32(len(FACTORS) - 1)).astype(np.int64)
    places = offers.places[orders, documents.astype(np.int64)]
    near = np.argsort(keys.astype(np.uint64) << _HALF | places, kind="stable")
    one, other = documents[near[later - 1]], documents[near[later]]
    return np.concatenate(
        [
            tie(documents[firsts[later]], documents[later], bits[later]),
            tie(np.minimum(one, other), np.maximum(one, other), bits[later]),
        ]
    )
