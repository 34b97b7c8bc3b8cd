"""Between a corpus and its saved index: documents go in, and where the corpus lies is kept with them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from qa.corpus import Corpus, CorpusSource
from qa.engine import run_map
from qa.errors import InputError
from qa.index.build import build
from qa.index.changes import Added
from qa.index.entry import Entry
from qa.index.saved import Index
from qa.index.sketching import SPEC, entry_of
from qa.model.config import Config
from qa.model.document import Document

Progress = Callable[[int], None]

_KEPT = ("format", "fields", "metadata", "encoding", "max_bytes")


def build_index(
    config: Config,
    path: Path,
    *,
    texts: bool = False,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Added:
    """Build the index of a corpus. Raises InputError, also when there is no document to index."""
    entries = _entries(config, texts=texts, jobs=jobs, progress=progress)
    first = next(entries, None)
    if first is None:
        raise InputError("there is no readable document: nothing to index")
    return build(path, SPEC, _again(first, entries), texts=texts, corpus=_described(config, path))


def add_to_index(
    config: Config, path: Path, *, jobs: int | None = None, progress: Progress | None = None
) -> Added:
    """Add the documents of a corpus to its index, or renew those that changed. Raises InputError."""
    with Index.open(path, SPEC, write=True) as index:
        return index.add(_entries(config, texts=index.keeps_texts, jobs=jobs, progress=progress))


def corpus_of(index: Index) -> Corpus:
    """The corpus that an index was built of, as it lies now. Raises InputError for a damaged header."""
    try:
        described = json.loads(index.corpus)
        root = _from(index.path, described["root"])
        sources = [
            CorpusSource(**{**each, "path": _from(index.path, each["path"])}) for each in described["sources"]
        ]
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{index.path}: the index does not say where its corpus lies ({error})") from error
    return Corpus(sources=sources, root=root)


def _entries(config: Config, *, texts: bool, jobs: int | None, progress: Progress | None) -> Iterator[Entry]:
    documents = Corpus(sources=config.corpus, root=config.root).documents()
    readable = (document for document in documents if document.readable)
    processes = jobs or config.jobs or os.cpu_count() or 1
    work = partial(_sketched, texts=texts)
    found = run_map(readable, work, jobs=processes, weight=lambda document: len(document.text))
    for count, entry in enumerate(found, 1):
        if progress:
            progress(count)
        yield entry


def _sketched(documents: Sequence[Document], *, texts: bool) -> list[Entry]:
    return [entry_of(document, text=texts) for document in documents]


def _again(first: Entry, entries: Iterator[Entry]) -> Iterator[Entry]:
    yield first
    yield from entries


def _described(config: Config, path: Path) -> str:
    """Where the corpus lies, seen from the index, so that both can move together."""
    sources = [
        {"path": _seen_from(path, source.path)} | {name: getattr(source, name) for name in _KEPT}
        for source in config.corpus
    ]
    return json.dumps({"root": _seen_from(path, config.root), "sources": sources}, sort_keys=True)


def _seen_from(index: Path, place: Path) -> str:
    return Path(os.path.relpath(place.absolute(), index.absolute().parent)).as_posix()


def _from(index: Path, place: str) -> Path:
    return Path(os.path.normpath(index.absolute().parent / place))
