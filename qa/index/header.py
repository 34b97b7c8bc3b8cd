"""The file of an index: what it says of itself, and how it is opened."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

from qa import __version__
from qa.errors import InputError
from qa.index import ends, entry, postings
from qa.index.blocks import CorruptError

FORMAT = 2
"""Version of the layout of tables and blocks."""

ENDS = "ends"
"""The fact that says below which signature the ends of all documents are kept; 0 where some came without."""

_APPLICATION = 0x63716169  # "cqai", SQLite's field for the kind of file
_WAIT_S = 30.0
_CACHE = "PRAGMA cache_size = -65536"  # KiB
_HEADER = "CREATE TABLE header (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
_REBUILD = "build it anew: corpus-qa index build"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What an index is made with. Only one of the same spec can be compared with.

    `sketch` names the sketch and its version, `parameters` is the fingerprint of its parameters.
    """

    sketch: str
    parameters: str


def create(path: Path, spec: Spec, *, texts: bool, corpus: str = "") -> sqlite3.Connection:
    """An empty index in a file of its own; nothing in it is safe until the caller has renamed the file."""
    connection = _connect(path, "rwc")
    connection.execute(_CACHE)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN IMMEDIATE")
    for statement in (_HEADER, *entry.SCHEMA, postings.SCHEMA, *ends.SCHEMA):
        connection.execute(statement)
    facts = asdict(spec) | {"tool": __version__, "texts": str(int(texts)), "corpus": corpus}
    facts |= {"next": "1", ENDS: str(1 << 64)}
    connection.executemany("INSERT INTO header VALUES (?, ?)", sorted(facts.items()))
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    return connection


def connect(path: Path, spec: Spec | None, *, write: bool) -> sqlite3.Connection:
    """Open an index that is there; raises InputError for one that can't be trusted, and says why."""
    if not path.is_file():
        raise InputError(f"{path}: no such index; {_REBUILD}")
    connection = _connect(path, "ro" if _frozen(path) and not write else "rw")
    try:
        with trusted(path):
            connection.execute(_CACHE)
            _check(connection, path, spec)
            if write:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
            else:
                connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def is_index(path: Path) -> bool:
    """Whether a file is an index of this tool, of any version: one that may be replaced."""
    try:
        with path.open("rb") as file:
            start = file.read(72)
    except OSError:
        return False
    return start.startswith(b"SQLite format 3\0") and start[68:72] == _APPLICATION.to_bytes(4, "big")


def header(connection: sqlite3.Connection) -> dict[str, str]:
    """All that the header says."""
    return dict(connection.execute("SELECT name, value FROM header").fetchall())


def set_header(connection: sqlite3.Connection, name: str, value: int | str) -> None:
    """Change what the header says."""
    connection.execute("UPDATE header SET value = ? WHERE name = ?", (str(value), name))


@contextmanager
def trusted(path: Path) -> Iterator[None]:
    """Turn what shows that a file is not a sound index into an InputError."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise InputError(f"{path}: the index cannot be used: {error}") from error
    except (sqlite3.DatabaseError, CorruptError, ValueError, TypeError, KeyError) as error:
        raise InputError(f"{path}: the index is damaged ({error}); {_REBUILD}") from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: what is inside is on disk when it ends, or leaves no trace."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}?mode={mode}"
    if mode == "ro":
        address += "&immutable=1"
    with trusted(path):
        return sqlite3.connect(address, uri=True, timeout=_WAIT_S, isolation_level=None)


def _frozen(path: Path) -> bool:
    """Nobody can write here, so neither can SQLite set up the memory that readers of a WAL share.

    Elsewhere even readers open the file for writing, else the last of them could not tidy up.
    """
    return not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists()


def _check(connection: sqlite3.Connection, path: Path, spec: Spec | None) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION:
        raise InputError(f"{path}: is not an index of corpus-qa")
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found != FORMAT:
        raise InputError(f"{path}: the index has format {found}, this version reads {FORMAT}; {_REBUILD}")
    facts = header(connection)
    if spec is not None and facts["sketch"] != spec.sketch:
        raise InputError(f"{path}: the index holds sketches {facts['sketch']}, not {spec.sketch}; {_REBUILD}")
    if spec is not None and facts["parameters"] != spec.parameters:
        raise InputError(f"{path}: the index was built with other parameters; {_REBUILD}")
