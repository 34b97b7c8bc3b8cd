"""`corpus-qa index`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.cli.main import main
from qa.index.saved import Index


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configured corpus of two files and a JSONL file of two records; the index is `saved.index`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "qa.yaml").write_text("corpus: news\nindex: saved.index\n")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "ferry.txt").write_text("The ferry to the islands leaves at noon, fog or no fog.\n")
    (tmp_path / "news" / "hall.txt").write_text("The town hall clock has been right twice a day since May.\n")
    records = [
        {"id": "r1", "text": "A heron was seen at the weir, standing on one leg, as herons do."},
        {"id": "r2", "text": "Nobody could say who had painted the bench, or why it was painted blue."},
    ]
    (tmp_path / "news" / "more.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    return tmp_path


def ids() -> list[str]:
    with Index.open(Path("saved.index")) as index:
        return list(index.ids())


def test_build_indexes_the_configured_corpus(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "build"]) == 0
    assert ids() == ["news/ferry.txt", "news/hall.txt", "r1", "r2"]
    assert "indexed 4 documents" in capsys.readouterr().err


def test_build_goes_where_it_is_told(repository: Path) -> None:
    assert main(["index", "build", "--index", "deep/down/i"]) == 0
    assert (repository / "deep/down/i").is_file()


def test_add_takes_new_and_changed_documents_only(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["index", "build"])
    (repository / "news/hall.txt").write_text("The clock of the town hall is being mended.\n")
    (repository / "news/zoo.txt").write_text("The zoo has a new gate.\n")
    capsys.readouterr()

    assert main(["index", "add"]) == 0
    assert "added 1 document, renewed 1, left 3 as they were" in capsys.readouterr().err
    assert sorted(ids()) == ["news/ferry.txt", "news/hall.txt", "news/zoo.txt", "r1", "r2"]


def test_add_of_one_path_uses_the_ids_of_the_whole(repository: Path) -> None:
    main(["index", "build"])

    assert main(["index", "add", "news/ferry.txt"]) == 0
    assert len(ids()) == 4


def test_add_can_remove_what_the_corpus_no_longer_has(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["index", "build"])
    (repository / "news/hall.txt").unlink()

    assert main(["index", "add"]) == 0
    assert len(ids()) == 4
    assert main(["index", "add", "--prune"]) == 0
    assert ids() == ["news/ferry.txt", "r1", "r2"]
    assert "removed 1" in capsys.readouterr().err


def test_a_part_of_the_corpus_does_not_tell_what_is_gone(capsys: pytest.CaptureFixture[str]) -> None:
    main(["index", "build"])

    assert main(["index", "add", "--prune", "news/hall.txt"]) == 2
    assert len(ids()) == 4


def test_remove_takes_documents_out(capsys: pytest.CaptureFixture[str]) -> None:
    main(["index", "build"])

    assert main(["index", "remove", "r1", "news/hall.txt"]) == 0
    assert ids() == ["news/ferry.txt", "r2"]


def test_remove_names_what_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    main(["index", "build"])

    assert main(["index", "remove", "r1", "r9"]) == 2
    assert "not in the index: r9" in capsys.readouterr().err


def test_stats_are_data_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    main(["index", "build", "--texts"])
    capsys.readouterr()

    assert main(["index", "stats", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["documents"], found["texts"]) == (4, 4)
    assert main(["index", "stats"]) == 0
    assert "documents   4\n" in capsys.readouterr().out


def test_verify_says_that_a_sound_index_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    main(["index", "build"])

    assert main(["index", "verify"]) == 0
    assert "is sound" in capsys.readouterr().out


def test_verify_of_a_damaged_index_fails(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["index", "build"])
    content = bytearray((repository / "saved.index").read_bytes())
    content[-300:] = bytes(300)
    (repository / "saved.index").write_bytes(content)

    assert main(["index", "verify"]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("action", [["add"], ["remove", "r1"], ["stats"], ["verify"]])
def test_without_an_index_every_action_says_how_to_build_one(
    action: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", *action]) == 2
    assert "corpus-qa index build" in capsys.readouterr().err


def test_nothing_to_index_is_an_error(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "empty").mkdir()

    assert main(["index", "build", "empty"]) == 2
    assert "nothing to index" in capsys.readouterr().err
    assert not (repository / "saved.index").exists()


def test_a_precious_file_is_not_built_over(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "saved.index").write_text("notes")

    assert main(["index", "build"]) == 2
    assert (repository / "saved.index").read_text() == "notes"


def test_an_action_is_required(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["index"])
    assert stopped.value.code == 2
