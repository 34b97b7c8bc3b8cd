"""Baseline, waivers, cache and `--qa-since` under pytest."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

import qa.pipeline.testing  # noqa: F401 - loaded once: pytester unloads what is imported during its runs

CHECK = "- id: readable\n  detector: unreadable-document\n"


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(pytester: pytest.Pytester) -> pytest.Pytester:
    """An empty document, a good one, and one check that tells them apart."""
    pytester.makefile(".yaml", qa="corpus: corpus\n")
    pytester.mkdir("checks")
    (pytester.path / "checks" / "readable.yml").write_text(CHECK)
    pytester.mkdir("corpus")
    (pytester.path / "corpus" / "bad.txt").write_text(" \n")
    (pytester.path / "corpus" / "good.txt").write_text("The ferry leaves at noon.\n")
    return pytester


def report(pytester: pytest.Pytester) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((pytester.path / "quality-report.json").read_text(encoding="utf-8"))
    return found


def test_a_baseline_turns_old_findings_into_expected_failures(repository):
    options = ("--qa-baseline", "accepted.json", "checks")
    repository.runpytest(*options, "--qa-baseline-update").assert_outcomes(xfailed=1, passed=2)
    repository.runpytest(*options).assert_outcomes(xfailed=1, passed=2)
    (repository.path / "corpus" / "new.txt").write_text("")
    repository.runpytest(*options).assert_outcomes(xfailed=1, passed=2, failed=1)
    assert report(repository)["baseline"]["new"] == 1


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_baseline_is_not_updated_under_xdist(repository, workers):
    pytest.importorskip("xdist")
    options = ("--qa-baseline", "accepted.json", "--qa-baseline-update", "checks", "-n", workers)
    result = repository.runpytest_subprocess(*options)
    result.stderr.fnmatch_lines(["*not updated under pytest-xdist*"])
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert not (repository.path / "accepted.json").exists()


@pytest.mark.parametrize("part", [("-k", "bad"), ("checks/readable.yml::readable[corpus/bad.txt]",)])
def test_the_baseline_is_not_updated_by_some_cases(repository, part):
    result = repository.runpytest("--qa-baseline", "accepted.json", "--qa-baseline-update", *part)
    result.stdout.fnmatch_lines(["*not updated by a partial run*"])
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert not (repository.path / "accepted.json").exists()


def test_some_cases_call_no_entry_fixed(repository):
    options = ("--qa-baseline", "accepted.json", "checks")
    repository.runpytest(*options, "--qa-baseline-update")
    repository.runpytest(*options, "-k", "good")
    assert report(repository)["fixed"] == []


def test_a_broken_baseline_stops_the_session_with_advice(repository):
    (repository.path / "accepted.json").write_text("{")
    result = repository.runpytest("--qa-baseline", "accepted.json", "checks")
    result.stdout.fnmatch_lines(["*restore it from version control*"])
    assert result.ret != 0
    assert "Traceback" not in result.stdout.str()


def test_since_a_commit_only_new_documents_have_cases(repository):
    git(repository.path, "init", "-q")
    git(repository.path, "add", "-A")
    git(repository.path, "commit", "-qm", "base")
    (repository.path / "corpus" / "new.txt").write_text("")
    result = repository.runpytest("--qa-since", "HEAD", "checks", "-v")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*readable[[]corpus/new.txt[]]*"])
    assert report(repository)["corpus"]["since"]["unchanged"] == 2


def test_since_an_unknown_commit_the_session_says_what_to_do(repository):
    git(repository.path, "init", "-q")
    result = repository.runpytest("--qa-since", "nowhere", "checks")
    result.stdout.fnmatch_lines(["*git knows no commit 'nowhere'*"])
    assert result.ret != 0


def test_nothing_new_since_a_commit_is_a_green_session(repository):
    git(repository.path, "init", "-q")
    git(repository.path, "add", "-A")
    git(repository.path, "commit", "-qm", "base")
    result = repository.runpytest("--qa-since", "HEAD", "checks")
    assert result.ret == 0


def test_a_cache_changes_no_verdict(repository):
    for _ in range(2):
        repository.runpytest("--qa-cache", "kept.sqlite", "checks").assert_outcomes(passed=2, failed=1)
    assert (repository.path / "kept.sqlite").is_file()


def test_documents_are_not_taken_for_tests(repository):
    (repository.path / "corpus" / "test_story.txt").write_text(">>> 1 + 1\n3\n")
    (repository.path / "corpus" / "test_story.py").write_text("def test_story():\n    raise AssertionError\n")
    repository.runpytest("-k", "not corpus", ".").assert_outcomes(passed=1, deselected=3)
