"""Waiving a finding of the last report, on the command line."""

from __future__ import annotations

import pytest
from gate_kit import a_corpus, corpus_qa, report


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    a_corpus(tmp_path, "a.txt")
    corpus_qa("run")
    return tmp_path


def finding(corpus):
    return report(corpus)["findings"][0]


@pytest.mark.parametrize("key", ["id", "fingerprint"])
def test_a_waived_finding_no_longer_fails(corpus, key):
    assert corpus_qa("waive", finding(corpus)[key], "--reason", "kept for its address", "--owner", "kb") == 0
    assert corpus_qa("run") == 0
    assert finding(corpus)["suppression"] == {
        "kind": "waiver",
        "reason": "kept for its address",
        "owner": "kb",
        "expires": None,
    }


def test_the_waiver_is_bound_to_the_content(corpus):
    corpus_qa("waive", finding(corpus)["id"], "--reason", "fine")
    (corpus / "news" / "a.txt").write_text("\n\n", encoding="utf-8")
    assert corpus_qa("run") == 1
    assert "given for other content" in report(corpus)["checks"][0]["notices"][0]


def test_an_expired_waiver_is_told_and_no_longer_covers(corpus):
    corpus_qa("waive", finding(corpus)["id"], "--reason", "fine", "--expires", "2001-01-01")
    assert corpus_qa("run") == 1
    assert "expired on 2001-01-01" in report(corpus)["checks"][0]["notices"][0]


def test_comments_and_order_of_the_file_stay(corpus):
    text = "# ours\n- document: z.txt  # last\n  reason: fine\n"
    (corpus / "qa-waivers.yml").write_text(text, encoding="utf-8")
    corpus_qa("waive", finding(corpus)["id"], "--reason", "fine")
    assert (corpus / "qa-waivers.yml").read_text(encoding="utf-8").startswith(text)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["abc", "--reason", "x"], "too short"),
        (["0" * 24, "--reason", "x"], "has no finding"),
        (["0" * 24, "--reason", "  "], "needs a reason"),
        (["0" * 24, "--reason", "x", "--report", "none.json"], "there is no report"),
        (["0" * 24], "--reason"),
        (["0" * 24, "--reason", "x", "--expires", "soon"], "is not a date"),
    ],
)
def test_what_cannot_be_waived_is_refused_with_advice(corpus, capsys, words, said):
    assert corpus_qa("waive", *words) == 2
    assert said in capsys.readouterr().err
    assert not (corpus / "qa-waivers.yml").exists()


def test_a_finding_is_waived_once(corpus, capsys):
    corpus_qa("waive", finding(corpus)["id"], "--reason", "fine")
    corpus_qa("run")
    assert corpus_qa("waive", finding(corpus)["id"], "--reason", "fine") == 2
    assert "waived already" in capsys.readouterr().err


def test_a_broken_waiver_file_stops_the_run(corpus, capsys):
    (corpus / "qa-waivers.yml").write_text("- document: a\n", encoding="utf-8")
    assert corpus_qa("run") == 2
    assert "qa-waivers.yml:1: key 'reason' is missing" in capsys.readouterr().err


def test_front_matter_may_waive(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    a_corpus(tmp_path)
    waiver = "qa:\n  waive:\n    - {check: unreadable-document, reason: a stub}\n"
    (tmp_path / "news" / "a.md").write_text(f"---\n{waiver}---\n", encoding="utf-8")
    assert corpus_qa("run") == 0
    (tmp_path / "news" / "a.md").write_text("---\nqa: {waive: [{check: x}]}\n---\n", encoding="utf-8")
    assert corpus_qa("run") == 1
    assert any(
        "news/a.md" in notice and "'reason' is missing" in notice for notice in report(tmp_path)["notices"]
    )
