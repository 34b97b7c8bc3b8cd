"""The documents of a saved index that those of a run may match; nothing else of the corpus is read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qa.corpus import Corpus, CorpusFile
from qa.corpus.discover import FORMATS, relative_name
from qa.detectors.kinds import CorpusDetector
from qa.index.entry import DIGEST, Entry
from qa.index.saved import Index
from qa.index.sketching import SPEC, coarse_sketch, source_of
from qa.model.config import CorpusSource
from qa.model.document import Document
from qa.model.result import DocumentResult
from qa.model.verdict import Evaluation
from qa.pipeline.evaluate import evaluate
from qa.pipeline.indexing import corpus_of
from qa.pipeline.newer import newer_than
from qa.pipeline.plan import Plan
from qa.pipeline.prepare import Prepared

_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Old documents to compare with: their texts, and what the checks that compare documents keep of them.

    `lost` are candidates whose text is neither in the corpus nor in the index. `notices` say what else was
    not compared. `absent` is the place where there should be an index and is none.
    """

    documents: dict[str, Document] = field(default_factory=dict)
    results: list[DocumentResult] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    absent: Path | None = None

    def why_incomplete(self) -> tuple[str, ...]:
        """Why not everything could be compared, as sentences."""
        if self.absent is not None:
            return (
                f"there is no index at {self.absent.name}: the paths named were compared with each other",
            )
        return (*self.notices, *unread(self.lost))

    def flagged(self, evaluations: Iterable[Evaluation], plan: Plan) -> list[DocumentResult]:
        """Those that have a finding, now with their facts."""
        named = {finding.document for each in evaluations for finding in each.findings}
        bare = replace(plan, checks=())
        return [
            replace(result, facts=evaluate(self.documents[result.document], bare).facts)
            for result in self.results
            if result.document in named
        ]


def known_to(prepared: Prepared, results: Sequence[DocumentResult], plan: Plan) -> Known:
    """What the configured index holds that the documents of a run may match.

    A run over the whole corpus needs no index. A document is not compared with its own older state. Raises
    InputError for an index that can't be trusted.
    """
    place = prepared.config.index
    comparing = tuple(check for check, detector in plan.detectors() if isinstance(detector, CorpusDetector))
    if place is None or not prepared.indexed or not comparing:
        return Known()
    if not place.exists():
        return Known(absent=place)
    known, plan = Known(), replace(plan, checks=comparing)
    texts = (prepared.corpus.read(each.document).text for each in results if not each.unreadable)
    own = {result.document for result in results}
    with Index.open(place, SPEC) as index:
        corpus = corpus_of(index)
        newer = newer_than(index, prepared)
        known.notices.extend(newer.notices)
        for document in newer.documents:
            if document.readable and document.id not in own:
                _take(known, document.id, document, plan)
        outdated = prepared.scope.touched | prepared.scope.gone | newer.gone
        for entry in _candidates(index, texts, own | known.documents.keys()):
            if entry.path not in outdated:
                _take(known, entry.id, read_known(index, corpus, entry), plan)
    return known


def unread(lost: Sequence[str]) -> tuple[str, ...]:
    """The sentence on indexed documents whose text is nowhere to be had; none when there are none."""
    if not lost:
        return ()
    names = ", ".join(lost[:_NAMED]) + (", …" if len(lost) > _NAMED else "")
    return (f"{len(lost)} indexed documents to compare with could not be read: {names}",)


def read_known(index: Index, corpus: Corpus, entry: Entry) -> Document | None:
    """An indexed document: from the corpus as it was indexed, else from the index, else as it is now."""
    found = _from_corpus(corpus, entry)
    if found is not None and _unchanged(entry, found):
        return found
    text = index.text(entry.id)
    if text is not None:
        return Document(id=entry.id, text=text, source=source_of(entry))
    return None if found is None or found.source.record else found


def _candidates(index: Index, texts: Iterable[str], own: set[str]) -> Iterable[Entry]:
    names: set[str] = set()
    for text in texts:
        found = coarse_sketch(text)
        matches = index.matches(found.hashes, bound=found.bound)
        names.update(each.document for each in matches.candidates)
    return index.entries(names - own)


def _take(known: Known, name: str, document: Document | None, plan: Plan) -> None:
    if document is None:
        known.lost.append(name)
    else:
        known.documents[name] = document
        known.results.append(evaluate(document, replace(plan, facts=False)))


def _unchanged(entry: Entry, document: Document) -> bool:
    return document.source.sha256[: 2 * DIGEST] == entry.sha256


def _from_corpus(corpus: Corpus, entry: Entry) -> Document | None:
    file = _file(corpus, entry.path)
    if file is None or not file.file.is_file():
        return None
    corpus.places[entry.id] = (file, source_of(entry))
    try:
        document = corpus.read(entry.id)
    except (OSError, ValueError):
        return None
    return document if document.readable else None


def _file(corpus: Corpus, name: str) -> CorpusFile | None:
    """The file of this name in the sources of a corpus, whether or not it is there."""
    for source in corpus.sources:
        if source.path.is_file() and relative_name(source.path, corpus.root) == name:
            return _entry(source, source.path, source.path.parent, name)
        file = corpus.root / name
        if file.is_relative_to(source.path) and ".." not in file.parts:
            return _entry(source, file, source.path, name)
    return None


def _entry(source: CorpusSource, file: Path, boundary: Path, name: str) -> CorpusFile:
    kind = source.format or FORMATS.get(file.suffix.lower(), "text")
    return CorpusFile(file=file, name=name, boundary=boundary, format=kind, source=source)
