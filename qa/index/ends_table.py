"""The table of ends, kept so that a run over a few documents can count repeated lines as one over all.

Counting looks at the documents with the smallest signatures only (see `layout.blocks`), so of many documents
the index keeps the ends of those below a bound, some more than counting needs. Rows lie in the order of
signatures and know their document by number and by path, so that nothing else has to be read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from qa.index.ends import SIGNATURE, KnownEnds, unpacked
from qa.index.header import ENDS, header, set_header

ALL = 1 << 64
MOST = 15_000
"""Signatures that are kept before those in the upper half of the range go: more than half of these stay.

Three times as many as counting takes, by `layout.blocks`, which a look-up does without.
"""


def bound_of(connection: sqlite3.Connection) -> int:
    """Below which signature the ends of every document are kept."""
    return int(header(connection)[ENDS])


def insert(connection: sqlite3.Connection, rows: Sequence[tuple[int, bytes]]) -> None:
    """Keep packed ends, by the numbers of their documents; none at all once a document has none."""
    bound = bound_of(connection)
    if not all(each for _, each in rows):
        _lower(connection, 0)
    elif bound:
        low = _signed(bound) if bound < ALL else None
        kept = ((each[:SIGNATURE], number, each[SIGNATURE:]) for number, each in rows)
        connection.executemany(
            "INSERT INTO ends VALUES (?, ?, ?)", (row for row in kept if low is None or row[0] < low)
        )
        _sift(connection, bound)


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Forget the ends of a document."""
    connection.execute(
        "DELETE FROM ends WHERE signature = (SELECT signature FROM ends WHERE number = ?) AND number = ?",
        (number, number),
    )


def every(connection: sqlite3.Connection) -> Iterator[KnownEnds]:
    """All ends that are kept, the smallest signatures first."""
    query = "SELECT number, signature, packed FROM ends ORDER BY signature, number"
    for number, signature, rest in connection.execute(query):
        yield unpacked(number, signature + rest)


def disagreements(connection: sqlite3.Connection) -> Iterable[str]:
    """What is wrong with them, as sentences."""
    bound, lost = bound_of(connection), 0
    numbers = {number for (number,) in connection.execute("SELECT number FROM document")}
    for each in every(connection):
        lost += each.number not in numbers or each.ends.signature >= bound
    if lost:
        yield f"{lost} ends are stored of documents that are not in the index, or that it would not keep"


def _sift(connection: sqlite3.Connection, bound: int) -> None:
    """Halve the range until few enough are kept. Copies, which have one signature, all stay."""
    (rows,) = connection.execute("SELECT count(*) FROM ends").fetchone()
    while rows > MOST and _signatures(connection) > MOST:
        bound //= 2
        _lower(connection, bound)


def _signatures(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(DISTINCT signature) FROM ends").fetchone()[0])


def _lower(connection: sqlite3.Connection, bound: int) -> None:
    connection.execute("DELETE FROM ends WHERE signature >= ?", (_signed(bound),))
    set_header(connection, ENDS, bound)


def _signed(signature: int) -> bytes:
    return signature.to_bytes(SIGNATURE, "big")
