"""The facts of a corpus as a stream, in the order of its documents."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial

from qa.analysis import Analysis, Context
from qa.corpus import Corpus
from qa.engine import run_map
from qa.model.config import Config
from qa.model.document import Document
from qa.model.jsonvalue import Json
from qa.pipeline.facts import empty_row, facts_row
from qa.pipeline.plan import context_of


def stream_facts(config: Config, jobs: int | None = None) -> Iterator[dict[str, Json]]:
    """One row for every document, in order; a document that can't be read has a row of nulls."""
    corpus = Corpus(sources=config.corpus, root=config.root)
    processes = jobs or config.jobs or os.cpu_count() or 1
    work = partial(_rows, context=context_of(config))
    yield from run_map(corpus.documents(), work, jobs=processes, weight=lambda each: len(each.text))


def _rows(documents: Sequence[Document], context: Context) -> list[dict[str, Json]]:
    return [
        facts_row(Analysis(document, context))
        if document.readable
        else empty_row(document.id) | {"temporal": []}
        for document in documents
    ]
