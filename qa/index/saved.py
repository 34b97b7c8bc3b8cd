"""The saved similarity index: a new document finds its old matches without the corpus being read again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from qa.index import changes, ends_table, matching
from qa.index.changes import Added, number_of
from qa.index.ends import KnownEnds
from qa.index.entry import MASK, Entry, decoded, to_entry, unpacked_text
from qa.index.header import Spec, connect, header, set_header, transaction, trusted
from qa.index.matching import EVIDENCE, Matches
from qa.index.verify import disagreements

_PENDING = 1 << 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """What an index holds, and its size on disk."""

    documents: int
    texts: int
    bytes: int
    sketch: str
    parameters: str
    tool: str


class Index:
    """An open index. Reading is shared by any number of processes, writing is one process at a time.

    Every change is a transaction: killed at any moment, the index opens with all of it or none. Every method
    raises InputError when the file turns out to be damaged.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path, spec: Spec | None = None, *, write: bool = False) -> Self:
        """Open an index that is there; with a spec, only one that was made with it. Raises InputError."""
        return cls(path, connect(path, spec, write=write))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    @property
    def spec(self) -> Spec:
        """What the index was made with."""
        with trusted(self.path):
            facts = header(self._connection)
            return Spec(sketch=facts["sketch"], parameters=facts["parameters"])

    @property
    def corpus(self) -> str:
        """What the builder said of where the corpus lies."""
        with trusted(self.path):
            return header(self._connection)["corpus"]

    def set_corpus(self, said: str) -> None:
        """Say anew where the corpus lies."""
        with trusted(self.path), transaction(self._connection):
            set_header(self._connection, "corpus", said)

    @property
    def keeps_texts(self) -> bool:
        """Whether the documents' texts are kept."""
        with trusted(self.path):
            return header(self._connection)["texts"] == "1"

    def __len__(self) -> int:
        with trusted(self.path):
            return int(self._connection.execute("SELECT count(*) FROM document").fetchone()[0])

    def __contains__(self, document: str) -> bool:
        with trusted(self.path):
            return number_of(self._connection, document) is not None

    def add(self, entries: Iterable[Entry], *, pending: int = _PENDING) -> Added:
        """Add documents; one that is there under its id with other content is replaced.

        A transaction takes as many as make `pending` postings, so a killed run keeps what was done before.
        """
        total, source = Added(), iter(entries)
        more = True
        with trusted(self.path):
            while more:
                with transaction(self._connection):
                    done = changes.add(self._connection, source, pending)
                more = done is not None
                total += done or Added()
        return total

    def remove(self, documents: Iterable[str]) -> int:
        """Remove documents by id; returns how many were there."""
        with trusted(self.path), transaction(self._connection):
            return changes.remove(self._connection, documents)

    def matches(self, hashes: Sequence[int], *, bound: int = MASK, evidence: int = EVIDENCE) -> Matches:
        """The documents that share so much that they are worth a comparison, best first.

        `hashes` are sorted and are all that a text has up to `bound`. A shared hash counts the fewer bits of
        `evidence` the more documents have it; with an evidence of 0 one shared hash is enough.
        """
        with trusted(self.path):
            return matching.matches(self._connection, hashes, bound, evidence)

    def entries(self, documents: Iterable[str]) -> Iterator[Entry]:
        """What the index keeps of documents: of those that it has, sorted by id."""
        with trusted(self.path):
            found = [number_of(self._connection, document) for document in sorted(set(documents))]
            for number in found:
                if number is not None:
                    yield from map(to_entry, matching.rows(self._connection, [number]))

    @property
    def ends_bound(self) -> int:
        """Below which signature the ends of every document are kept; 0 where there are none."""
        with trusted(self.path):
            return ends_table.bound_of(self._connection)

    def ends(self) -> Iterator[KnownEnds]:
        """The ends that are kept, the smallest signatures first."""
        with trusted(self.path):
            yield from ends_table.every(self._connection)

    def numbers(self, documents: Iterable[str]) -> set[int]:
        """The numbers of documents: of those that the index has."""
        with trusted(self.path):
            found = (number_of(self._connection, document) for document in documents)
            return {number for number in found if number is not None}

    def ids(self) -> Iterator[str]:
        """The ids of all documents, in the order in which they were added."""
        with trusted(self.path):
            for (name,) in self._connection.execute("SELECT id FROM document ORDER BY number"):
                yield decoded(name)

    def text(self, document: str) -> str | None:
        """The stored text of a document, or null when the index keeps none of it."""
        with trusted(self.path):
            number = number_of(self._connection, document)
            query = "SELECT packed FROM text WHERE number = ?"
            found = self._connection.execute(query, (number,)).fetchone()
            return unpacked_text(found[0]) if found else None

    def stats(self) -> Stats:
        """What the index holds."""
        with trusted(self.path):
            facts = header(self._connection)
            return Stats(
                documents=len(self),
                texts=self._number("SELECT count(*) FROM text"),
                bytes=self._number("PRAGMA page_count") * self._number("PRAGMA page_size"),
                sketch=facts["sketch"],
                parameters=facts["parameters"],
                tool=facts["tool"],
            )

    def verify(self) -> list[str]:
        """Every disagreement inside the index, as sentences; none when it is sound."""
        return disagreements(self._connection)

    def _number(self, query: str) -> int:
        return int(self._connection.execute(query).fetchone()[0])
