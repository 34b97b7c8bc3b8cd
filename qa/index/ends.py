"""The lines near the ends of documents, kept so that a run over a few of them can count as one over all.

Rows lie in the order of their signatures: counting takes the smallest of them (see `layout.blocks`).
"""

from __future__ import annotations

import sqlite3
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from qa.analysis.layout.blocks import Ends
from qa.index.blocks import CorruptError, from_little, little
from qa.index.entry import decoded

ENDS_VERSION = 1
"""Grows when other lines are taken, or their keys made otherwise: then old ends can't be counted with new."""

SCHEMA = (
    """CREATE TABLE ends (
        signature BLOB NOT NULL, number INTEGER NOT NULL, packed BLOB NOT NULL,
        PRIMARY KEY (signature, number)
    ) WITHOUT ROWID""",
    "CREATE UNIQUE INDEX ends_number ON ends (number)",
)

_ROWS = """SELECT id, path, signature, packed FROM ends JOIN document ON document.number = ends.number
    ORDER BY signature, ends.number"""
_KEY, _SEAL = 8, 4
_HEAD, _TAIL = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEnds:
    """The ends of an indexed document, its id and its path."""

    id: str
    path: str
    ends: Ends


def packed(found: Ends) -> bytes:
    """Ends as an entry carries them: signature, checksum, keys, and for each key where it stands."""
    keys = sorted(found.head | found.tail)
    where = bytes(_HEAD * (key in found.head) + _TAIL * (key in found.tail) for key in keys)
    body = little(array("Q", keys)) + where
    signature = found.signature.to_bytes(_KEY, "big")
    return signature + zlib.crc32(signature + body).to_bytes(_SEAL, "little") + body


def unpacked(stored: bytes) -> Ends:
    """The opposite of `packed`; raises `CorruptError` for what it did not make."""
    signature, seal, body = stored[:_KEY], stored[_KEY : _KEY + _SEAL], stored[_KEY + _SEAL :]
    count, rest = divmod(len(body), _KEY + 1)
    if rest or seal != zlib.crc32(signature + body).to_bytes(_SEAL, "little"):
        raise CorruptError("the ends of a document are damaged")
    keys = from_little("Q", body[: count * _KEY])
    where = body[count * _KEY :]
    return Ends(
        signature=int.from_bytes(signature, "big"),
        head=frozenset(key for key, each in zip(keys, where, strict=True) if each & _HEAD),
        tail=frozenset(key for key, each in zip(keys, where, strict=True) if each & _TAIL),
    )


def insert(connection: sqlite3.Connection, rows: Iterator[tuple[int, bytes]]) -> None:
    """Keep packed ends, by the numbers of their documents."""
    split = ((each[:_KEY], number, each[_KEY:]) for number, each in rows)
    connection.executemany("INSERT INTO ends VALUES (?, ?, ?)", split)


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Forget the ends of a document."""
    connection.execute(
        "DELETE FROM ends WHERE signature = (SELECT signature FROM ends WHERE number = ?) AND number = ?",
        (number, number),
    )


def complete(connection: sqlite3.Connection) -> bool:
    """Whether the ends of every document are kept."""
    query = "SELECT (SELECT count(*) FROM ends) = (SELECT count(*) FROM document)"
    return bool(connection.execute(query).fetchone()[0])


def every(connection: sqlite3.Connection) -> Iterator[KnownEnds]:
    """The ends of all documents, the smallest signatures first."""
    for name, path, signature, rest in connection.execute(_ROWS):
        found = unpacked(signature + rest)
        yield KnownEnds(id=decoded(name), path=decoded(name if path is None else path), ends=found)
