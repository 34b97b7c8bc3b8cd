"""What is different between two reports."""

from __future__ import annotations

import json

import pytest
from gate_kit import a_corpus, corpus_qa

from qa.report.diff import diff
from qa.report.diff_text import render_markdown
from qa.report.read import read_report


@pytest.fixture
def reports(tmp_path, monkeypatch):
    """An earlier and a later report: a.txt mended, b.txt kept empty, c.txt renamed to d.txt, e.txt new."""
    monkeypatch.chdir(tmp_path)
    news = a_corpus(tmp_path, "a.txt", "b.txt") / "news"
    (news / "c.txt").write_text(" ", encoding="utf-8")
    corpus_qa("run", "--report", "old.json")
    (news / "a.txt").write_text("A story.\n", encoding="utf-8")
    (news / "c.txt").rename(news / "d.txt")
    (news / "e.txt").write_text("  ", encoding="utf-8")
    corpus_qa("run", "--report", "new.json")
    return tmp_path


def test_findings_are_told_as_new_fixed_and_unchanged(reports):
    found = diff(read_report(reports / "old.json"), read_report(reports / "new.json"))
    told = {name: [each["document"] for each in found[name]] for name in ("new", "fixed", "unchanged")}
    assert told == {"new": ["news/e.txt"], "fixed": ["news/a.txt"], "unchanged": ["news/b.txt", "news/d.txt"]}


def test_documents_are_told_as_added_removed_changed_and_renamed(reports):
    found = diff(read_report(reports / "old.json"), read_report(reports / "new.json"))
    assert found["documents"] == {
        "added": ["news/e.txt"],
        "removed": [],
        "changed": ["news/a.txt"],
        "renamed": {"news/d.txt": "news/c.txt"},
        "total": {"old": 4, "new": 5},
    }


def test_measures_that_moved_are_told(reports):
    (row,) = diff(read_report(reports / "old.json"), read_report(reports / "new.json"))["measures"]
    assert (row["old"]["value"], row["old"]["of"], row["new"]["value"], row["new"]["of"]) == (3, 4, 3, 5)


def test_a_report_does_not_differ_from_itself(reports, capsys):
    capsys.readouterr()
    assert corpus_qa("diff", "old.json", "old.json") == 0
    assert capsys.readouterr().out == "0 new, 0 fixed, 3 unchanged\n"


@pytest.mark.parametrize("shape", ["text", "markdown", "json"])
def test_every_format_names_what_is_new_and_exits_with_one(reports, capsys, shape):
    capsys.readouterr()
    assert corpus_qa("diff", "old.json", "new.json", "--format", shape) == 1
    out = capsys.readouterr().out
    assert "e.txt" in out
    assert shape != "json" or json.loads(out)["format"] == "corpus-qa-diff"


def test_hostile_text_cannot_forge_markdown(reports):
    found = diff(read_report(reports / "old.json"), read_report(reports / "new.json"))
    found["new"][0]["message"] = "<script>[x](javascript:1)\n# heading @everyone"
    line = next(line for line in render_markdown(found).splitlines() if "script" in line)
    assert "\\<script\\>\\[x\\]\\(javascript\\:1\\)" in line
    assert "\\# heading \\@everyone" in line


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": "corpus-qa-report", "format_version": "9.0"}'])
def test_what_is_no_report_is_refused(reports, capsys, text):
    (reports / "bad.json").write_text(text, encoding="utf-8")
    assert corpus_qa("diff", "bad.json", "new.json") == 2
    assert "bad.json" in capsys.readouterr().err


def test_a_report_with_parts_missing_is_refused(reports, capsys):
    broken = json.loads((reports / "old.json").read_text(encoding="utf-8"))
    del broken["findings"][0]["fingerprint"]
    (reports / "bad.json").write_text(json.dumps(broken), encoding="utf-8")
    assert corpus_qa("diff", "bad.json", "new.json") == 2
    assert "broken" in capsys.readouterr().err
