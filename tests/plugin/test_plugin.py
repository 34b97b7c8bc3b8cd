"""pytest in a repository with a `qa.yaml` shows a case for every check and document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import qa.pipeline.testing  # noqa: F401 - loaded once: pytester unloads what is imported during its runs

CHECK = "- id: readable\n  detector: unreadable-document\n  help: Mend it.\n"
BROKEN = """
from collections.abc import Iterator
from dataclasses import dataclass
from qa.detectors.kinds import DocumentDetector

@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    pass

def detect(analysis, params):
    if "fragile" in analysis.text:
        raise RuntimeError("the detector broke")
    return iter(())

DETECTOR = DocumentDetector(id="broken", params=Params, reasons={}, detect=detect)
"""


@pytest.fixture
def repository(pytester: pytest.Pytester) -> pytest.Pytester:
    """A corpus of a good and an empty document, and one check that tells them apart."""
    pytester.makefile(".yaml", qa="corpus: corpus\n")
    pytester.mkdir("checks")
    (pytester.path / "checks" / "readable.yml").write_text(CHECK)
    pytester.mkdir("corpus")
    (pytester.path / "corpus" / "bad.txt").write_text(" \n")
    (pytester.path / "corpus" / "good.txt").write_text("The ferry leaves at noon.\n")
    return pytester


@pytest.fixture
def fragile(repository: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """The same, with a check of another package whose detector breaks on one document."""
    repository.makepyfile(broken=BROKEN)
    info = repository.mkdir("broken-1.0.dist-info")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[corpus_qa.detectors]\nbroken = broken:DETECTOR\n")
    monkeypatch.setenv("PYTHONPATH", str(repository.path))
    (repository.path / "checks" / "broken.yml").write_text("- id: broken\n  detector: broken\n")
    (repository.path / "corpus" / "fragile.txt").write_text("A fragile text.\n")
    return repository


def report(pytester: pytest.Pytester, name: str = "quality-report.json") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((pytester.path / name).read_text(encoding="utf-8"))
    return found


def stable(found: dict[str, Any]) -> dict[str, Any]:
    """A report without what may differ between runs."""
    checks = [{**check, "duration_s": 0} for check in found["checks"]]
    return {**found, "run": None, "checks": checks}


def test_each_check_has_a_case_for_each_document_and_one_for_itself(repository: pytest.Pytester) -> None:
    result = repository.runpytest("--collect-only", "-q")
    result.stdout.fnmatch_lines(
        [
            "checks/readable.yml::readable",
            "checks/readable.yml::readable[[]corpus/bad.txt[]]",
            "checks/readable.yml::readable[[]corpus/good.txt[]]",
        ]
    )


def test_collecting_writes_no_report(repository: pytest.Pytester) -> None:
    repository.runpytest("--collect-only", "-q")
    assert not (repository.path / "quality-report.json").exists()


def test_a_flagged_document_fails_its_case_and_no_other(repository: pytest.Pytester) -> None:
    result = repository.runpytest()
    result.assert_outcomes(passed=2, failed=1)
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_a_failure_reads_like_a_compiler_s(repository: pytest.Pytester) -> None:
    result = repository.runpytest()
    result.stdout.fnmatch_lines(
        [
            "corpus/bad.txt:1:1: error: there is no text in the document [[]readable/empty[]]",
            "*= help: Mend it.",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")


def test_the_report_is_written_and_named(repository: pytest.Pytester) -> None:
    result = repository.runpytest("--qa-report", "out/quality.json")
    result.stdout.fnmatch_lines(["report: *out/quality.json"])
    assert report(repository, "out/quality.json")["summary"]["complete"] is True


def test_a_session_without_configuration_is_left_alone(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_it(): pass")
    result = pytester.runpytest()
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("*corpus quality*")


def test_a_broken_declaration_is_a_collection_error_at_its_line(repository: pytest.Pytester) -> None:
    (repository.path / "checks" / "readable.yml").write_text(CHECK + "  severty: error\n")
    result = repository.runpytest()
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.fnmatch_lines(["*checks/readable.yml:4: *severty*severity*"])


def test_a_broken_configuration_is_a_usage_error(repository: pytest.Pytester) -> None:
    repository.makefile(".yaml", qa="corpos: corpus\n")
    result = repository.runpytest()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*qa.yaml:1: *corpos*corpus*"])


def test_a_detector_that_breaks_is_an_error_not_a_failure(fragile: pytest.Pytester) -> None:
    result = fragile.runpytest_subprocess("-k", "broken and corpus")
    result.assert_outcomes(passed=1, skipped=1, errors=1)
    result.stdout.no_fnmatch_line("*Traceback*")
    assert report(fragile)["errors"][0]["document"] == "corpus/fragile.txt"


def test_what_a_broken_detector_did_not_see_is_not_lost(fragile: pytest.Pytester) -> None:
    fragile.runpytest_subprocess()
    found = report(fragile)
    assert {check["id"]: check["evaluated"] for check in found["checks"]} == {"broken": 1, "readable": 3}


@pytest.mark.parametrize(
    "arguments", [["-k", "good"], ["-x"], ["checks/readable.yml::readable[corpus/good.txt]"]]
)
def test_a_partial_run_says_so(repository: pytest.Pytester, arguments: list[str]) -> None:
    repository.runpytest(*arguments)
    summary = report(repository)["summary"]
    assert summary["complete"] is False
    assert "did not run" in summary["incomplete"][0]


@pytest.mark.parametrize(
    ("arguments", "passed"), [(["-m", "not qa"], 1), (["-k", "corpus-wide"], 3), (["-m", "qa"], 3)]
)
def test_cases_are_chosen_by_mark_and_by_tag(
    repository: pytest.Pytester, arguments: list[str], passed: int
) -> None:
    (repository.path / "checks" / "readable.yml").write_text(CHECK + "  tags: [corpus-wide]\n")
    (repository.path / "corpus" / "bad.txt").write_text("The ferry is late.\n")
    repository.makepyfile("def test_other(): pass")
    repository.runpytest("--strict-markers", *arguments).assert_outcomes(passed=passed, deselected=4 - passed)


def test_last_failed_runs_only_what_failed(repository: pytest.Pytester) -> None:
    repository.runpytest()
    repository.runpytest("--lf").assert_outcomes(failed=1)


def test_junit_names_the_cases(repository: pytest.Pytester) -> None:
    repository.runpytest("--junitxml", "junit.xml")
    assert 'name="readable[corpus/bad.txt]"' in (repository.path / "junit.xml").read_text(encoding="utf-8")


def test_one_case_a_check_fails_with_the_flagged_documents_in_it(repository: pytest.Pytester) -> None:
    result = repository.runpytest("--qa-cases", "check")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*1 of 2 documents flagged", "*corpus/bad.txt:1:1: error:*"])


def test_granularity_does_not_change_the_report(repository: pytest.Pytester) -> None:
    repository.runpytest("--qa-cases", "document", "--qa-report", "a.json")
    repository.runpytest("--qa-cases", "check", "--qa-report", "b.json")
    assert stable(report(repository, "a.json")) == stable(report(repository, "b.json"))


def test_workers_give_the_same_report(repository: pytest.Pytester) -> None:
    repository.runpytest("--qa-report", "a.json")
    result = repository.runpytest_subprocess("-n", "2", "--qa-report", "b.json")
    result.assert_outcomes(passed=2, failed=1)
    assert stable(report(repository, "a.json")) == stable(report(repository, "b.json"))


def test_an_empty_corpus_never_passes(repository: pytest.Pytester) -> None:
    for file in (repository.path / "corpus").iterdir():
        file.unlink()
    result = repository.runpytest()
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_a_level_of_never_lets_findings_pass(repository: pytest.Pytester) -> None:
    repository.runpytest("--qa-fail-on", "never").assert_outcomes(passed=3)


def test_checks_are_found_when_testpaths_lead_elsewhere(repository: pytest.Pytester) -> None:
    repository.makeini("[pytest]\ntestpaths = tests\n")
    repository.mkdir("tests").joinpath("test_a.py").write_text("def test_a(): pass\n")
    repository.runpytest().assert_outcomes(passed=3, failed=1)


def test_shipped_checks_are_cases_of_the_configuration(repository: pytest.Pytester) -> None:
    repository.makefile(".yaml", qa="corpus: corpus\nchecks: shipped\nselect: [unreadable-document]\n")
    result = repository.runpytest("--collect-only", "-q")
    result.stdout.fnmatch_lines(["qa.yaml::unreadable-document[[]corpus/good.txt[]]"])


def test_a_document_s_name_forges_no_line(repository: pytest.Pytester) -> None:
    name = repository.path / "corpus" / "a\n::error::forged.txt"
    try:
        Path(name).write_text(" ")
    except OSError:
        pytest.skip("this file system has no such names")
    result = repository.runpytest()
    result.stdout.no_fnmatch_line("::error::*")
