"""Readers by format: any supported source to a stream of documents, in a stable order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qa.corpus.discover import files
from qa.corpus.file import CorpusFile
from qa.corpus.jsonl import read_jsonl, read_record
from qa.corpus.textfile import read_text_file
from qa.model.config import CorpusSource
from qa.model.document import Document, Problem, Source

__all__ = ["Corpus", "CorpusFile", "CorpusSource"]


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

    def documents(self) -> Iterator[Document]:
        """Every document, in the order of the sources and of the names in each.

        An id that was seen before gets `~2`, `~3` … and a problem that says so: nothing is lost.
        """
        self.ignored.clear()
        self.places.clear()
        for file in self.files():
            for document in _read(file):
                distinct = self._distinct(document)
                self.places[distinct.id] = (file, distinct.source)
                yield distinct

    def read(self, document: str) -> Document:
        """One document again, by its id. Raises KeyError for an id that `documents` did not give."""
        file, source = self.places[document]
        if not source.record:
            return replace(read_text_file(file), id=document)
        return replace(read_record(file, source.line, source.position), id=document)

    def _distinct(self, document: Document) -> Document:
        if document.id not in self.places:
            return document
        number = 2
        while f"{document.id}~{number}" in self.places:
            number += 1
        message = f"another document before it has the id {document.id!r}"
        problem = Problem(reason="duplicate-id", message=message)
        return replace(document, id=f"{document.id}~{number}", problems=(*document.problems, problem))


def _read(file: CorpusFile) -> Iterator[Document]:
    if file.format == "jsonl":
        yield from read_jsonl(file)
    else:
        yield read_text_file(file)
