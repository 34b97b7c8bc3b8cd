"""The map half of a run over a stream of documents, with what earlier runs have kept."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from qa.corpus import Corpus, Portion, renamed
from qa.engine import CHUNK_WEIGHT, run_map
from qa.index.cache import ResultCache
from qa.model.document import Document, Source
from qa.model.result import DocumentResult
from qa.pipeline.evaluate import Task, evaluate_tasks
from qa.pipeline.kept import Keys, document_key, keep, keys_of, look_up, merged
from qa.pipeline.plan import Plan

_FLUSH_EVERY = 500

Needed = Callable[[Document], frozenset[str]]
Seen = tuple[str, Source, DocumentResult | None]


def evaluated_documents(
    corpus: Corpus,
    plan: Plan,
    needed: Needed,
    *,
    jobs: int,
    cache: Path | None,
    whole: bool,
    warnings: list[str],
) -> Iterator[DocumentResult]:
    """The results in the order of the documents, from the cache where it has them.

    `needed` tells which of the plan's checks are to run on a document; one without any is passed over.
    `whole` tells that these are all documents and all checks: then what else the cache holds may go.
    Sentences about a cache that can't be used are added to `warnings`.
    """
    if cache is None:
        yield from _fresh(corpus, plan, needed, jobs)
        return
    keys = keys_of(plan)
    with ResultCache(cache) as store:
        try:
            yield from _Cached(store, plan, keys, needed, whole).results(corpus.documents(), jobs)
            if whole:
                store.prune()
        finally:
            warnings += store.warnings


def _fresh(corpus: Corpus, plan: Plan, needed: Needed, jobs: int) -> Iterator[DocumentResult]:
    """Results of documents that are read where they are evaluated: text does not cross processes."""
    under_way: deque[Portion] = deque()
    work = partial(_evaluated, plan=plan, needed=needed)
    for seen in run_map(_noted(corpus, under_way), work, jobs=jobs, weight=lambda _: CHUNK_WEIGHT):
        files = {file.name: file for file in under_way.popleft().files}
        for document, source, result in seen:
            unique = corpus.admit(document, files[source.path], source)
            if unique != document:
                yield from _again(renamed(corpus.read(unique), unique), plan, needed)
            elif result is not None:
                yield result


def _noted(corpus: Corpus, under_way: deque[Portion]) -> Iterator[Portion]:
    for portion in corpus.portions():
        under_way.append(portion)
        yield portion


def _evaluated(portions: Sequence[Portion], plan: Plan, needed: Needed) -> list[list[Seen]]:
    """Every document of each portion: its id, where it stands, and its result if any check wants it."""
    return [_seen(list(portion.documents()), plan, needed) for portion in portions]


def _seen(documents: Sequence[Document], plan: Plan, needed: Needed) -> list[Seen]:
    wanted = [(each, needed(each)) for each in documents]
    tasks = [Task(document=each, checks=checks) for each, checks in wanted if checks]
    results = iter(evaluate_tasks(tasks, plan))
    return [(each.id, each.source, next(results) if checks else None) for each, checks in wanted]


def _again(document: Document, plan: Plan, needed: Needed) -> list[DocumentResult]:
    checks = needed(document)
    return evaluate_tasks([Task(document=document, checks=checks)], plan) if checks else []


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slot:
    """A document's place in the order: what is known of it, and whether that is all."""

    key: bytes
    line: bytes
    known: DocumentResult | None
    settled: bool


@dataclass(slots=True)
class _Cached:
    """One pass over documents: those that are known go past the engine, the others through it."""

    store: ResultCache
    plan: Plan
    keys: Keys
    needed: Needed
    whole: bool
    slots: deque[_Slot] = field(default_factory=deque)

    def results(self, documents: Iterable[Document], jobs: int) -> Iterator[DocumentResult]:
        work = partial(evaluate_tasks, plan=self.plan)
        fresh = run_map(self._tasks(documents), work, jobs=jobs, weight=_weight)
        for number, result in enumerate(fresh, 1):
            yield from self._settled()
            slot = self.slots.popleft()
            entire = merged(slot.known, result) if slot.known else result
            keep(self.store, slot.key, entire, self.keys, whole=self.whole)
            if number % _FLUSH_EVERY == 0:
                self.store.flush()
            yield replace(entire, key=slot.key + slot.line)
        yield from self._settled()

    def _tasks(self, documents: Iterable[Document]) -> Iterator[Task]:
        for document in documents:
            plan = self.plan.only(self.needed(document))
            if not plan.checks:
                continue
            key = document_key(document, self.keys)
            known, left = look_up(self.store, key, document, plan, self.keys)
            settled = known is not None and not left.checks
            line = document.source.line.to_bytes(8, "little")
            self.slots.append(_Slot(key=key, line=line, known=known, settled=settled))
            if not self.slots[-1].settled:
                yield Task(document=document, checks=frozenset(check.id for check in left.checks))

    def _settled(self) -> Iterator[DocumentResult]:
        """The known results that are next in order."""
        while self.slots and self.slots[0].settled:
            slot = self.slots.popleft()
            if slot.known is not None:
                yield replace(slot.known, key=slot.key + slot.line)


def _weight(task: Task) -> int:
    return len(task.document.text)
