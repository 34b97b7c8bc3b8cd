"""Candidates by numpy: the same pairs as without it, for millions of documents in bounded memory.

Portions of keys, then portions of documents are worked on, each by itself, so that threads can share them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from qa.detectors._similarity.candidates import ALL, FACTORS, OFFERED, RANKS, scaled, sparse
from qa.detectors._similarity.postings import Frequent, Rare, place, portion, portions
from qa.detectors._similarity.sharing import Sketches, sharing
from qa.detectors._similarity.ties import Unsigned, by_first, tallied, within
from qa.detectors.kinds import Alongside
from qa.text.hashing_batch import Ints
from qa.text.sketch import FLOOR

_HALF = np.uint64(32)


def candidates_of(samples: Sequence[bytes], alongside: Alongside) -> list[tuple[int, int]]:
    """The pairs of numbered samples that are worth comparing, sorted."""
    held = Sketches.of(samples)
    ties = _ties(held, alongside)
    ranges = [*by_first(ties, len(held))]
    parts = [*alongside(partial(_pairs, ties, held), ranges)]
    one, other = (np.concatenate(column) for column in zip(*parts, strict=True))
    return list(zip(one.tolist(), other.tolist(), strict=True))


def _ties(held: Sketches, alongside: Alongside) -> list[Unsigned]:
    """What ties documents: frequent keys by themselves, rare ones once it is known who holds how many."""
    masks = np.array([sparse(size) for size in range(int(held.sizes.max()) + 1)], dtype=np.uint32)
    places = np.stack([*alongside(partial(place, held), FACTORS)])
    offers = Frequent(masks[held.sizes], places)
    numbers = portions(held)
    ranked = np.zeros((len(held), len(RANKS)), dtype=np.int32)
    rare: list[Rare] = []
    ties: list[Unsigned] = []
    for found in alongside(partial(portion, held=held, offers=offers, of=len(numbers)), numbers):
        rare.append(found.rare)
        ties.append(found.stars)
        ranked += found.rare.held(len(held))
    limits = _limits(ranked, held.sizes)
    ties += alongside(partial(Rare.ties, limits=limits), _popped(rare))
    return ties


def _popped(rare: list[Rare]) -> Iterator[Rare]:
    """One after another, and none kept."""
    while rare:
        yield rare.pop()


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


def _pairs(ties: Sequence[Unsigned], held: Sketches, documents: tuple[int, int]) -> tuple[Ints, Ints]:
    """The pairs whose first document lies in a range."""
    one, other = tallied(within(ties, *documents), held.sizes)
    alike = sharing(one, other, held)
    return one[alike], other[alike]
