"""Declared cues reach every command, and results that were kept under other cues are not used."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from qa.cli.main import main

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "own-cues"
STORY = "news/elbbruecke.txt"
OPENING = "Hol dir den Rundbrief"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example, in a place of its own."""
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def without_cues(site: Path) -> None:
    config = site / "qa.yaml"
    config.write_text(config.read_text(encoding="utf-8").partition("cues:\n")[0], encoding="utf-8")


def findings(*words: str) -> list[tuple[str, str, str]]:
    main(["run", *words])
    report: dict[str, Any] = json.loads(Path("quality-report.json").read_text(encoding="utf-8"))
    return [(each["check_id"], each["reason"], each["snippet"][:21]) for each in report["findings"]]


def test_a_run_finds_the_tail_that_a_declared_phrase_opens_and_no_shipped_phrase_taken_away(site):
    assert findings() == [("off-topic-tail", "newsletter", OPENING)]
    without_cues(site)
    assert findings() == [("promo-furniture", "promo-link", "Read more: so heißt d")]


def test_a_portion_of_many_documents_goes_by_the_declaration(site):
    text = (site / STORY).read_text(encoding="utf-8")
    for number in range(40):
        (site / "news" / f"{number}.txt").write_text(f"Heft {number}\n\n{text}", encoding="utf-8")
    assert findings("--jobs", "2") == [("off-topic-tail", "newsletter", OPENING)] * 41


def test_facts_tell_the_tail(site, capsys):
    assert main(["facts"]) == 0
    told = json.loads(capsys.readouterr().out)["layout"]
    text = (site / STORY).read_text(encoding="utf-8")
    assert text[told["tail_start"] :].startswith(OPENING)


def test_a_fix_cuts_the_tail_and_leaves_nothing_to_fix(site):
    main(["fix", "--check", "off-topic-tail,promo-furniture", "--write"])
    text = (site / STORY).read_text(encoding="utf-8")
    assert OPENING not in text
    assert "Read more" in text
    assert findings() == []


def test_kept_results_are_those_of_the_same_cues(site):
    with_cues = findings("--cache", "kept.sqlite")
    assert findings("--cache", "kept.sqlite") == with_cues
    without_cues(site)
    assert findings("--cache", "kept.sqlite") != with_cues


def test_a_run_since_a_commit_evaluates_all_when_the_cues_changed(site):
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "all"]):
        subprocess.run(["git", *words], check=True, capture_output=True)
    assert findings("--since", "HEAD") == []
    without_cues(site)
    assert findings("--since", "HEAD") == [("promo-furniture", "promo-link", "Read more: so heißt d")]


def test_canaries_are_caught_whatever_phrases_are_taken_away(site):
    check = "- {id: promo, detector: promo-furniture, canaries: true}\n"
    (site / "checks.yml").write_text(check, encoding="utf-8")
    config = "corpus: news\nchecks: checks.yml\ncues: {without: [read more, lesen sie auch, anzeige]}\n"
    (site / "qa.yaml").write_text(config, encoding="utf-8")
    assert main(["run"]) == 0
