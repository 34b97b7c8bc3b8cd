"""`-` is a document on standard input."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest
from gate_kit import a_corpus, corpus_qa, report


@pytest.fixture
def give(monkeypatch):
    def given(text: str) -> None:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))

    return given


@pytest.mark.parametrize(("text", "code"), [("The council met.\n", 0), ("", 1)])
def test_a_document_from_standard_input_is_checked(tmp_path, monkeypatch, give, text, code):
    monkeypatch.chdir(a_corpus(tmp_path, "old.txt"))
    give(text)
    assert corpus_qa("run", "-") == code
    assert [row["id"] for row in report(tmp_path)["documents"]] == ["stdin.txt"]
    assert [check["id"] for check in report(tmp_path)["checks"]] == ["unreadable-document"]


def test_without_a_configuration_the_shipped_checks_hold(tmp_path, monkeypatch, give):
    monkeypatch.chdir(tmp_path)
    give("The council met.\n")
    corpus_qa("run", "-")
    assert len(report(tmp_path)["checks"]) > 5
