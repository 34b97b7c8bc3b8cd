"""The report keeps its promises to those who read it by program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from qa.cli.main import main
from qa.report.terminal import render
from qa.report.write import dumps
from qa.resources import shipped

BODY = (
    "The council voted on Tuesday to rebuild the old ferry landing below the mill.\n\n"
    "Work is to begin once the river is low, the harbour master said, and will take two summers.\n\n"
    "The mill itself stays as it is, with its wheel and its three stones, the council agreed.\n"
)
TAIL = "\nMore from the Valley Courier\n\nSign up for our newsletter\n\nFollow us on Facebook\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "clean.txt").write_text(BODY)
    (folder / "tail.txt").write_text(BODY + TAIL)
    (folder / "empty.txt").write_text("")
    return folder


def run(folder: Path, *arguments: str) -> dict[str, Any]:
    target = folder.parent / "report.json"
    main(["run", str(folder), "--report", str(target), *arguments])
    found: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return found


def without_run(report: dict[str, Any]) -> str:
    checks = [{**check, "duration_s": 0} for check in report["checks"]]
    return dumps({**report, "run": {}, "checks": checks})


def test_it_is_valid_by_its_schema(corpus: Path) -> None:
    schema = json.loads((shipped("schemas") / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(run(corpus))


def test_the_same_input_gives_the_same_bytes(corpus: Path) -> None:
    assert without_run(run(corpus)) == without_run(run(corpus, "--jobs", "2"))


def test_paths_are_relative_and_nothing_names_the_machine(corpus: Path) -> None:
    report = run(corpus)
    assert {each["path"] for each in report["documents"]} == {"clean.txt", "empty.txt", "tail.txt"}
    assert str(corpus.parent) not in without_run(report)


def test_findings_are_sorted_by_severity_check_document_and_offset(corpus: Path) -> None:
    rank = ("error", "warning", "info")
    keys = [
        (rank.index(each["severity"]), each["check_id"], each["document"], each["start"] or 0)
        for each in run(corpus)["findings"]
    ]
    assert keys == sorted(keys)


def test_a_passing_check_carries_its_measure(corpus: Path) -> None:
    (corpus / "empty.txt").unlink()
    check = next(each for each in run(corpus)["checks"] if each["id"] == "unreadable-document")
    assert (check["status"], check["measure"]["value"], check["measure"]["of"]) == ("passed", 0, 2)


def test_an_unreadable_document_is_skipped_by_the_others_with_the_reason(corpus: Path) -> None:
    check = next(each for each in run(corpus)["checks"] if each["id"] == "off-topic-tail")
    assert (check["evaluated"], check["skipped"]) == (2, {"unreadable": 1})


def test_lines_and_columns_lead_to_the_quoted_text(corpus: Path) -> None:
    (found,) = (each for each in run(corpus)["findings"] if each["check_id"] == "off-topic-tail")
    lines = (corpus / "tail.txt").read_text().splitlines()
    assert lines[found["line"] - 1][found["column"] - 1 :].startswith(found["snippet"].splitlines()[0])


def test_counts_agree_with_what_is_listed(corpus: Path) -> None:
    report = run(corpus)
    assert report["summary"]["findings"]["total"] == len(report["findings"])
    assert report["summary"]["documents"]["total"] == len(report["documents"])


def test_without_text_no_sentence_of_a_document_is_left(corpus: Path) -> None:
    told = json.dumps(run(corpus, "--no-text"))
    assert "Valley Courier" not in told
    assert "council" not in told


def test_a_terminal_shows_control_characters_as_text(corpus: Path) -> None:
    (corpus / "tail.txt").write_text(BODY + "\nMore from \x1b[31mus\x07\n\nSign up for our newsletter\n")
    shown = render(run(corpus))
    assert "\x1b" not in shown
    assert "\\u001b[31mus" in shown


def test_a_report_that_cannot_be_written_is_said_and_exits_with_2(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus.parent / "taken").write_text("")
    assert main(["run", str(corpus), "--report", str(corpus.parent / "taken" / "report.json")]) == 2
    assert "cannot write" in capsys.readouterr().err
