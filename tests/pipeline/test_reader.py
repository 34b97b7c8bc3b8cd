"""Documents that a join asks for again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.analysis import Context
from qa.corpus import Corpus, CorpusSource
from qa.model.document import Document, Source
from qa.pipeline import reader as module
from qa.pipeline.evaluate import evaluate
from qa.pipeline.plan import Plan
from qa.pipeline.reader import CorpusReader


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Two text files around a file of records."""
    (tmp_path / "a.txt").write_text("The first story.\n", encoding="utf-8")
    (tmp_path / "z.txt").write_text("The last story.\n", encoding="utf-8")
    records = (json.dumps({"id": f"r{at}", "text": f"Story number {at}."}) for at in range(20))
    (tmp_path / "m.jsonl").write_text("\n".join(records) + "\n", encoding="utf-8")
    found = Corpus(sources=(CorpusSource(path=tmp_path),), root=tmp_path)
    list(found.documents())
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["a.txt", "z.txt", *(f"r{at}" for at in range(20))]), max_size=12))
def test_many_are_given_in_the_order_asked_for(corpus: Corpus, names: list[str]) -> None:
    read = CorpusReader(corpus, Context())
    assert [each.document for each in read.many(names)] == [corpus.read(name) for name in names]


def test_what_was_read_of_late_is_kept(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 2)
    read = CorpusReader(corpus, Context())
    first = read("r1")
    assert read("r1") is first
    list(read.many(["r2", "r3"]))
    assert read("r1") is not first


def test_many_are_read_only_as_far_as_they_are_taken(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 4)
    read = CorpusReader(corpus, Context())
    taken = iter(read.many([f"r{at}" for at in range(20)]))
    next(taken)
    (tmp := corpus.root / "m.jsonl").write_bytes(
        tmp.read_bytes().replace(b"Story number 9", b"Story altered9")
    )
    assert "altered" in [each.text for each in taken][8]


def test_documents_that_are_known_need_no_corpus(corpus: Corpus) -> None:
    known = Document(id="old", text="An old story.", source=Source(path="old.txt"))
    assert CorpusReader(corpus, Context(), known={"old": known})("old").document == known


def test_facts_that_were_found_are_not_found_out_again(corpus: Corpus) -> None:
    result = evaluate(corpus.read("a.txt"), Plan(checks=()))
    found = CorpusReader(corpus, Context(), facts={"a.txt": result.facts})("a.txt")
    plain = CorpusReader(corpus, Context())("a.txt")
    names = ("language", "layout", "title", "byline", "published", "dateline")
    assert [found.__dict__[name] for name in names] == [getattr(plain, name) for name in names]
