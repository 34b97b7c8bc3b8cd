"""Build an index from nothing, beside the place where it will lie."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from qa.errors import InputError
from qa.index import changes
from qa.index.changes import Added
from qa.index.entry import Entry
from qa.index.header import Spec, create, is_index, trusted

_PENDING = 1 << 25


def build(
    path: Path, spec: Spec, entries: Iterable[Entry], *, texts: bool = False, corpus: str = ""
) -> Added:
    """Write a new index; one that is there is replaced in the last moment, anything else refused.

    Killed before that, the old index is untouched; what was begun is swept up by the next build. With
    `texts` the documents' texts are kept (compressed), to quote from when the corpus is out of reach.
    `corpus` is for the caller to say where the corpus lies; the index only keeps it. Raises InputError.
    """
    if path.exists() and not is_index(path):
        raise InputError(f"{path}: is there and is not an index of corpus-qa; name another place")
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(part)
        with trusted(path):
            connection = create(part, spec, texts=texts, corpus=corpus)
            total = _filled(connection, part, entries)
        _put_in_place(part, path)
    except OSError as error:
        raise InputError(f"{path}: the index cannot be written: {error.strerror}") from error
    return total


def _filled(connection: sqlite3.Connection, part: Path, entries: Iterable[Entry]) -> Added:
    try:
        total, source = Added(), iter(entries)
        while done := changes.add(connection, source, _PENDING):
            total += done
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")
    except BaseException:
        connection.close()
        part.unlink(missing_ok=True)
        raise
    connection.close()
    return total


def _sweep(part: Path) -> None:
    """Remove what a killed build left; a build that is under way holds a lock on it."""
    if not part.exists():
        return
    try:
        connection = sqlite3.connect(part, timeout=0, isolation_level=None)
        try:
            connection.execute("BEGIN EXCLUSIVE")
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        raise InputError(f"{part}: another build is under way ({error})") from error
    except sqlite3.DatabaseError:
        pass  # half a file: nobody is writing it
    part.unlink(missing_ok=True)


def _put_in_place(part: Path, path: Path) -> None:
    with part.open("rb") as file:
        os.fsync(file.fileno())
    for suffix in ("-wal", "-shm"):  # of the old index: beside the new one they would damage it
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    part.replace(path)
