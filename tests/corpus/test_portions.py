"""Pieces of a corpus hold all of it, in order, wherever they are cut."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.corpus import Corpus, CorpusSource, portions

ANY_PLACE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def a_corpus(folder: Path) -> Corpus:
    return Corpus(sources=(CorpusSource(path=folder),), root=folder)


def in_portions(corpus: Corpus) -> list[tuple[str, str, object]]:
    found = [document for portion in corpus.portions() for document in portion.documents()]
    return [(each.id, each.text, each.source) for each in found]


def whole(corpus: Corpus) -> list[tuple[str, str, object]]:
    return [(each.id, each.text, each.source) for each in corpus.documents()]


@ANY_PLACE
@given(
    texts=st.lists(st.text(max_size=30), max_size=12),
    breaks=st.lists(st.sampled_from(["\n", "\n\n", "\r\n"]), min_size=12, max_size=12),
    size=st.integers(1, 80),
)
def test_records_are_the_same_wherever_the_file_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: list[str], breaks: list[str], size: int
) -> None:
    lines = (json.dumps({"id": f"d{at}", "text": text}) for at, text in enumerate(texts))
    content = "".join(line + end for line, end in zip(lines, breaks, strict=False))
    (tmp_path / "a.jsonl").write_bytes(content.encode())
    monkeypatch.setattr(portions, "BYTES", size)
    assert in_portions(a_corpus(tmp_path)) == whole(a_corpus(tmp_path))


def test_files_come_in_order_between_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt", "d.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "c.jsonl").write_text('{"text": "one"}\n{"text": "two"}\n', encoding="utf-8")
    (tmp_path / "e.jsonl").write_text("", encoding="utf-8")
    monkeypatch.setattr(portions, "FILES", 1)
    assert in_portions(a_corpus(tmp_path)) == whole(a_corpus(tmp_path))
    assert [name for name, _, _ in whole(a_corpus(tmp_path))] == [
        "a.txt",
        "b.txt",
        "c.jsonl#1",
        "c.jsonl#2",
        "d.txt",
    ]


def test_a_file_that_leads_out_of_the_corpus_says_so_in_its_portion(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text('{"text": "secret"}\n', encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").symlink_to(tmp_path / "out.jsonl")
    (found,) = [each for portion in a_corpus(tmp_path / "in").portions() for each in portion.documents()]
    assert [problem.reason for problem in found.problems] == ["outside-root"]


def test_only_places_cross_processes(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "one"}\n' * 3, encoding="utf-8")
    (portion,) = a_corpus(tmp_path).portions()
    assert (portion.position, portion.end) == (0, 48)
