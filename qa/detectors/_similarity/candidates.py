"""Pairs of documents whose sketches share enough to be worth comparing.

Documents are numbers here, in the order of their ids. A hash that few documents hold pairs all of them. A
frequent one is boilerplate; it is not dropped but ties each document to the first that holds it and to the
one before it, so that a large group of copies stays linked at a cost that grows with its size alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from qa.analysis.sketch import FLOOR, SCALE, coarser, unpack

FREQUENT = 64
EVIDENCE = 26
POSTINGS = 5_000_000
COARSEST = 24
VECTORISE = 100_000


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Candidate:
    """Two documents, the hashes they share, and how much that tells (bits; a rare hash tells more)."""

    one: int
    other: int
    shared: int
    evidence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The sketch of a document as a join sees it: packed hashes and their bound."""

    packed: bytes
    bound: int


def candidates(samples: Sequence[Sample]) -> list[Candidate]:
    """The pairs worth comparing, sorted. The same with numpy, which serves many, as without."""
    lists = cut_to_budget(samples)
    if sum(map(len, lists)) > VECTORISE:
        try:
            from qa.detectors._similarity.vectorised import candidates_of  # noqa: PLC0415 - numpy, if needed
        except ImportError:
            return _candidates(lists)
        return candidates_of(lists)
    return _candidates(lists)


def cut_to_budget(samples: Sequence[Sample], budget: int = POSTINGS) -> list[Sequence[int]]:
    """The hashes of every sample.

    Sketches are made coarser by halves, down to `COARSEST` hashes for a text of usual length, until all
    together fit the budget.
    """
    scale, floor = SCALE, FLOOR
    pairs = [(unpack(sample.packed), sample.bound) for sample in samples]
    while sum(len(hashes) for hashes, _ in pairs) > budget and floor > COARSEST:
        scale, floor = scale * 2, floor // 2
        pairs = [coarser(hashes, bound, scale=scale, floor=floor) for hashes, bound in pairs]
    return [hashes for hashes, _ in pairs]


def weight(holders: int) -> int:
    """What sharing a hash tells, in bits, by the number of documents that hold it."""
    return max(1, 16 - holders.bit_length())


def worth(shared: int, evidence: int, smaller: int) -> bool:
    """Two hashes that are rare, more that are less so, or half of all that the shorter text has."""
    return (shared >= 2 and evidence >= EVIDENCE) or 2 * shared >= smaller


def _candidates(lists: Sequence[Sequence[int]]) -> list[Candidate]:
    found: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for holders in _postings(lists):
        bits = weight(len(holders))
        for pair in _pairs(holders):
            tally = found[pair]
            tally[0] += 1
            tally[1] += bits
    return sorted(
        Candidate(one=one, other=other, shared=shared, evidence=evidence)
        for (one, other), (shared, evidence) in found.items()
        if worth(shared, evidence, min(len(lists[one]), len(lists[other])))
    )


def _postings(lists: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    held: dict[int, list[int]] = defaultdict(list)
    for number, hashes in enumerate(lists):
        for each in hashes:
            held[each].append(number)
    return (holders for holders in held.values() if len(holders) > 1)


def _pairs(holders: list[int]) -> Iterable[tuple[int, int]]:
    if len(holders) <= FREQUENT:
        return combinations(holders, 2)
    star = ((holders[0], each) for each in holders[1:])
    return (*star, *pairwise(holders[1:]))
