"""Which documents of the index a new one has to be compared with."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.index import postings
from qa.index.entry import COLUMNS, CUT, Entry, Row, keys_of, to_entry

STAR = 128
"""A hash that more documents have is linked to this many of them, the oldest."""

EVIDENCE = 22
"""Bits that two documents must share at least, unless they share half of a sketch."""

RARE = 31
"""A hash that no more documents have is rare."""

_FETCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A document of the index that shares hashes with the one asked about.

    `containment` is the share of the smaller sketch that the larger holds, an estimate of how much of the
    smaller document stands in the larger; `resemblance` likewise estimates the Jaccard index. Both 0–1.
    """

    document: str
    shared: int
    containment: float
    resemblance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """Candidates, best first. `frequent` counts the hashes that were linked to the oldest documents only."""

    candidates: tuple[Candidate, ...] = ()
    frequent: int = 0


def matches(connection: sqlite3.Connection, hashes: Sequence[int], bound: int, evidence: int) -> Matches:
    """The documents that share two hashes worth `evidence` bits, or half of what can be compared; best first.

    Of a short text hardly a hash may lie below the bound of a long one. So one rare hash is enough to look,
    and to stay if it is half of the smaller sketch up to there. Where no evidence is asked for, one shared
    hash is enough.
    """
    shared, rare, bits, frequent = _shared(connection, hashes)
    few, least = -(-len(hashes) // 2), 2 if evidence else 1
    ours = [each >> CUT for each in hashes]
    telling = {n for n, count in shared.items() if count >= least and bits[n] >= evidence}
    worth = telling | rare | {n for n, count in shared.items() if count >= few}
    found = []
    for row in rows(connection, sorted(worth)):
        match = _candidate(to_entry(row), ours, bound)
        if match.shared and (row[0] in telling or match.containment >= 0.5):
            found.append(match)
    found.sort(key=lambda each: (-each.containment, -each.shared, each.document))
    return Matches(candidates=tuple(found), frequent=frequent)


def weight(holders: int) -> int:
    """What sharing a hash tells, in bits, by the number of documents that have it."""
    return max(1, 16 - holders.bit_length())


def rows(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[Row]:
    """The rows of documents, whose numbers come sorted."""
    for start in range(0, len(numbers), _FETCH):
        some = numbers[start : start + _FETCH]
        marks = ",".join("?" * len(some))
        query = f"SELECT {COLUMNS} FROM document WHERE number IN ({marks}) ORDER BY number"  # noqa: S608
        yield from connection.execute(query, some).fetchall()


def _shared(
    connection: sqlite3.Connection, hashes: Sequence[int]
) -> tuple[Counter[int], set[int], Counter[int], int]:
    """By number of document: the keys shared, whether one of them is rare, what they tell in bits.

    And how many keys were too frequent to list wholly.
    """
    shared: Counter[int] = Counter()
    bits: Counter[int] = Counter()
    rare: set[int] = set()
    frequent = 0
    for key in sorted(keys_of(hashes)):
        found, holders = postings.numbers(connection, key, STAR)
        shared.update(found)
        bits.update(dict.fromkeys(found, weight(holders)))
        rare.update(found if holders <= RARE else ())
        frequent += holders > len(found)
    return shared, rare, bits, frequent


def _candidate(entry: Entry, ours: Sequence[int], bound: int) -> Candidate:
    """Two sketches compared up to the smaller of their bounds."""
    limit = min(bound, entry.bound) >> CUT
    mine = set(ours[: bisect_right(ours, limit)])
    theirs = {each >> CUT for each in entry.hashes if each >> CUT <= limit}
    shared, smaller = len(mine & theirs), min(len(mine), len(theirs))
    return Candidate(
        document=entry.id,
        shared=shared,
        containment=shared / max(smaller, 1),
        resemblance=shared / max(len(mine | theirs), 1),
    )
