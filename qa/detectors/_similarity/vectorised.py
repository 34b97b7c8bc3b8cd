"""Candidates by numpy: the same pairs as without it, for hundreds of thousands of documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from qa.detectors._similarity.candidates import EVIDENCE, FREQUENT, Candidate, weight

_PAIRS = 8_000_000
_SHARED = np.uint64(1 << 32)
_LOW = np.uint64(0xFFFFFFFF)

Ints = NDArray[np.int64]
Unsigned = NDArray[np.uint64]


def candidates_of(lists: Sequence[Sequence[int]]) -> list[Candidate]:
    """The pairs of numbered lists that are worth comparing, sorted."""
    sizes = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
    holders, starts, lengths = _postings(lists, sizes)
    tallies = _merged(_tallied(*pairs) for pairs in _pairs(holders, starts, lengths))
    keys, shared, evidence = tallies
    one, other = (keys >> np.uint64(32)).astype(np.int64), (keys & _LOW).astype(np.int64)
    smaller = np.minimum(sizes[one], sizes[other])
    kept = ((shared >= 2) & (evidence >= EVIDENCE)) | (2 * shared >= smaller)
    columns = (each[kept].tolist() for each in (one, other, shared, evidence))
    return [
        Candidate(one=a, other=b, shared=common, evidence=bits)
        for a, b, common, bits in zip(*columns, strict=True)
    ]


def _postings(lists: Sequence[Sequence[int]], sizes: Ints) -> tuple[Ints, Ints, Ints]:
    """The holders of every hash that has several, list after list, where each starts and how long it is."""
    hashes = np.concatenate([np.asarray(each, dtype=np.uint64) for each in lists])
    numbers = np.repeat(np.arange(len(lists), dtype=np.int32), sizes)
    order = np.argsort(hashes, kind="stable")
    hashes, holders = hashes[order], numbers[order].astype(np.int64)
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]])
    lengths = np.diff(np.r_[starts, len(hashes)])
    several = lengths > 1
    return holders, starts[several], lengths[several]


def _pairs(holders: Ints, starts: Ints, lengths: Ints) -> Iterator[tuple[Unsigned, Ints]]:
    """Keys of pairs with the weight of each, in portions that fit the memory."""
    for length in np.unique(lengths[lengths <= FREQUENT]).tolist():
        one, other = np.triu_indices(length, k=1)
        of_length = starts[lengths == length]
        step = max(1, _PAIRS // len(one))
        for begin in range(0, len(of_length), step):
            rows = holders[of_length[begin : begin + step, None] + np.arange(length)]
            keys = _key(rows[:, one], rows[:, other])
            yield keys, np.full(len(keys), weight(length), dtype=np.int64)
    for start, length in zip(starts[lengths > FREQUENT], lengths[lengths > FREQUENT], strict=True):
        row = holders[start : start + length]
        keys = np.r_[_key(np.full(length - 1, row[0]), row[1:]), _key(row[1:-1], row[2:])]
        yield keys, np.full(len(keys), weight(int(length)), dtype=np.int64)


def _key(one: Ints, other: Ints) -> Unsigned:
    return (one.astype(np.uint64) * _SHARED + other.astype(np.uint64)).ravel()


def _tallied(keys: Unsigned, *amounts: Ints) -> tuple[Unsigned, Ints, Ints]:
    """Distinct keys, the number of each (with two amounts: the sum of the first), and the sum of the last."""
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    evidence = np.add.reduceat(amounts[-1][order], starts)
    if len(amounts) == 1:
        return keys[starts], np.diff(np.r_[starts, len(keys)]), evidence
    return keys[starts], np.add.reduceat(amounts[0][order], starts), evidence


def _merged(portions: Iterator[tuple[Unsigned, Ints, Ints]]) -> tuple[Unsigned, Ints, Ints]:
    empty = np.zeros(0, dtype=np.int64)
    kept: list[tuple[Unsigned, Ints, Ints]] = []
    held = 0
    for portion in portions:
        kept.append(portion)
        held += len(portion[0])
        if held > 2 * _PAIRS:
            kept = [_joined(kept)]
            held = len(kept[0][0]) // 2
    return _joined(kept) if kept else (empty.astype(np.uint64), empty, empty)


def _joined(portions: Sequence[tuple[Unsigned, Ints, Ints]]) -> tuple[Unsigned, Ints, Ints]:
    keys, shared, evidence = (np.concatenate(column) for column in zip(*portions, strict=True))
    return _tallied(keys, shared, evidence)
