"""Change an index: add and remove documents, within a transaction of the caller's."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from qa.index import ends_table, postings
from qa.index.blocks import posting
from qa.index.entry import COLUMNS, Entry, digest_of, encoded, keys_of, packed_text, to_entry, to_row
from qa.index.header import header, set_header

_CHUNK = 500

_INSERT = "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ROW = f"SELECT {COLUMNS} FROM document WHERE number = ?"  # noqa: S608


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of documents given to an index."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(
            added=self.added + other.added,
            replaced=self.replaced + other.replaced,
            unchanged=self.unchanged + other.unchanged,
        )


def add(connection: sqlite3.Connection, entries: Iterator[Entry], pending: int) -> Added | None:
    """Add entries until they make `pending` postings; null when there was none to add."""
    facts = header(connection)
    number, fresh, total = int(facts["next"]), array("Q"), Added()
    texts = facts["texts"] == "1"
    chunk = list(islice(entries, _CHUNK))
    if not chunk:
        return None
    while chunk:
        new, done = _sift(connection, chunk)
        _insert(connection, new, number, texts=texts)
        for offset, entry in enumerate(new):
            fresh.extend(posting(key, number + offset) for key in keys_of(entry.hashes))
        number, total = number + len(new), total + done
        chunk = list(islice(entries, _CHUNK)) if len(fresh) < pending else []
    set_header(connection, "next", number)
    postings.add(connection, postings.in_order(fresh))
    return total


def remove(connection: sqlite3.Connection, documents: Iterable[str]) -> int:
    """Remove documents by id; returns how many were there."""
    removed = 0
    for document in documents:
        number = number_of(connection, document)
        if number is not None:
            _remove(connection, number)
            removed += 1
    return removed


def number_of(connection: sqlite3.Connection, document: str) -> int | None:
    """The number of a document that is there."""
    query = "SELECT number FROM document WHERE id = ?"
    found = connection.execute(query, (encoded(document),)).fetchone()
    return None if found is None else int(found[0])


def _sift(connection: sqlite3.Connection, entries: Sequence[Entry]) -> tuple[list[Entry], Added]:
    """The entries that are not there as they are; older states of them are removed."""
    latest = {encoded(entry.id): entry for entry in entries}
    marks = ",".join("?" * len(latest))
    query = f"SELECT id, number, sha256 FROM document WHERE id IN ({marks})"  # noqa: S608
    present = {name: (number, digest) for name, number, digest in connection.execute(query, list(latest))}
    same = [name for name, (_, digest) in present.items() if digest == digest_of(latest[name])]
    for name in present.keys() - set(same):
        _remove(connection, present[name][0])
    new = [entry for name, entry in latest.items() if name not in same]
    replaced = len(present) - len(same)
    return new, Added(added=len(new) - replaced, replaced=replaced, unchanged=len(entries) - len(new))


def _insert(connection: sqlite3.Connection, entries: Sequence[Entry], number: int, *, texts: bool) -> None:
    numbered = list(enumerate(entries, number))
    connection.executemany(_INSERT, (to_row(entry, each) for each, entry in numbered))
    if texts:
        kept = ((each, packed_text(entry.text)) for each, entry in numbered if entry.text is not None)
        connection.executemany("INSERT INTO text VALUES (?, ?)", kept)
    ends_table.insert(connection, [(each, entry.ends) for each, entry in numbered])


def _remove(connection: sqlite3.Connection, number: int) -> None:
    entry = to_entry(connection.execute(_ROW, (number,)).fetchone())
    postings.remove(connection, keys_of(entry.hashes), number)
    connection.execute("DELETE FROM document WHERE number = ?", (number,))
    connection.execute("DELETE FROM text WHERE number = ?", (number,))
    ends_table.remove(connection, number)
