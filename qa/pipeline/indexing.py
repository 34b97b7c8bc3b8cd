"""Between a corpus and its saved index: documents go in, and where the corpus lies is kept with them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from itertools import chain
from pathlib import Path

from qa.analysis import Analysis
from qa.corpus import Corpus, CorpusSource
from qa.corpus.changes import head
from qa.detectors import registry
from qa.detectors.kinds import CorpusDetector, Detector
from qa.engine import run_map
from qa.errors import InputError
from qa.index.build import build
from qa.index.changes import Added
from qa.index.entry import Entry
from qa.index.header import Spec
from qa.index.saved import Index
from qa.index.sketching import SPEC, entries_of, entry_with
from qa.model.check import Check
from qa.model.config import Config
from qa.model.document import Document
from qa.text.hashing import HASH_VERSION
from qa.text.sketch import unpack

Progress = Callable[[int], None]

_KEPT = ("format", "fields", "metadata", "encoding", "max_bytes")


def build_index(
    config: Config,
    path: Path,
    *,
    check: Check | None = None,
    texts: bool = False,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Added:
    """Build the index of a corpus; with a check, one to be its reference.

    Raises InputError, also when there is no document to index.
    """
    detector = registry()[check.detector] if check else None
    spec = reference_spec(check, detector) if check and detector else SPEC
    entries = _entries(config, check, texts=texts, jobs=jobs, progress=progress)
    first = next(entries, None)
    if first is None:
        raise InputError("there is no readable document: nothing to index")
    return build(path, spec, chain([first], entries), texts=texts, corpus=_described(config, path))


def reference_spec(check: Check, detector: Detector) -> Spec:
    """What an index is made with that serves as reference of a check. Raises InputError for other checks."""
    if not isinstance(detector, CorpusDetector) or detector.reference is None:
        raise InputError(f"the check '{check.id}' compares with no reference: it needs no index of its own")
    options = {name: value for name, value in asdict(check.params).items() if name != "reference"}
    return Spec(
        sketch=f"{detector.id}/{detector.version} hash={HASH_VERSION}",
        parameters=json.dumps(options, sort_keys=True),
    )


def add_to_index(
    config: Config,
    path: Path,
    *,
    prune: bool = False,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> tuple[Added, int]:
    """Add the documents of a corpus to its index, or renew those that changed. Raises InputError.

    With `prune` those that this corpus does not have are removed; returned too is how many they were.
    """
    with Index.open(path, SPEC, write=True) as index:
        seen: set[str] = set()
        entries = _entries(config, None, texts=index.keeps_texts, jobs=jobs, progress=progress)
        done = index.add(_noted(entries, seen))
        gone = sorted(set(index.ids()) - seen) if prune else []
        removed = index.remove(gone) if gone else 0
        if _whole(config):
            index.set_corpus(_described(config, path))
        return done, removed


def _noted(entries: Iterator[Entry], seen: set[str]) -> Iterator[Entry]:
    for entry in entries:
        seen.add(entry.id)
        yield entry


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


def _entries(
    config: Config, check: Check | None, *, texts: bool, jobs: int | None, progress: Progress | None
) -> Iterator[Entry]:
    documents = Corpus(sources=config.corpus, root=config.root).documents()
    readable = (document for document in documents if document.readable)
    processes = jobs or config.jobs or os.cpu_count() or 1
    work = partial(_indexed, check=check, texts=texts)
    found = run_map(readable, work, jobs=processes, weight=lambda document: len(document.text))
    for count, entry in enumerate(found, 1):
        if progress:
            progress(count)
        yield entry


def _indexed(documents: Sequence[Document], *, check: Check | None, texts: bool) -> list[Entry]:
    """A chunk of documents, each by its sketch; for a check by the fingerprints that it compares."""
    if check is None:
        return entries_of(documents, texts=texts)
    detector = registry()[check.detector]
    assert isinstance(detector, CorpusDetector)
    return [
        entry_with(document, unpack(detector.features(Analysis(document), check.params)), text=texts)
        for document in documents
    ]


def commit_of(index: Index) -> str | None:
    """The git commit at which an index last took in its whole corpus; null when that is not known."""
    try:
        commit = json.loads(index.corpus).get("commit")
    except (ValueError, AttributeError):
        return None
    return commit if isinstance(commit, str) else None


def _whole(config: Config) -> bool:
    return config.path is not None and not config.narrowed


def _described(config: Config, path: Path) -> str:
    """Where the corpus lies, seen from the index so that both can move together, and at which commit."""
    sources = [
        {"path": _seen_from(path, source.path)} | {name: getattr(source, name) for name in _KEPT}
        for source in config.corpus
    ]
    commit = head(config.root) if _whole(config) else None
    described = {"root": _seen_from(path, config.root), "sources": sources, "commit": commit}
    return json.dumps(described, sort_keys=True)


def _seen_from(index: Path, place: Path) -> str:
    return Path(os.path.relpath(place.absolute(), index.absolute().parent)).as_posix()


def _from(index: Path, place: str) -> Path:
    return Path(os.path.normpath(index.absolute().parent / place))
