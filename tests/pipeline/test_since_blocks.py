"""A run over a part of a corpus knows the lines that all of it shares, and draws the same boundaries."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from qa.cli.main import main

TOWNS = ("Ashby", "Brent", "Corby", "Derby", "Exton")
SHARED = [
    "The bridge stands in the harbour, where people live who love the coast.",
    "Room 7, Quay 12",
]
CHECKS = "- id: tails\n  detector: off-topic-tail\n"
COPIES = "- id: copies\n  detector: exact-duplicate\n"


def story(town: str) -> str:
    days = ("Monday", "Friday", "Sunday")
    body = [
        f"The council of {town} met on {day} and agreed, after two hours of debate, to close the bridge."
        for day in days
    ]
    return "\n\n".join([f"A bridge in {town} is closed", *body, *SHARED]) + "\n"


def git(*words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *words], check=True, capture_output=True)


def commit() -> None:
    git("add", "-A")
    git("commit", "-qm", "change")


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three stories that end with the same lines: one too few to call them the paper's own."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    write(".gitignore", "quality-report.json\n.corpus-qa/\n")
    write("checks/all.yml", CHECKS)
    write("qa.yaml", "corpus: news\nindex: .corpus-qa/index\n")
    for town in TOWNS[:3]:
        write(f"news/{town}.txt", story(town))
    commit()
    return tmp_path


def tails(*words: str) -> dict[str, tuple[int, list[str]]]:
    """By document: how many documents are said to end so, and the reasons."""
    main(["run", *words])
    report: dict[str, Any] = json.loads(Path("quality-report.json").read_text(encoding="utf-8"))
    found = {each["document"]: each["data"] for each in report["findings"]}
    return {name: (data["repeated_in"], data["reasons"]) for name, data in found.items()}


def matches(*words: str) -> set[str]:
    """The documents that are flagged."""
    main(["run", *words])
    report: dict[str, Any] = json.loads(Path("quality-report.json").read_text(encoding="utf-8"))
    return {each["document"] for each in report["findings"]}


def index(action: str = "build") -> None:
    assert main(["index", action]) == 0


def test_a_new_document_and_the_indexed_ones_make_the_count(repository):
    index()
    write("news/new.txt", story(TOWNS[3]))
    everywhere = tails()
    assert everywhere["news/new.txt"] == (4, ["repeated-block"])
    assert tails("--since", "HEAD") == {"news/new.txt": everywhere["news/new.txt"]}
    assert tails("news/new.txt") == {"news/new.txt": everywhere["news/new.txt"]}


def test_a_changed_document_counts_as_it_is_now(repository):
    write("news/Derby.txt", story(TOWNS[3]))
    commit()
    index()
    write("news/Derby.txt", story(TOWNS[3]).replace(SHARED[0], "Derby has a bridge."))
    write("news/Ashby.txt", story("Ashby").replace("closed", "shut"))
    everywhere = tails()
    gate = tails("--since", "HEAD")
    assert gate == {
        name: each for name, each in everywhere.items() if name in {"news/Derby.txt", "news/Ashby.txt"}
    }


def test_documents_newer_than_the_index_count_too_and_removed_ones_do_not(repository):
    index()
    write("news/Derby.txt", story(TOWNS[3]))
    commit()
    write("news/new.txt", story(TOWNS[4]))
    assert tails("--since", "HEAD")["news/new.txt"] == tails()["news/new.txt"]
    Path("news/Ashby.txt").unlink()
    Path("news/Brent.txt").unlink()
    commit()
    assert tails("--since", "HEAD") == {}
    assert tails() == {}


def test_an_old_document_that_is_compared_with_is_laid_out_as_in_a_full_run(repository):
    """Its tail is told by lines that the new document does not have; only without it are the bodies equal."""
    write("checks/all.yml", "- {id: copies, detector: exact-duplicate, params: {compare: body}}\n")
    write("news/Derby.txt", story(TOWNS[3]))
    commit()
    index()
    write("news/new.txt", story(TOWNS[0]).replace("\n\n".join(SHARED), "").rstrip() + "\n")
    assert matches() == {"news/Ashby.txt", "news/new.txt"}
    assert matches("--since", "HEAD") == {"news/Ashby.txt", "news/new.txt"}


def test_without_an_index_a_run_that_reads_the_whole_corpus_counts_it(repository):
    write("checks/all.yml", CHECKS + COPIES)
    commit()
    write("news/new.txt", story(TOWNS[3]))
    assert tails("--since", "HEAD")["news/new.txt"] == (4, ["repeated-block"])


def test_without_an_index_a_run_that_reads_no_other_document_knows_of_none(repository):
    write("news/new.txt", story(TOWNS[3]))
    assert tails("--since", "HEAD") == {}
    assert tails("news/new.txt") == {}


def test_an_index_that_is_none_is_refused(repository):
    write(".corpus-qa/index", "precious")
    write("news/new.txt", story(TOWNS[3]))
    assert main(["run", "--since", "HEAD"]) == 2
