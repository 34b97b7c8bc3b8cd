"""Gives a join the documents it asks for again, one or many, and the processes to compare them in."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from qa.analysis import Analysis, Context
from qa.corpus import Corpus
from qa.engine import run_map, run_threads
from qa.model.document import Document
from qa.pipeline.facts import recalled

T = TypeVar("T")
R = TypeVar("R")

KEPT = 256


class CorpusReader:
    """Reads documents of a corpus again; the latest few are kept.

    Those `known` are at hand. `facts` are those that the results of this run carry, by document: they are
    not found out again.
    """

    def __init__(
        self,
        corpus: Corpus,
        context: Context,
        *,
        known: Mapping[str, Document] | None = None,
        facts: Mapping[str, bytes] | None = None,
        jobs: int = 1,
    ) -> None:
        self._corpus = corpus
        self._context = context
        self._known = known or {}
        self._facts = facts or {}
        self._jobs = jobs
        self._kept: OrderedDict[str, Analysis] = OrderedDict()

    def __call__(self, document: str) -> Analysis:
        """The analysis of one document."""
        (found,) = self.many([document])
        return found

    def many(self, documents: Sequence[str]) -> Iterator[Analysis]:
        """The analyses of documents, in the order asked for; read in portions, each in the order of files."""
        for begin in range(0, len(documents), KEPT):
            yield from self._portion(documents[begin : begin + KEPT])

    def _portion(self, documents: Sequence[str]) -> list[Analysis]:
        found = {name: self._kept[name] for name in documents if name in self._kept}
        absent = [name for name in documents if name not in found]
        texts = self._corpus.read_many(name for name in absent if name not in self._known)
        for name in absent:
            text = self._known.get(name) or texts[name]
            found[name] = Analysis(text, self._context, recalled(self._facts.get(name, b"")))
        self._keep(found)
        return [found[name] for name in documents]

    def spread(
        self, work: Callable[[Sequence[T]], Sequence[R]], items: Iterable[T], weight: Callable[[T], int]
    ) -> Iterator[R]:
        """`work` applied to chunks of the items, in processes when there are several chunks."""
        return run_map(items, work, jobs=self._jobs, weight=weight)

    def alongside(self, work: Callable[[T], R], items: Iterable[T], /) -> Iterator[R]:
        """`work` applied to each item, in threads when there are several jobs."""
        return run_threads(items, work, jobs=self._jobs)

    def _keep(self, found: Mapping[str, Analysis]) -> None:
        for name, each in found.items():
            self._kept[name] = each
            self._kept.move_to_end(name)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
