"""A check compares the corpus with a reference: files, a folder, or an index built for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qa.cli.main import main

QUESTION = (
    "How many barges of forty tons can pass the lock at Ellery in one working day if each takes nine minutes"
)
OTHER = "Name the three bridges that were closed in the winter of the great flood and say which came first"
CHECKS = """\
- id: leaked
  detector: contaminated
  params: {reference: [REFERENCE], words: 13}
- id: copied
  detector: exact-duplicate
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two stories, of which one quotes the exam; the exam is a folder of two files."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "qa.yaml").write_text("corpus: news\n")
    (tmp_path / "checks").mkdir()
    declared("../exam")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "clean.txt").write_text("The lock keeper has retired after thirty years.\n")
    (tmp_path / "news" / "leak.txt").write_text(f"Pupils were asked this.\n{QUESTION}?\nNobody knew.\n")
    (tmp_path / "exam").mkdir()
    (tmp_path / "exam" / "one.txt").write_text(f"1. {QUESTION}?\n")
    (tmp_path / "exam" / "two.txt").write_text(f"2. {OTHER}.\n")
    return tmp_path


def declared(reference: str) -> None:
    Path("checks/all.yml").write_text(CHECKS.replace("REFERENCE", reference))


def checked(*words: str) -> tuple[int, dict[str, Any]]:
    code = main(["run", *words])
    return code, json.loads(Path("quality-report.json").read_text(encoding="utf-8"))


def leaks(report: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [
        (finding["document"], [each["document"] for each in finding["related"]])
        for finding in report["findings"]
    ]


def test_a_passage_of_a_reference_folder_is_flagged_and_quoted(repository: Path) -> None:
    code, report = checked()

    assert code == 1
    assert leaks(report) == [("news/leak.txt", ["reference:../exam/one.txt"])]
    assert report["findings"][0]["snippet"] == QUESTION
    assert [row["id"] for row in report["documents"]] == ["news/clean.txt", "news/leak.txt"]


def test_a_file_can_be_the_reference(repository: Path) -> None:
    declared("../exam/one.txt")

    assert leaks(checked()[1]) == [("news/leak.txt", ["reference:../exam/one.txt"])]


def test_records_can_be_the_reference(repository: Path) -> None:
    records = [{"id": "q1", "text": OTHER}, {"id": "q2", "text": QUESTION}]
    (repository / "exam.jsonl").write_text("\n".join(map(json.dumps, records)))
    declared("../exam.jsonl")

    assert leaks(checked()[1]) == [("news/leak.txt", ["reference:../exam.jsonl#q2"])]


def test_an_index_can_be_the_reference(repository: Path) -> None:
    assert main(["index", "build", "exam", "--for", "leaked", "--index", "exam.index"]) == 0
    declared("../exam.index")

    assert leaks(checked()[1]) == [("news/leak.txt", ["reference:../exam.index#exam/one.txt"])]


def test_an_index_with_texts_needs_no_reference_corpus(repository: Path) -> None:
    main(["index", "build", "exam", "--for", "leaked", "--index", "exam.index", "--texts"])
    declared("../exam.index")
    for path in (repository / "exam").iterdir():
        path.unlink()

    assert len(checked()[1]["findings"]) == 1


def test_a_reference_that_nobody_can_read_any_more_is_said(repository: Path) -> None:
    main(["index", "build", "exam", "--for", "leaked", "--index", "exam.index"])
    declared("../exam.index")
    for path in (repository / "exam").iterdir():
        path.unlink()

    assert "could not be read: exam/one.txt" in " ".join(checked()[1]["summary"]["incomplete"])


def test_an_index_for_other_options_is_refused(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["index", "build", "exam", "--for", "leaked", "--index", "exam.index"])
    declared("../exam.index")
    path = Path("checks/all.yml")
    path.write_text(path.read_text().replace("13", "12"))

    assert main(["run"]) == 2
    assert "other parameters" in capsys.readouterr().err


def test_an_index_of_another_kind_is_refused(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["index", "build", "exam", "--index", "exam.index"])
    declared("../exam.index")

    assert main(["run"]) == 2
    assert "exam.index" in capsys.readouterr().err


def test_a_reference_that_is_not_there_stops_the_run(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    declared("../nowhere")

    assert main(["run"]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_an_empty_reference_stops_the_run(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "void").mkdir()
    declared("../void")

    assert main(["run"]) == 2
    assert "holds no readable text" in capsys.readouterr().err


def test_only_a_check_with_a_reference_has_an_index_of_its_own(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", "build", "exam", "--for", "copied"]) == 2
    assert "compares with no reference" in capsys.readouterr().err
    assert main(["index", "build", "exam", "--for", "leakd"]) == 2
    assert "did you mean" in capsys.readouterr().err
