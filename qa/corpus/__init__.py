"""Readers by format: any supported source to a stream of documents, in a stable order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, groupby
from pathlib import Path

from qa.corpus.discover import files
from qa.corpus.file import CorpusFile
from qa.corpus.jsonl import read_jsonl, read_records
from qa.corpus.portions import Portion, cut, read_file
from qa.corpus.textfile import read_text_file
from qa.model.config import CorpusSource
from qa.model.document import Document, Problem, Source

__all__ = ["Corpus", "CorpusFile", "CorpusSource", "Portion", "renamed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Sources and the root that names are relative to.

    `ignored` counts the files left out by suffix, `places` keeps where each document stands; both are filled
    while the documents are read, so that any of them can be read again without keeping the text.
    """

    sources: Sequence[CorpusSource]
    root: Path
    ignored: Counter[str] = field(default_factory=Counter)
    places: dict[str, tuple[CorpusFile, Source]] = field(default_factory=dict)

    def files(self) -> Iterator[CorpusFile]:
        """Every file of the sources, a file named twice once."""
        seen: set[Path] = set()
        for source in self.sources:
            for file in files(source, self.root, self.ignored):
                if file.file not in seen:
                    seen.add(file.file)
                    yield file

    def listing(self) -> Iterator[tuple[str, str]]:
        """Id and path of every document, in the order of `documents`, reading only what must be read.

        A text file's id is its name; only containers are opened.
        """
        seen: set[str] = set()
        for file in self.files():
            if file.format == "jsonl":
                for document in read_jsonl(file):
                    seen.add(unique := _free(document.id, seen))
                    yield unique, file.name
            else:
                seen.add(unique := _free(file.name, seen))
                yield unique, file.name

    def portions(self) -> Iterator[Portion]:
        """The corpus in pieces that other processes can read; every document in them is to be `admitted`."""
        self.ignored.clear()
        self.places.clear()
        yield from cut(self.files())

    def documents(self) -> Iterator[Document]:
        """Every document, in the order of the sources and of the names in each.

        An id that was seen before gets `~2`, `~3` … and a problem that says so: nothing is lost.
        """
        self.ignored.clear()
        self.places.clear()
        for file in self.files():
            for document in read_file(file):
                unique = self.admit(document.id, file, document.source)
                yield document if unique == document.id else renamed(document, unique)

    def admit(self, document: str, file: CorpusFile, source: Source) -> str:
        """Note where a document stands; the id that it goes by: its own unless another has that."""
        unique = _free(document, self.places)
        self.places[unique] = (file, source)
        return unique

    def read(self, document: str) -> Document:
        """One document again, by its id. Raises KeyError for an id that was not admitted."""
        return self.read_many([document])[document]

    def read_many(self, documents: Iterable[str]) -> dict[str, Document]:
        """Documents again, by id, read in the order in which they lie: each file is opened once.

        Raises KeyError for an id that was not admitted.
        """
        places = {name: self.places[name] for name in documents}
        order = sorted(places, key=lambda name: (places[name][0].name, places[name][1].position, name))
        found: dict[str, Document] = {}
        for file, group in groupby(order, key=lambda name: places[name][0]):
            names = list(group)
            found.update(zip(names, _read_again(file, [places[name][1] for name in names]), strict=True))
        return {name: replace(found[name], id=name) for name in places}


def _read_again(file: CorpusFile, sources: Sequence[Source]) -> Iterator[Document]:
    if all(source.record for source in sources):
        yield from read_records(file, [(source.line, source.position) for source in sources])
    else:
        yield from (read_text_file(file) for _ in sources)


def renamed(document: Document, unique: str) -> Document:
    """A document whose id another has, under an id of its own."""
    message = f"another document before it has the id {document.id!r}"
    problem = Problem(reason="duplicate-id", message=message)
    return replace(document, id=unique, problems=(*document.problems, problem))


def _free(identity: str, taken: Container[str]) -> str:
    """The id, or the id with the first number that makes it one nobody has."""
    if identity not in taken:
        return identity
    return next(name for number in count(2) if (name := f"{identity}~{number}") not in taken)
