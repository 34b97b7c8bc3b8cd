"""The results cache: what was found of a document, kept by content, in one file that may travel.

Keys say everything that a result depends on, so nothing in here is ever stale; values carry a checksum. A
file that can't be trusted is set aside and begun anew, with one warning; without a usable file there simply
is no cache.
"""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

FORMAT = 2
_APPLICATION = 0x63716172  # "cqar", SQLite's field for the kind of file
_WAIT_S = 10.0
_SCHEMA = "CREATE TABLE result (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value BLOB NOT NULL)"
_PAGE = 16384  # bytes: of small pages, rows of one to two kilobytes leave half empty
_SPARE = 1000


class ResultCache:
    """Bytes by key. `warnings` collects sentences about a file that had to be set aside or can't be used.

    Reading and writing never fail: where the file does not answer, nothing is known or kept. Several
    processes may use one file at once.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.warnings: list[str] = []
        self._seen: set[bytes] = set()
        self._pending: dict[bytes, bytes] = {}
        self._connection = self._opened()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def get(self, key: bytes) -> bytes | None:
        """What is kept under the key, or null."""
        self._seen.add(key)
        if self._connection is None:
            return None
        try:
            found = self._connection.execute("SELECT value FROM result WHERE key = ?", (key,)).fetchone()
            return unsealed(found[0]) if found else None
        except (sqlite3.Error, zlib.error, TypeError, UnicodeDecodeError) as error:
            self._give_up(error)
            return None

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value; it is on disk after the next `flush`."""
        self._seen.add(key)
        self._pending[key] = value

    def flush(self) -> None:
        """Write what is pending, all or nothing."""
        if self._connection is None or not self._pending:
            return
        rows = [(key, sealed(value)) for key, value in self._pending.items()]
        try:
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                self._connection.executemany("INSERT OR REPLACE INTO result (key, value) VALUES (?, ?)", rows)
            self._pending.clear()
        except sqlite3.Error as error:
            self._give_up(error)

    def prune(self) -> None:
        """Drop what this run did not ask for, once that is the larger part: call it after a full run."""
        self.flush()
        if self._connection is None:
            return
        try:
            (count,) = self._connection.execute("SELECT count(*) FROM result").fetchone()
            if count > 2 * len(self._seen) + _SPARE:
                self._drop_others()
        except sqlite3.Error as error:
            self._give_up(error)

    def close(self) -> None:
        """Write what is pending and give the file back."""
        self.flush()
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _drop_others(self) -> None:
        if self._connection is None:
            return
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("CREATE TEMP TABLE seen (key BLOB PRIMARY KEY) WITHOUT ROWID")
            self._connection.executemany("INSERT INTO seen VALUES (?)", _singles(sorted(self._seen)))
            self._connection.execute("DELETE FROM result WHERE key NOT IN (SELECT key FROM seen)")
            self._connection.execute("DROP TABLE seen")
        self._connection.execute("VACUUM")

    def _opened(self) -> sqlite3.Connection | None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return _connect(self.path)
        except sqlite3.OperationalError as error:
            self.warnings.append(f"the results cache {self.path} can't be used ({error}): going without")
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the latter from a damaged schema
            return self._renewed(error)
        except OSError as error:
            self.warnings.append(f"the results cache {self.path} can't be used ({error.strerror})")
        return None

    def _renewed(self, error: Exception) -> sqlite3.Connection | None:
        aside = self.path.with_name(f"{self.path.name}.broken")
        self.warnings.append(f"{self.path} is no sound results cache ({error}): set aside as {aside.name}")
        try:
            self.path.replace(aside)
            for suffix in ("-wal", "-shm"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            return _connect(self.path)
        except (OSError, sqlite3.Error):
            return None

    def _give_up(self, error: Exception) -> None:
        """The file broke under our hands: set it aside and go on with an empty one."""
        if self._connection is not None:
            self._connection.close()
        if isinstance(error, sqlite3.OperationalError):
            self.warnings.append(f"the results cache {self.path} can't be used ({error}): going without")
            self._connection = None
        else:
            self._connection = self._renewed(error)


def sealed(value: bytes) -> bytes:
    """The value with its checksum."""
    return zlib.crc32(value).to_bytes(4, "little") + value


def unsealed(stored: bytes) -> bytes:
    """The opposite of `sealed`. Raises zlib.error for a value that is not what was written."""
    if len(stored) < 4 or int.from_bytes(stored[:4], "little") != zlib.crc32(stored[4:]):
        raise zlib.error("a kept result is damaged")
    return stored[4:]


def _connect(path: Path) -> sqlite3.Connection:
    """Open or create. Raises sqlite3.DatabaseError for a file that is not ours, OperationalError for a place
    that can't be used."""
    connection = sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        fresh = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        kind = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if not fresh and (kind, version) != (_APPLICATION, FORMAT):
            raise sqlite3.DatabaseError("it is another file, or of another version")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if fresh:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(f"PRAGMA application_id = {_APPLICATION}")
                connection.execute(f"PRAGMA user_version = {FORMAT}")
                connection.execute(_SCHEMA)
    except BaseException:
        connection.close()
        raise
    return connection


def _singles(keys: Iterable[bytes]) -> Iterable[tuple[bytes]]:
    return ((key,) for key in keys)
