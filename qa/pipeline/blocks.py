"""Count, before a corpus is evaluated, which lines many of its documents begin or end with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.analysis.layout.blocks import Ends, count_blocks, ends
from qa.corpus import Corpus, Portion
from qa.engine import CHUNK_WEIGHT, run_map
from qa.pipeline.plan import Plan


def with_blocks(plan: Plan, corpus: Corpus, jobs: int) -> Plan:
    """The plan, with what the corpus tells of lines that its documents share.

    The corpus is read for it once more; not so when nothing in the plan looks at single documents.
    """
    if not plan.looks_inside:
        return plan
    blocks = count_blocks(_all_ends(corpus, jobs))
    if not blocks.heads and not blocks.tails:
        return plan
    return replace(plan, context=replace(plan.context, blocks=blocks))


def _all_ends(corpus: Corpus, jobs: int) -> Iterator[Ends]:
    for found in run_map(corpus.portions(), _ends, jobs=jobs, weight=lambda _: CHUNK_WEIGHT):
        yield from found


def _ends(portions: Sequence[Portion]) -> list[list[Ends]]:
    return [
        [ends(document.text) for document in portion.documents() if document.readable] for portion in portions
    ]
