"""The reference corpora that checks compare with: files and folders, or an index built for the purpose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qa.analysis import Analysis
from qa.corpus import Corpus, CorpusSource
from qa.detectors.kinds import REFERENCE, CorpusDetector
from qa.errors import InputError
from qa.index.header import Spec, is_index
from qa.index.saved import Index
from qa.model.check import Check
from qa.model.document import Document
from qa.model.result import DocumentResult
from qa.pipeline.indexing import corpus_of, reference_spec
from qa.pipeline.known import read_known, unread
from qa.pipeline.plan import Plan
from qa.pipeline.prepare import Prepared
from qa.text.sketch import unpack


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """Documents to compare with and never to flag, by id, and their features by check.

    `lost` are those of an index whose text is neither in it nor in its corpus.
    """

    documents: dict[str, Document] = field(default_factory=dict)
    results: dict[str, list[DocumentResult]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def why_incomplete(self) -> tuple[str, ...]:
        """Why not everything could be compared, as sentences."""
        return unread(self.lost)


def references_to(prepared: Prepared, plan: Plan, results: Sequence[DocumentResult]) -> References:
    """What the checks of a plan refer to. Raises InputError for a reference that is not there or empty."""
    found = References()
    for check, detector in plan.detectors():
        if isinstance(detector, CorpusDetector) and detector.reference:
            kept = found.results.setdefault(check.id, [])
            for name in detector.reference(check.params):
                path = _place(prepared.config.root, check, name)
                hashes = (unpack(data) for each in results for own, data in each.features if own == check.id)
                for document in _documents(path, reference_spec(check, detector), hashes, found.lost):
                    known = _named(document, name, path)
                    found.documents[known.id] = known
                    features = ((check.id, detector.features(Analysis(known, plan.context), check.params)),)
                    kept.append(DocumentResult(document=known.id, source=known.source, features=features))
    return found


def _place(root: Path, check: Check, name: str) -> Path:
    """A path relative to the file that declares the check; to the root for the shipped checks."""
    declared = root / check.path
    return (declared.parent if declared.is_file() else root) / name


def _documents(
    path: Path, spec: Spec, hashes: Iterator[Sequence[int]], lost: list[str]
) -> Iterator[Document]:
    """All readable documents of a file or folder; of an index those that share a fingerprint."""
    if path.is_file() and is_index(path):
        yield from _indexed(path, spec, hashes, lost)
        return
    root = path if path.is_dir() else path.parent
    corpus = Corpus(sources=(CorpusSource(path=path),), root=root)
    readable = [document for document in corpus.documents() if document.readable]
    if not readable:
        raise InputError(f"the reference {path.as_posix()} holds no readable text")
    yield from readable


def _indexed(path: Path, spec: Spec, hashes: Iterator[Sequence[int]], lost: list[str]) -> Iterator[Document]:
    with Index.open(path, spec) as index:
        corpus = corpus_of(index)
        names = {match.document for each in hashes for match in index.matches(each, evidence=0).candidates}
        for entry in index.entries(names):
            document = read_known(index, corpus, entry)
            if document is None:
                lost.append(entry.id)
            else:
                yield document


def _named(document: Document, name: str, path: Path) -> Document:
    """The document under an id that tells that it is a reference, and of which."""
    if path.is_dir():
        name = f"{name}/{document.id}"
    elif document.id != path.name:
        name = f"{name}#{document.id}"
    return replace(document, id=REFERENCE + name)
