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
    """The documents that share two hashes worth `evidence` bits, or half of ours; best first.

    Where no evidence is asked for, one shared hash is enough.
    """
    shared, bits, frequent = _shared(connection, hashes)
    few, least = -(-len(hashes) // 2), 2 if evidence else 1
    worth = [n for n, count in shared.items() if count >= few or (count >= least and bits[n] >= evidence)]
    ours = [each >> CUT for each in hashes]
    compared = (_candidate(to_entry(row), ours, bound) for row in rows(connection, worth))
    found = [match for match in compared if match.shared]
    found.sort(key=lambda each: (-each.containment, -each.shared, each.document))
    return Matches(candidates=tuple(found), frequent=frequent)


def weight(holders: int) -> int:
    """What sharing a hash tells, in bits, by the number of documents that have it."""
    return max(1, 16 - holders.bit_length())


def rows(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[Row]:
    """The rows of documents, in the order of their numbers."""
    ordered = sorted(numbers)
    for start in range(0, len(ordered), _FETCH):
        some = ordered[start : start + _FETCH]
        marks = ",".join("?" * len(some))
        query = f"SELECT {COLUMNS} FROM document WHERE number IN ({marks}) ORDER BY number"  # noqa: S608
        yield from connection.execute(query, some).fetchall()


def _shared(connection: sqlite3.Connection, hashes: Sequence[int]) -> tuple[Counter[int], Counter[int], int]:
    """By number of document: the keys shared and what they tell in bits. And how many keys were frequent."""
    shared: Counter[int] = Counter()
    bits: Counter[int] = Counter()
    frequent = 0
    for key in sorted(keys_of(hashes)):
        found, holders = postings.numbers(connection, key, STAR)
        shared.update(found)
        bits.update(dict.fromkeys(found, weight(holders)))
        frequent += holders > len(found)
    return shared, bits, frequent


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
