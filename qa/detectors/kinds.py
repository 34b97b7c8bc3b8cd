"""The two kinds of detector.

A *document detector* sees one document. A *corpus detector* has a map half, which boils a document
down to features that can cross processes and be kept, and a join half, which turns the features of many into
findings.
Both are pure; severity, waivers, places and fingerprints are the framework's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from qa.analysis import Analysis
from qa.model.finding import Cluster, Finding

P = TypeVar("P")
T = TypeVar("T")
R = TypeVar("R")

REFERENCE = "reference:"
"""Begins the ids of documents that belong to no corpus, and that a check compares the corpus with."""


def _always(_analysis: Analysis, _params: Any) -> str | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDetector(Generic[P]):
    """`detect` yields findings of one document; `skip` says why it can't be judged, or null when it can.

    `reasons` maps every reason code to the sentence that explains it. `version` grows when the findings can
    change for the same input: kept results of another version are not used. With `unreadable` it also sees
    documents that could not be read.

    `detect_batch`, where there is one, gives for many analyses, which share one context, the findings that
    `detect` gives for each, in the same order.
    """

    id: str
    params: type[P]
    reasons: Mapping[str, str]
    detect: Callable[[Analysis, P], Iterator[Finding]]
    skip: Callable[[Analysis, P], str | None] = _always
    version: int = 1
    unreadable: bool = False
    detect_batch: Callable[[Sequence[Analysis], P], Sequence[Sequence[Finding]]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What a corpus detector's map half keeps of a document.

    `focus` is false for documents that are only there to be compared with (known from a saved index). What
    ties two of these gives no finding; what ties one to a document in focus gives one on both.
    """

    document: str
    data: Any
    focus: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What a join gives: findings sorted by document and offset, and clusters sorted by representative."""

    findings: Sequence[Finding] = ()
    clusters: Sequence[Cluster] = field(default_factory=tuple)


class Reader(Protocol):
    """Gives the analysis of any document of the corpus by id, to verify candidates and to quote them."""

    def __call__(self, document: str) -> Analysis: ...


@runtime_checkable
class BatchReader(Reader, Protocol):
    """A reader that gives many documents at once, and spreads work over processes."""

    def many(self, documents: Sequence[str]) -> Iterable[Analysis]:
        """The analyses of documents, in the order asked for; read in the order in which they lie in files."""
        ...

    def spread(
        self, work: Callable[[Sequence[T]], Sequence[R]], items: Iterable[T], weight: Callable[[T], int]
    ) -> Iterable[R]:
        """`work` applied to chunks of the items, results in order. All of it is picklable."""
        ...


class Alongside(Protocol):
    """Applies work to items, results in order; several at once where threads help."""

    def __call__(self, work: Callable[[T], R], items: Iterable[T], /) -> Iterable[R]: ...


@runtime_checkable
class ThreadedReader(Reader, Protocol):
    """A reader that has threads to share."""

    def alongside(self, work: Callable[[T], R], items: Iterable[T], /) -> Iterable[R]:
        """`work` applied to each item in this process, results in order.

        It helps where most of the time passes in numpy, outside the interpreter, and data are too large to
        go to other processes.
        """
        ...


def alongside(reader: Reader) -> Alongside:
    """What applies work to items, in threads where the reader has some."""
    return reader.alongside if isinstance(reader, ThreadedReader) else in_turn


def in_turn(work: Callable[[T], R], items: Iterable[T], /) -> Iterable[R]:
    """Work applied to one item after another."""
    return map(work, items)


def read_many(reader: Reader, documents: Sequence[str]) -> Iterable[Analysis]:
    """The analyses of documents, in the order asked for."""
    return reader.many(documents) if isinstance(reader, BatchReader) else map(reader, documents)


def alone(_item: object) -> int:
    """The weight of an item that is a piece of work by itself."""
    return 1 << 30


def spread(
    reader: Reader,
    work: Callable[[Sequence[T]], Sequence[R]],
    items: Iterable[T],
    *,
    weight: Callable[[T], int],
) -> Iterable[R]:
    """`work` applied to chunks of the items, results in order; in processes where the reader has some."""
    if isinstance(reader, BatchReader):
        return reader.spread(work, items, weight)
    return (result for item in items for result in work([item]))


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusDetector(Generic[P]):
    """`features` is the map half (its result is made of builtins and bytes), `join` the other.

    A join gives the same findings for any order of its features. It may flag documents out of focus that
    match one in focus.

    `features_batch`, where there is one, gives for many analyses at once what `features` gives for each, in
    the same order and equal to the last bit; it may import numpy, so it pays for hundreds of documents.
    `reference` names the files and folders, relative to the file that declares the check, whose documents
    the join wants to see besides those of the corpus: as features out of focus, their ids (and those that
    the reader gets) begin with `REFERENCE`. No finding is about them.
    """

    id: str
    params: type[P]
    reasons: Mapping[str, str]
    features: Callable[[Analysis, P], Any]
    join: Callable[[Sequence[Features], P, Reader], Joined]
    skip: Callable[[Analysis, P], str | None] = _always
    version: int = 1
    features_batch: Callable[[Sequence[Analysis], P], Sequence[Any]] | None = None
    reference: Callable[[P], Sequence[str]] | None = None


Detector = DocumentDetector[Any] | CorpusDetector[Any]
