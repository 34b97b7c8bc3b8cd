"""What a corpus holds, or no longer holds, that its saved index does not know of yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qa.corpus import Corpus
from qa.corpus.changes import changed
from qa.corpus.narrow import members, narrowed
from qa.errors import InputError
from qa.index.saved import Index
from qa.model.document import Document
from qa.pipeline.indexing import commit_of
from qa.pipeline.prepare import Prepared

_RENEW = "renew it over the whole corpus: corpus-qa index add"


@dataclass(frozen=True, slots=True, kw_only=True)
class Newer:
    """Documents that came or changed since the index, paths of those that went, and why not all are told."""

    documents: Iterable[Document] = ()
    gone: frozenset[str] = frozenset()
    notices: tuple[str, ...] = ()


def newer_than(index: Index, prepared: Prepared) -> Newer:
    """What came, changed or went between an index and the commit that a run counts from.

    The run neither evaluates such documents nor finds them in the index, so it has to read them to compare
    with. Where git can't tell which they are, a sentence says so. A run over named paths takes the index as
    it is.
    """
    scope, config = prepared.scope, prepared.config
    if not scope.ref:
        return Newer()
    commit = commit_of(index)
    if commit is None:
        return Newer(notices=(f"the index does not tell which commit it is of; {_RENEW}",))
    try:
        since = changed(config.root, commit)
    except InputError as error:
        return Newer(notices=(f"what is newer than the index can't be told: {error}; {_RENEW}",))
    names = members(config.corpus, config.root, since.present) - scope.touched
    sources = narrowed(config.corpus, config.root, names)
    documents = Corpus(sources=sources, root=config.root).documents()
    return Newer(documents=documents, gone=since.removed | frozenset(since.renamed.values()))
