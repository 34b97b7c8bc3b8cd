"""The workflow that `corpus-qa init` writes does in a shell what it promises."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from qa.cli.main import main

NEWSROOM = Path(__file__).resolve().parents[2] / "examples" / "newsroom"
pytestmark = pytest.mark.skipif(
    not shutil.which("git") or not shutil.which("bash"), reason="needs git and bash, as the workflow does"
)


def git(folder: Path, *words: str) -> None:
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository as `init` leaves it, with one bad story on its main branch."""
    folder = tmp_path / "repository"
    (folder / "articles").mkdir(parents=True)
    shutil.copy(NEWSROOM / "museum-roof.txt", folder / "articles")
    monkeypatch.chdir(folder)
    assert main(["init"]) == 0
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=Begin")
    git(folder, "update-ref", "refs/remotes/origin/main", "main")
    return folder


def add(folder: Path, name: str) -> None:
    shutil.copy(NEWSROOM / name, folder / "articles")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", f"--message=Add {name}")


def run_step(folder: Path, name: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A step by name, with the shell that GitHub gives `shell: bash`."""
    workflow = yaml.safe_load((folder / ".github/workflows/corpus-qa.yml").read_text(encoding="utf-8"))
    steps = {step.get("name"): step for step in workflow["jobs"]["corpus-qa"]["steps"]}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    summary = str(folder.parent / "summary.md")
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", steps[name]["run"]],
        cwd=folder,
        env={**os.environ, "PATH": path, "GITHUB_STEP_SUMMARY": summary, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def flagged(folder: Path) -> set[str]:
    report = json.loads((folder / "quality-report.json").read_text(encoding="utf-8"))
    return {each["document"] for each in report["findings"] if each["severity"] == "error"}


def test_a_pull_request_with_a_clean_story_passes_over_a_bad_main_branch(repository):
    add(repository, "ferry-timetable.txt")
    done = run_step(repository, "Check the corpus", BASE="main")
    assert done.returncode == 0, done.stdout
    assert flagged(repository) == set()


def test_a_pull_request_with_a_bad_story_fails_for_that_story(repository):
    add(repository, "bridge-closure.txt")
    done = run_step(repository, "Check the corpus", BASE="main")
    assert done.returncode == 1, done.stdout
    assert flagged(repository) == {"articles/bridge-closure.txt"}


def test_a_push_checks_everything(repository):
    add(repository, "ferry-timetable.txt")
    assert run_step(repository, "Check the corpus", BASE="").returncode == 1
    assert flagged(repository) == {"articles/museum-roof.txt"}


def test_the_summary_is_a_code_block_that_no_story_can_leave(repository):
    story = repository / "articles" / "fence.txt"
    story.write_text((NEWSROOM / "bridge-closure.txt").read_text() + "\n```\n<b>Subscribe now</b>\n")
    run_step(repository, "Check the corpus", BASE="")
    assert run_step(repository, "Summarise").returncode == 0
    summary = (repository.parent / "summary.md").read_text(encoding="utf-8")
    assert "off-topic-tail" in summary
    assert all(line.startswith("    ") for line in summary.splitlines())
