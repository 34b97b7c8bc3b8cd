"""A run since a git commit evaluates what changed, and what a change elsewhere brings back."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from qa.cli.main import main

CHECKS = """\
- id: readable
  detector: unreadable-document
- id: copies
  detector: exact-duplicate
"""
STORY = (
    "The council of {} met on Monday and agreed on a budget for the year. It was a long night in the town.\n"
)


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "change")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six stories, of which one is empty and accepted in the baseline."""
    git(tmp_path, "init", "-q")
    write(tmp_path, ".gitignore", "*.json.tmp\nquality-report.json\n.corpus-qa/\n")
    write(tmp_path, "checks/all.yml", CHECKS)
    write(tmp_path, "qa.yaml", "corpus: news\nbaseline: baseline.json\n")
    for name in ("Ashby", "Brent", "Corby", "Derby", "Exton"):
        write(tmp_path, f"news/{name}.txt", STORY.format(name) * 3)
    write(tmp_path, "news/empty.txt", "")
    monkeypatch.chdir(tmp_path)
    assert main(["baseline"]) == 0
    commit(tmp_path)
    return tmp_path


def run(*words: str) -> tuple[int, dict[str, Any]]:
    code = main(["run", "--since", "HEAD", *words])
    return code, json.loads(Path("quality-report.json").read_text(encoding="utf-8"))


def evaluated(report: dict[str, Any], check: str) -> int:
    return next(each["evaluated"] for each in report["checks"] if each["id"] == check)


def test_nothing_changed_is_nothing_wrong(repository):
    code, report = run()
    assert code == 0
    assert report["summary"]["outcome"] == "skipped"
    assert (report["corpus"]["documents"], report["corpus"]["since"]["unchanged"]) == (0, 6)


def test_only_the_new_document_is_evaluated(repository):
    write(repository, "news/new.txt", STORY.format("Fenton"))
    code, report = run()
    assert code == 0
    assert [row["id"] for row in report["documents"]] == ["news/new.txt"]
    assert report["corpus"]["since"]["unchanged"] == 6
    assert report["summary"]["complete"] is True


def test_a_new_copy_of_an_old_document_is_found_and_the_old_one_named(repository):
    write(repository, "news/zz.txt", STORY.format("Ashby") * 3)
    code, report = run()
    assert code == 1
    found = {each["document"]: each for each in report["findings"]}
    assert [each["document"] for each in found["news/zz.txt"]["related"]] == ["news/Ashby.txt"]
    assert found.keys() <= {"news/zz.txt", "news/Ashby.txt"}
    said = "news/Ashby.txt did not change and is flagged because of news/zz.txt"
    assert any(said in each for each in report["notices"]) is ("news/Ashby.txt" in found)


def test_a_rename_keeps_its_baseline_entry(repository):
    git(repository, "mv", "news/empty.txt", "news/void.txt")
    code, report = run()
    assert code == 0
    assert report["corpus"]["since"]["renamed"] == 1


def test_a_mended_document_is_fixed_and_a_removed_one_too(repository):
    write(repository, "news/empty.txt", STORY.format("Garton"))
    assert [each["document"] for each in run()[1]["fixed"]] == ["news/empty.txt"]
    (repository / "news" / "empty.txt").unlink()
    assert [each["document"] for each in run()[1]["fixed"]] == ["news/empty.txt"]


def test_entries_of_unchanged_documents_are_not_fixed(repository):
    write(repository, "news/new.txt", STORY.format("Fenton"))
    assert run()[1]["fixed"] == []


def test_a_changed_declaration_is_evaluated_on_every_document(repository):
    text = CHECKS.replace(
        "detector: unreadable-document", "detector: unreadable-document\n  severity: warning"
    )
    write(repository, "checks/all.yml", text)
    _, report = run()
    assert (evaluated(report, "readable"), evaluated(report, "copies")) == (6, 0)
    assert report["corpus"]["since"]["checks_on_all"] == ["readable"]


def test_a_new_wording_of_a_declaration_changes_nothing(repository):
    write(repository, "checks/all.yml", CHECKS.replace("readable", "readable\n  title: Another title", 1))
    assert evaluated(run()[1], "readable") == 0


def test_a_removed_baseline_entry_brings_its_document_back(repository):
    main(["run", "--report", "full.json"])
    text = (repository / "baseline.json").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if "news/empty.txt" not in line]
    write(repository, "baseline.json", "\n".join(lines).replace("[\n ]", "[]"))
    code, report = run()
    assert code == 1
    assert [row["id"] for row in report["documents"]] == ["news/empty.txt"]


def test_a_removed_waiver_brings_its_document_back(repository):
    write(repository, "qa-waivers.yml", "- {document: news/empty.txt, reason: a stub}\n")
    commit(repository)
    (repository / "qa-waivers.yml").unlink()
    assert [row["id"] for row in run()[1]["documents"]] == ["news/empty.txt"]


def test_another_corpus_is_evaluated_whole(repository):
    write(repository, "qa.yaml", "corpus: [{path: news, exclude: ['x*']}]\nbaseline: baseline.json\n")
    _, report = run()
    assert report["corpus"]["documents"] == 6
    assert any("configuration of the corpus changed" in each for each in report["notices"])


def test_files_outside_the_corpus_do_not_count(repository):
    write(repository, "notes.txt", "")
    write(repository, "news/.hidden.txt", "")
    write(repository, "news/picture.png", "")
    assert run()[1]["corpus"]["documents"] == 0


def test_the_baseline_is_not_updated_since(repository, capsys):
    write(repository, "news/new.txt", "")
    before = (repository / "baseline.json").read_bytes()
    assert main(["run", "--since", "HEAD", "--baseline-update"]) == 2
    assert "not updated by a partial run" in capsys.readouterr().err
    assert (repository / "baseline.json").read_bytes() == before


@pytest.mark.parametrize("ref", ["nowhere", "--output=x"])
def test_a_ref_that_git_does_not_know_stops_the_run(repository, ref, capsys):
    assert main(["run", f"--since={ref}"]) == 2
    assert "corpus-qa: " in capsys.readouterr().err


def test_the_index_stands_for_the_documents_that_are_not_read(repository, capsys):
    write(repository, "qa.yaml", "corpus: news\nbaseline: baseline.json\nindex: .corpus-qa/index.sqlite\n")
    commit(repository)
    assert main(["index", "build"]) == 0
    write(repository, "news/zz.txt", STORY.format("Ashby") * 3)
    git(repository, "mv", "news/Brent.txt", "news/Brentford.txt")
    code, report = run()
    assert code == 1
    named = {each["document"] for each in report["findings"]} | {
        other["document"] for each in report["findings"] for other in each["related"]
    }
    assert named == {"news/zz.txt", "news/Ashby.txt"}
