"""Pairs of documents whose sketches share enough to be worth comparing.

Documents are numbers here, in the order of their ids. The rarer a hash, the more a pair that shares it tells
and the fewer such pairs there are; so each document offers, of each rank of rarity, so many of its hashes
(the same ones as a document like it, for the smallest are taken), and a pair is what shares two. A long
document offers more, for a short one may stand in it. A frequent hash is boilerplate; it is not dropped but
ties each document to the first that offers it and to its neighbour in an order that brings like documents
together (by MinHash, Broder 1997), so that a large group of copies stays linked at a cost that grows with its
size alone.
Last, the whole sketches must share a fair part.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from qa.detectors._similarity.samples import bound_of, keys_of, size_of
from qa.detectors.kinds import Alongside, in_turn
from qa.text.sketch import FLOOR

RANKS = (2, 3, 4, 6, 8, 12, 16)
"""The rank of a hash is the first of these that its holders do not exceed; with more it is frequent."""

OFFERED = (12, 6, 4, 3, 2, 2, 2)
"""How many hashes of each rank a document of usual length offers at the least."""

ALL = 24
"""How many it offers of all ranks, if it holds so many: what the rarer ranks lack, the others make up for."""

EVIDENCE = 22
SHARE = 0.1
VECTORISE = 20_000
FACTORS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1, 0x2C1B3C6D, 0x297A2D39, 0xD3A2646D)
"""Odd numbers; each makes an order of its own of the keys."""

ORDER = 3
"""From this bit on a frequent key says in which order its holders are tied."""

_FEW = 32
_LOWER = 0xFFFFFFFF

Tallies = dict[tuple[int, int], list[int]]


def candidates(samples: Sequence[bytes], alongside: Alongside = in_turn) -> list[tuple[int, int]]:
    """The pairs worth comparing, sorted. The same with numpy, which serves many, as without."""
    if sum(map(size_of, samples)) > VECTORISE:
        try:
            from qa.detectors._similarity.vectorised import candidates_of  # noqa: PLC0415 - numpy, if needed
        except ImportError:
            return plain_candidates(samples)
        return candidates_of(samples, alongside)
    return plain_candidates(samples)


def plain_candidates(samples: Sequence[bytes]) -> list[tuple[int, int]]:
    """The candidates, without numpy."""
    held: dict[int, list[int]] = defaultdict(list)
    for number, sample in enumerate(samples):
        for key in keys_of(sample):
            held[key].append(number)
    sizes = [*map(size_of, samples)]
    limits = _limits(held, sizes)
    orders = [_orders(sample) for sample in samples]
    found: Tallies = defaultdict(lambda: [0, 0])
    for key, holders in held.items():
        bits = weight(len(holders))
        for pair in _pairs(key, holders, limits, orders):
            found[pair][0] += 1
            found[pair][1] += bits
    return sorted(
        (one, other)
        for (one, other), (shared, evidence) in found.items()
        if worth(shared, evidence, min(sizes[one], sizes[other])) and _alike(samples[one], samples[other])
    )


def scaled(size: int) -> int:
    """How many times more than usual a document with a sketch of this size offers, in 1/`FLOOR`²."""
    return max(FLOOR, size) ** 2


def limits_of(held: Sequence[int], size: int) -> list[int]:
    """For each rank the limit of the keys that a document offers, by how many it holds of each.

    The keys below the limit are as many of those held as are offered.
    """
    found = []
    rarer, scale = 0, scaled(size)
    for least, count in zip(OFFERED, held, strict=True):
        offered = max(least * scale // FLOOR**2, ALL * scale // FLOOR**2 - rarer)
        found.append((offered << 32) // max(offered, count))
        rarer += count
    return found


def sparse(size: int) -> int:
    """Of its frequent hashes a document offers those without these bits: all of few, an eighth of many."""
    return 0 if size <= _FEW else 1 if size <= 2 * _FEW else 7


def weight(holders: int) -> int:
    """What sharing a hash tells, in bits, by the number of documents that hold it."""
    return max(1, 16 - holders.bit_length())


def worth(shared: int, evidence: int, smaller: int) -> bool:
    """Two hashes that are rare, more that are less so, or half of all that the shorter text has."""
    return (shared >= 2 and evidence >= EVIDENCE) or 2 * shared >= smaller


def _limits(held: Mapping[int, Sequence[int]], sizes: Sequence[int]) -> list[list[int]]:
    """The limit of the keys that each document offers of each rank."""
    counts = [[0] * len(RANKS) for _ in sizes]
    for holders in held.values():
        if 1 < len(holders) <= RANKS[-1]:
            rank = bisect_left(RANKS, len(holders))
            for each in holders:
                counts[each][rank] += 1
    return [limits_of(own, size) for own, size in zip(counts, sizes, strict=True)]


def _orders(sample: bytes) -> tuple[int, Sequence[int]]:
    """The mask of the frequent keys that a document offers, and its places in each of the orders."""
    keys = keys_of(sample)
    places = [min((key * factor & _LOWER for key in keys), default=0) for factor in FACTORS]
    return sparse(len(keys)), places


def _pairs(
    key: int,
    holders: Sequence[int],
    limits: Sequence[Sequence[int]],
    orders: Sequence[tuple[int, Sequence[int]]],
) -> Iterator[tuple[int, int]]:
    if len(holders) <= RANKS[-1]:
        rank = bisect_left(RANKS, len(holders))
        yield from combinations([each for each in holders if key < limits[each][rank]], 2)
        return
    row = [each for each in holders if not key & orders[each][0]]
    yield from ((row[0], each) for each in row[1:])
    order = key >> ORDER & len(FACTORS) - 1
    row.sort(key=lambda each: (orders[each][1][order], each))
    yield from (pair if pair[0] < pair[1] else pair[::-1] for pair in pairwise(row))


def _alike(one: bytes, other: bytes) -> bool:
    """Whether the sketches, as far as both go, share so much of the shorter text."""
    shared = len({*keys_of(one)} & {*keys_of(other)} - {_LOWER})  # which is what fills rows in numpy
    bound = min(bound_of(one), bound_of(other))
    smaller = min(size_of(each) * (bound / bound_of(each)) for each in (one, other))
    return shared >= SHARE * smaller
