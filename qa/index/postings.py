"""The posting lists in the database: look a key up, add sorted postings, remove a document's."""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from qa.index.blocks import FILL, KEY, cut, first_row, last_row, ordinal_of, pack, posting, unpack

SCHEMA = "CREATE TABLE block (row INTEGER PRIMARY KEY, data BLOB NOT NULL)"

_WINDOW = 1 << 16
_MANY = 1 << 17

_FROM = "(SELECT coalesce(max(row), 0) FROM block WHERE row <= ?)"
_OF_KEY = f"SELECT row, data FROM block WHERE row >= {_FROM} AND row <= ? ORDER BY row LIMIT ?"  # noqa: S608
_TARGET = "SELECT row, data FROM block WHERE row <= ? ORDER BY row DESC LIMIT 1"
_NEXT = "SELECT row FROM block WHERE row > ? ORDER BY row LIMIT 1"
_PUT = "INSERT OR REPLACE INTO block VALUES (?, ?)"


def numbers(connection: sqlite3.Connection, key: int, limit: int) -> tuple[list[int], int]:
    """The `limit` smallest numbers of documents that have a key, and how many have it.

    Where they are more than the limit, that is an estimate by the number of blocks that they fill.
    """
    found: list[int] = []
    rows = connection.execute(_OF_KEY, (first_row(key), last_row(key), limit // FILL + 3))
    for row, data in rows:
        postings = unpack(row, data)
        start, end = bisect_left(postings, key << 32), bisect_left(postings, key + 1 << 32)
        found += [entry & KEY for entry in postings[start:end]]
        if len(found) > limit:
            last = connection.execute(_TARGET, (last_row(key),)).fetchone()
            return found[:limit], max(len(found), ordinal_of(last[0]) * FILL)
    return found, len(found)


def in_order(postings: array[int]) -> array[int]:
    """Sort postings; a large array in place and by numpy, where that is installed."""
    if len(postings) < _MANY:
        return array("Q", sorted(postings))
    try:
        import numpy  # noqa: PLC0415 - an optional extra, and slow to import
    except ImportError:
        return array("Q", sorted(postings))
    view: Any = numpy.frombuffer(postings, dtype=numpy.uint64)
    view.sort()
    return postings


def add(connection: sqlite3.Connection, postings: array[int]) -> None:
    """Merge sorted postings of new documents, whose numbers are larger than all that are there."""
    start = 0
    while start < len(postings):
        row, old, end = _target(connection, postings[start] >> 32)
        stop = min(bisect_left(postings, end, start), start + _WINDOW)
        merged = sorted([*old, *postings[start:stop]])
        first = ordinal_of(row) if old and old[0] >> 32 == merged[0] >> 32 else 0
        connection.executemany(_PUT, _packed(cut(merged, first)))
        start = stop


def remove(connection: sqlite3.Connection, keys: Iterable[int], number: int) -> int:
    """Take a document's postings out; returns how many there were."""
    removed = 0
    for key in sorted(set(keys)):
        gone = posting(key, number)
        for row, data in connection.execute(_OF_KEY, (first_row(key), last_row(key), -1)).fetchall():
            before = unpack(row, data)
            after = [entry for entry in before if entry != gone]
            if len(after) < len(before):
                removed += 1
                _replace(connection, row, before, after)
    return removed


def every(connection: sqlite3.Connection) -> Iterator[int]:
    """All postings, sorted."""
    for row, data in connection.execute("SELECT row, data FROM block ORDER BY row"):
        yield from unpack(row, data)


def _replace(connection: sqlite3.Connection, row: int, before: Sequence[int], after: Sequence[int]) -> None:
    connection.execute("DELETE FROM block WHERE row = ?", (row,))
    if after:
        first = ordinal_of(row) if before[0] >> 32 == after[0] >> 32 else 0
        connection.executemany(_PUT, _packed(cut(after, first)))


def _target(connection: sqlite3.Connection, key: int) -> tuple[int, list[int], int]:
    """The block that takes the postings of a key: row, content, and the posting at which the next begins."""
    found = connection.execute(_TARGET, (last_row(key),)).fetchone()
    row, old = (found[0], unpack(*found)) if found else (-1, [])
    after = connection.execute(_NEXT, (max(row, last_row(key)),)).fetchone()
    return row, old, after[0] >> 24 << 32 if after else 1 << 64


def _packed(blocks: Iterable[tuple[int, Sequence[int]]]) -> Iterator[tuple[int, bytes]]:
    return ((row, pack(postings)) for row, postings in blocks)
