"""A new document is checked against the saved index; of the corpus only what it may match is read."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from qa.cli.main import main

STORY = [
    "The ferry to the outer islands will leave an hour earlier from the first of next month.",
    "The harbour office says that the old timetable took no account of the spring tides.",
    "Islanders had asked for the change in a letter that more than four hundred of them signed.",
    "A spokesman promised that the last boat back would wait for the evening train.",
    "Nothing will change for freight, which is loaded at night and carried on a barge.",
    "The council will look at the figures again when the summer season is over.",
]
CHECKS = """\
- id: exact-duplicate
  detector: exact-duplicate
- id: near-duplicate
  detector: near-duplicate
"""


def story(number: int) -> str:
    """One of many stories that have nothing in common."""
    words = [f"{'bcdfghjklm'[(number * 7 + place * 3) % 10]}{number}o{place * number}" for place in range(80)]
    return " ".join(words) + ".\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Thirty stories and the one about the ferry; records in a JSONL file too."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "qa.yaml").write_text("corpus: [news, records.jsonl]\nindex: saved.index\n")
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "all.yml").write_text(CHECKS)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "ferry.txt").write_text("\n\n".join(STORY) + "\n")
    for number in range(30):
        (tmp_path / "news" / f"{number:03}.txt").write_text(story(number))
    records = [{"id": f"r{number}", "text": story(100 + number)} for number in range(5)]
    (tmp_path / "records.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    return tmp_path


def checked(*words: str) -> tuple[int, dict[str, Any]]:
    """Exit code and report of a run."""
    code = main(["run", *words])
    return code, json.loads(Path("quality-report.json").read_text(encoding="utf-8"))


def told(report: dict[str, Any]) -> list[tuple[str, str, list[str], bool]]:
    """Document, reason, other documents, and whether it was known from the index."""
    return [
        (
            finding["document"],
            finding["reason"],
            sorted({each["document"] for each in finding["related"]}),
            finding["data"].get("indexed", False),
        )
        for finding in report["findings"]
    ]


def test_a_copy_of_an_old_document_is_flagged_and_so_is_the_old_one(repository: Path) -> None:
    main(["index", "build"])
    (repository / "news/new.txt").write_text("\n".join(STORY))

    code, report = checked("news/new.txt")

    assert code == 1
    assert told(report) == [
        ("news/ferry.txt", "exact", ["news/new.txt"], True),
        ("news/new.txt", "exact", ["news/ferry.txt"], False),
    ]
    assert [row["id"] for row in report["documents"]] == ["news/new.txt", "news/ferry.txt"]


def test_a_near_copy_is_quoted_on_both_sides(repository: Path) -> None:
    main(["index", "build"])
    (repository / "news/new.txt").write_text("\n\n".join([*STORY[:5], "The mayor was not at the harbour."]))

    _, report = checked("news/new.txt")

    assert told(report)[1][:3] == ("news/new.txt", "near", ["news/ferry.txt"])
    passage = report["findings"][1]["related"][0]
    old = (repository / "news/ferry.txt").read_text()
    assert STORY[1] in old[passage["other_start"] : passage["other_end"]]


def test_the_findings_are_those_of_a_run_over_everything(repository: Path) -> None:
    main(["index", "build"])
    (repository / "news/new.txt").write_text("\n\n".join(STORY[1:]) + "\nAnd that was that.\n")
    (repository / "news/newer.txt").write_text(story(7) + STORY[0])

    _, alone = checked("news/new.txt", "news/newer.txt")
    _, whole = checked()

    assert {f["fingerprint"] for f in alone["findings"]} == {f["fingerprint"] for f in whole["findings"]}
    assert len(whole["findings"]) == 4


def test_only_the_match_is_read_of_the_corpus(repository: Path) -> None:
    main(["index", "build"])
    (repository / "news/new.txt").write_text("\n".join(STORY))
    for path in (repository / "news").glob("0*.txt"):
        path.unlink()
    (repository / "records.jsonl").unlink()

    _, report = checked("news/new.txt")

    assert len(report["findings"]) == 2
    assert report["summary"]["incomplete"] == ["only the paths named were looked at"]


def test_without_the_corpus_the_match_is_quoted_from_the_index(repository: Path, tmp_path: Path) -> None:
    main(["index", "build", "--texts"])
    for path in (repository / "news").glob("*.txt"):
        path.unlink()
    (repository / "news/new.txt").write_text("\n".join(STORY))

    _, report = checked("news/new.txt")

    found = {f["document"]: f for f in report["findings"]}
    assert sorted(found) == ["news/ferry.txt", "news/new.txt"]
    assert found["news/ferry.txt"]["snippet"].startswith("The ferry to the outer islands")


def test_a_match_that_nobody_can_read_any_more_is_said(repository: Path) -> None:
    main(["index", "build"])
    (repository / "news/ferry.txt").unlink()
    (repository / "news/new.txt").write_text("\n".join(STORY))

    _, report = checked("news/new.txt")

    assert report["findings"] == []
    assert (
        "1 indexed documents to compare with could not be read: news/ferry.txt"
        in (report["summary"]["incomplete"])
    )


def test_a_record_of_a_large_file_is_found_at_its_place(repository: Path) -> None:
    main(["index", "build"])
    (repository / "news/new.txt").write_text(story(103))

    _, report = checked("news/new.txt")

    assert told(report) == [
        ("news/new.txt", "exact", ["r3"], False),
        ("r3", "exact", ["news/new.txt"], True),
    ]


def test_a_record_that_moved_is_not_taken_for_another(repository: Path) -> None:
    main(["index", "build"])
    lines = (repository / "records.jsonl").read_text().splitlines(keepends=True)
    (repository / "records.jsonl").write_text("".join(lines[1:]))
    (repository / "news/new.txt").write_text(story(103))

    _, report = checked("news/new.txt")

    assert report["findings"] == []
    assert "could not be read: r3" in " ".join(report["summary"]["incomplete"])


def test_an_old_document_is_compared_as_it_is_now(repository: Path) -> None:
    main(["index", "build"])
    (repository / "news/ferry.txt").write_text("The ferry sank.\n")
    (repository / "news/new.txt").write_text("\n".join(STORY))

    _, report = checked("news/new.txt")

    assert report["findings"] == []


def test_a_document_is_not_compared_with_its_older_state(repository: Path) -> None:
    main(["index", "build"])
    (repository / "news/ferry.txt").write_text("\n\n".join(STORY) + "\n\nThis was put right.\n")

    code, report = checked("news/ferry.txt")

    assert (code, report["findings"]) == (0, [])


def test_index_and_corpus_may_move_together(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["index", "build"])
    moved = repository.parent / "moved"
    repository.rename(moved)
    monkeypatch.chdir(moved)
    (moved / "news/new.txt").write_text("\n".join(STORY))

    _, report = checked("news/new.txt")

    assert len(report["findings"]) == 2


def test_a_run_over_everything_needs_no_index(repository: Path) -> None:
    code, report = checked()

    assert (code, report["summary"]["incomplete"]) == (0, [])


def test_an_index_that_is_not_there_makes_the_run_incomplete(repository: Path) -> None:
    code, report = checked("news/ferry.txt")

    assert code == 0
    assert any("there is no index at saved.index" in each for each in report["summary"]["incomplete"])


def test_a_damaged_index_stops_the_run(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["index", "build"])
    (repository / "saved.index").write_bytes((repository / "saved.index").read_bytes()[:5000])

    assert main(["run", "news/ferry.txt"]) == 2
    assert "corpus-qa index build" in capsys.readouterr().err


def test_the_index_can_be_named_on_the_command_line(repository: Path) -> None:
    main(["index", "build", "--index", "elsewhere/i"])
    (repository / "news/new.txt").write_text("\n".join(STORY))

    _, report = checked("news/new.txt", "--index", "elsewhere/i")

    assert len(report["findings"]) == 2


def test_what_was_removed_from_the_index_is_not_matched(repository: Path) -> None:
    main(["index", "build"])
    main(["index", "remove", "news/ferry.txt"])
    (repository / "news/new.txt").write_text("\n".join(STORY))

    _, report = checked("news/new.txt")

    assert report["findings"] == []


def committed() -> None:
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "All"]):
        who = ["-c", "user.name=A", "-c", "user.email=a@example.invalid"]
        subprocess.run(["git", *who, *words], check=True)


def files_read(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Filled with the names of the text files that are read from now on."""
    read: set[str] = set()
    plain = Path.read_bytes

    def noting(path: Path) -> bytes:
        if path.suffix == ".txt":
            read.add(path.name)
        return plain(path)

    monkeypatch.setattr(Path, "read_bytes", noting)
    return read


def test_since_a_commit_only_the_changed_and_their_matches_are_read(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed()
    main(["index", "build"])
    (repository / "news/new.txt").write_text("\n".join(STORY))
    read = files_read(monkeypatch)

    code, report = checked("--since", "HEAD", "--jobs", "1")

    assert code == 1
    assert {each[0] for each in told(report)} == {"news/ferry.txt", "news/new.txt"}
    assert read == {"ferry.txt", "new.txt"}


def test_what_came_between_the_index_and_the_commit_is_compared_too(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed()
    main(["index", "build"])
    (repository / "news/between.txt").write_text(story(777))
    committed()
    (repository / "news/new.txt").write_text(story(777))
    read = files_read(monkeypatch)

    _, report = checked("--since", "HEAD", "--jobs", "1")

    assert {each[0] for each in told(report)} == {"news/between.txt", "news/new.txt"}
    assert read == {"between.txt", "new.txt"}
    assert report["summary"]["incomplete"] == []


def test_what_went_between_the_index_and_the_commit_is_no_match(repository: Path) -> None:
    committed()
    main(["index", "build", "--texts"])
    (repository / "news/ferry.txt").unlink()
    committed()
    (repository / "news/new.txt").write_text("\n".join(STORY))

    code, report = checked("--since", "HEAD", "--jobs", "1")

    assert (code, report["findings"], report["summary"]["incomplete"]) == (0, [], [])


def test_a_renewed_index_needs_nothing_of_what_came_between(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed()
    main(["index", "build"])
    (repository / "news/between.txt").write_text(story(777))
    committed()
    main(["index", "add"])
    (repository / "news/new.txt").write_text("Nothing like the others stands here, not a word of it.\n")
    read = files_read(monkeypatch)

    checked("--since", "HEAD", "--jobs", "1")

    assert read == {"new.txt"}


def test_an_index_of_no_known_commit_makes_a_run_since_a_commit_incomplete(repository: Path) -> None:
    main(["index", "build"])
    committed()
    (repository / "news/new.txt").write_text("\n".join(STORY))

    _, report = checked("--since", "HEAD", "--jobs", "1")

    assert len(report["findings"]) == 2
    assert "does not tell which commit it is of" in " ".join(report["summary"]["incomplete"])
