"""A kept join gives what the join gave, and only for the very same documents."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from qa.cli.main import main
from qa.pipeline import join as joining

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "newsroom"


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(EXAMPLES, tmp_path / "newsroom", ignore=shutil.ignore_patterns("qa.yaml"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "newsroom"


def found(*words: str) -> dict[str, Any]:
    main(["run", "newsroom", "--jobs", "1", *words])
    report = json.loads(Path("quality-report.json").read_text(encoding="utf-8"))
    return {name: report[name] for name in ("findings", "clusters", "documents", "summary")}


def joins(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The checks whose join is really done, as they are done."""
    done: list[str] = []
    real = joining._join

    def watched(check, *rest):
        done.append(check.id)
        return real(check, *rest)

    monkeypatch.setattr(joining, "_join", watched)
    return done


def test_a_second_run_joins_nothing_and_finds_the_same(newsroom, monkeypatch):
    plain = found()
    assert found("--cache", "kept") == plain
    done = joins(monkeypatch)
    assert found("--cache", "kept") == plain
    assert done == []


@pytest.mark.parametrize("change", ["edit", "remove", "add"])
def test_any_change_joins_again(newsroom, monkeypatch, change):
    found("--cache", "kept")
    story = newsroom / "tram-depot-copy.txt"
    if change == "edit":
        story.write_text("Quite another story, of a harbour.\n", encoding="utf-8")
    elif change == "remove":
        story.unlink()
    else:
        shutil.copy(story, newsroom / "third.txt")
    done = joins(monkeypatch)
    again = found("--cache", "kept")
    assert "exact-duplicate" in done
    assert again == found()
