"""Prove an index sound: the database, every row, every block, and that postings and rows agree."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from qa.index import ends_table, postings
from qa.index.blocks import CorruptError, posting
from qa.index.entry import COLUMNS, keys_of, to_entry, unpacked_text

_SHOWN = 20
_ROWS = f"SELECT {COLUMNS} FROM document ORDER BY number"  # noqa: S608
_MIX = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1


def disagreements(connection: sqlite3.Connection) -> list[str]:
    """What is wrong, as sentences; at most some twenty of SQLite's own."""
    try:
        return [
            *_of_the_file(connection),
            *_of_postings(connection),
            *_of_texts(connection),
            *ends_table.disagreements(connection),
        ]
    except (sqlite3.DatabaseError, CorruptError, ValueError, TypeError) as error:
        return [str(error)]


def _of_the_file(connection: sqlite3.Connection) -> list[str]:
    found = [row[0] for row in connection.execute(f"PRAGMA integrity_check({_SHOWN})")]
    return [] if found == ["ok"] else found


def _of_postings(connection: sqlite3.Connection) -> Iterator[str]:
    """Compare count and an order-free sum of the postings stored with those that the sketches call for."""
    wanted = stored = wanted_sum = stored_sum = 0
    for row in connection.execute(_ROWS):
        for key in keys_of(to_entry(row).hashes):
            wanted, wanted_sum = wanted + 1, wanted_sum + _mixed(posting(key, row[0])) & _MASK
    previous = -1
    for entry in postings.every(connection):
        if entry <= previous:
            yield f"posting {entry} is out of order"
        stored, stored_sum, previous = stored + 1, stored_sum + _mixed(entry) & _MASK, entry
    if wanted != stored:
        yield f"{stored} postings are stored, the documents' sketches call for {wanted}"
    elif wanted_sum != stored_sum:
        yield "the postings are not those that the documents' sketches call for"


def _of_texts(connection: sqlite3.Connection) -> Iterator[str]:
    for number, packed in connection.execute("SELECT number, packed FROM text ORDER BY number"):
        try:
            unpacked_text(packed)
        except CorruptError:
            yield f"the stored text of document {number} is damaged"
    lost = connection.execute(
        "SELECT count(*) FROM text WHERE number NOT IN (SELECT number FROM document)"
    ).fetchone()[0]
    if lost:
        yield f"{lost} texts are stored of documents that are not in the index"


def _mixed(entry: int) -> int:
    mixed = entry * _MIX & _MASK
    return mixed ^ mixed >> 29
