"""Count, before documents are evaluated, which lines many documents of the corpus begin or end with.

A run that reads the whole corpus counts all of it. A run over a part counts the documents of that part as
they are, and for the others what the saved index keeps of them, so that both draw the same boundaries.
Without an index such a run knows of no repeated lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from qa.analysis.layout.blocks import SAMPLE, Blocks, Ends, count_blocks, ends
from qa.corpus import Corpus, Portion
from qa.detectors.kinds import CorpusDetector
from qa.engine import CHUNK_WEIGHT, run_map
from qa.index.ends import KnownEnds, path_key
from qa.index.saved import Index
from qa.index.sketching import SPEC
from qa.model.document import Document
from qa.pipeline.newer import newer_than
from qa.pipeline.plan import Plan
from qa.pipeline.prepare import Prepared


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fresh:
    """The ends of a document as it lies in the corpus, its id and its path."""

    document: str
    path: str
    ends: Ends


def with_blocks(plan: Plan, prepared: Prepared, jobs: int) -> Plan:
    """The plan, with what the corpus tells of lines that its documents share.

    What is to be evaluated is read for it once more; not so when nothing in the plan looks at single
    documents. Raises InputError for an index that can't be trusted.
    """
    if not plan.looks_inside:
        return plan
    blocks = _counted(plan, prepared, jobs)
    if not blocks.heads and not blocks.tails:
        return plan
    return replace(plan, context=replace(plan.context, blocks=blocks))


def _counted(plan: Plan, prepared: Prepared, jobs: int) -> Blocks:
    config, place = prepared.config, prepared.config.index
    if not config.narrowed and prepared.corpus.sources == config.corpus:
        return count_blocks(each.ends for each in _own(prepared.corpus, jobs))
    if place is None or not place.exists():
        return Blocks()
    with Index.open(place, SPEC) as index:
        return _with_indexed(index, plan, prepared, jobs) if index.ends_bound else Blocks()


def _with_indexed(index: Index, plan: Plan, prepared: Prepared, jobs: int) -> Blocks:
    """The counts over the documents of this run, those newer than the index, and the others that it knows.

    Where checks compare documents old ones are laid out too: then all lines count, else those of this run.
    """
    newer = newer_than(index, prepared)
    fresh = [*_own(prepared.corpus, jobs), *_fresh_ends(newer.documents)]
    replaced = index.numbers(each.document for each in fresh)
    paths = prepared.scope.touched | prepared.scope.gone | newer.gone | {each.path for each in fresh}
    outdated = {path_key(path) for path in paths}
    known = (each for each in index.ends() if each.number not in replaced and each.path not in outdated)
    own, old = [each.ends for each in fresh], _smallest(known)
    comparing = any(isinstance(detector, CorpusDetector) for _, detector in plan.detectors())
    return count_blocks(chain(own, old if comparing else _within(own, old)), bound=index.ends_bound)


def _within(own: Sequence[Ends], found: Iterable[Ends]) -> Iterator[Ends]:
    """Of other documents only the lines that documents of this run have: no other ones matter to these."""
    heads = frozenset().union(*(each.head for each in own))
    tails = frozenset().union(*(each.tail for each in own))
    for each in found:
        yield Ends(signature=each.signature, head=each.head & heads, tail=each.tail & tails)


def _smallest(found: Iterable[KnownEnds]) -> Iterator[Ends]:
    """Those that counting may look at: what comes after so many signatures lies above its bound."""
    seen: set[int] = set()
    for each in found:
        yield each.ends
        seen.add(each.ends.signature)
        if len(seen) > SAMPLE:
            return


def _own(corpus: Corpus, jobs: int) -> Iterator[_Fresh]:
    for found in run_map(corpus.portions(), _of_portions, jobs=jobs, weight=lambda _: CHUNK_WEIGHT):
        yield from found


def _of_portions(portions: Sequence[Portion]) -> list[list[_Fresh]]:
    return [_fresh_ends(portion.documents()) for portion in portions]


def _fresh_ends(documents: Iterable[Document]) -> list[_Fresh]:
    readable = (each for each in documents if each.readable)
    return [_Fresh(document=each.id, path=each.source.path, ends=ends(each.text)) for each in readable]
