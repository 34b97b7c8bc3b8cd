"""Adopting a corpus with a baseline, on the command line."""

from __future__ import annotations

import pytest
from gate_kit import a_corpus, corpus_qa, report


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return a_corpus(tmp_path, "a.txt", "b.txt", config="baseline: qa-baseline.json\n")


def test_adopting_a_corpus_makes_it_green(corpus, capsys):
    assert corpus_qa("baseline") == 0
    assert "2 findings accepted" in capsys.readouterr().out
    assert corpus_qa("run") == 0
    assert report(corpus)["baseline"] == {
        "path": "qa-baseline.json",
        "entries": 2,
        "new": 0,
        "unchanged": 2,
        "fixed": 0,
        "updated": False,
    }


def test_a_new_finding_fails_and_an_update_does_not_accept_it(corpus, capsys):
    corpus_qa("baseline")
    (corpus / "news" / "c.txt").write_text("", encoding="utf-8")
    assert corpus_qa("run") == 1
    assert corpus_qa("baseline") == 1
    assert "1 finding new and not accepted" in capsys.readouterr().out
    assert corpus_qa("run", "--baseline-update") == 1


def test_force_accepts_what_is_new(corpus):
    corpus_qa("baseline")
    (corpus / "news" / "c.txt").write_text("", encoding="utf-8")
    assert corpus_qa("run", "--baseline-update", "--force") == 0
    assert corpus_qa("run") == 0


def test_a_fixed_finding_is_told_and_dropped(corpus, capsys):
    corpus_qa("baseline")
    (corpus / "news" / "a.txt").write_text("Now there is a story here.\n", encoding="utf-8")
    assert corpus_qa("run") == 0
    assert [each["document"] for each in report(corpus)["fixed"]] == ["news/a.txt"]
    assert corpus_qa("baseline") == 0
    assert "1 finding accepted, 1 fixed and dropped" in capsys.readouterr().out


def test_a_part_of_the_corpus_neither_fixes_nor_updates(corpus, capsys):
    corpus_qa("baseline")
    assert corpus_qa("run", "news/a.txt") == 0
    assert report(corpus)["fixed"] == []
    assert report(corpus)["summary"]["complete"] is False
    assert corpus_qa("run", "news/a.txt", "--baseline-update") == 2
    assert "not updated by a partial run" in capsys.readouterr().err


def test_a_baseline_that_is_missing_or_broken_stops_the_run(corpus, capsys):
    assert corpus_qa("run") == 2
    assert "write one with --baseline-update" in capsys.readouterr().err
    (corpus / "qa-baseline.json").write_text("{", encoding="utf-8")
    assert corpus_qa("run", "--baseline-update") == 2
    assert "restore it from version control" in capsys.readouterr().err
    assert (corpus / "qa-baseline.json").read_text(encoding="utf-8") == "{"


def test_an_update_needs_a_file_to_write_to(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(a_corpus(tmp_path, "a.txt"))
    assert corpus_qa("run", "--baseline-update") == 2
    assert "no baseline to update" in capsys.readouterr().err
