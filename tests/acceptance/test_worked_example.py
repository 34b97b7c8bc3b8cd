"""A corpus of 200 documents, adopted with a baseline, and five pull requests against it.

Each is run in three ways: pytest, pytest with two workers, and the steps of the workflow that
`corpus-qa init` writes. Each must show exactly the right cases, states and exit code.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from story_kit import story

CHECKS = ("exact-duplicate", "missing-byline", "missing-date", "near-duplicate", "off-topic-tail")
SETTINGS = f"""
select: [{", ".join(CHECKS)}]
baseline: qa-baseline.json
cache: .corpus-qa/results.sqlite
"""
TAIL = (
    "Related stories\n\nRead more: Ten quiet beaches\n\nSign up for our newsletter and follow us on Facebook"
)
PROGRAMS = str(Path(sys.executable).parent)
WAIVED = "corpus/030.txt"


def call(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "GIT_", "CI"))
    }
    variables |= {"PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}", "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(
        words, cwd=folder, env=variables | environment, capture_output=True, text=True, check=False
    )


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    done = call(folder, "git", *who, *words)
    assert done.returncode == 0, done.stderr


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository on its main branch: set up, one finding waived, the others in the baseline."""
    folder = tmp_path_factory.mktemp("worked") / "repository"
    (folder / "corpus").mkdir(parents=True)
    for number in range(200):
        text = story(number, byline=number >= 10 and number != 30, date=not 10 <= number < 15)
        write(folder, f"corpus/{number:03}.txt", text)
    write(folder, "corpus/016.txt", story(15))
    write(folder, "corpus/020.txt", story(20, tail=TAIL))
    assert call(folder, "corpus-qa", "init", "--corpus", "corpus").returncode == 0
    settings = (folder / "qa.yaml").read_text(encoding="utf-8")
    write(folder, "qa.yaml", settings + SETTINGS)
    declared = (folder / "checks" / "missing-date.yml").read_text(encoding="utf-8")
    write(
        folder,
        "checks/missing-date.yml",
        declared.replace("- id:", "- select: {path: ['corpus/[02]*.txt']}\n  id:"),
    )
    write(
        folder,
        ".gitignore",
        "quality-report.json\ncorpus-qa.txt\n__pycache__/\n.pytest_cache/\n*.xml\nsummary.md\n.corpus-qa/\n",
    )
    _accept(folder)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Adopt")
    git(folder, "remote", "add", "origin", str(folder))
    git(folder, "fetch", "-q", "origin")
    return folder


def _accept(folder: Path) -> None:
    """Waive one finding, accept the others in a baseline."""
    assert call(folder, "corpus-qa", "baseline", "--file", "all.json").returncode == 0
    call(folder, "corpus-qa", "run", "--baseline", "all.json")
    (folder / "all.json").unlink()
    found = report(folder)["findings"]
    (waived,) = [each for each in found if each["document"] == WAIVED]
    done = call(folder, "corpus-qa", "waive", waived["id"], "--reason", "an editorial", "--owner", "kb")
    assert done.returncode == 0, done.stderr
    assert call(folder, "corpus-qa", "baseline").returncode == 0


@pytest.fixture
def repository(adopted: Path) -> Iterator[Path]:
    """A branch of the repository, thrown away at the end."""
    git(adopted, "checkout", "-qb", "topic")
    yield adopted
    git(adopted, "checkout", "-qf", "main")
    git(adopted, "clean", "-qfdx", "-e", ".corpus-qa")
    git(adopted, "branch", "-qD", "topic")


def report(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "quality-report.json").read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a run showed: exit code, cases that did not plainly pass, and how many cases there were."""

    code: int
    cases: dict[str, str]
    count: int
    report: dict[str, Any]
    said: str


def serial(folder: Path) -> Shown:
    return _pytest(folder, "--qa-since", "origin/main")


def workers(folder: Path) -> Shown:
    return _pytest(folder, "--qa-since", "origin/main", "-n", "2")


def workflow(folder: Path) -> Shown:
    """The steps of the workflow, but for those that fetch and install what is here already."""
    job = yaml.safe_load((folder / ".github/workflows/corpus-qa.yml").read_text(encoding="utf-8"))
    (steps,) = (each["steps"] for each in job["jobs"].values())
    done = [_step(folder, step) for step in steps if "run" in step and "pip install" not in step["run"]]
    checked, summarised = done
    assert summarised.returncode == 0
    assert (folder / "summary.md").read_text(encoding="utf-8")
    return _shown(folder, checked)


def _step(folder: Path, step: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    variables = {"BASE": "main", "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    variables["PYTEST_ADDOPTS"] = "--junitxml=cases.xml"
    return call(folder, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"], **variables)


def _pytest(folder: Path, *words: str) -> Shown:
    return _shown(folder, call(folder, "pytest", "--junitxml=cases.xml", *words))


def _shown(folder: Path, done: subprocess.CompletedProcess[str]) -> Shown:
    suite = ElementTree.parse(folder / "cases.xml").getroot()
    cases = {case.attrib["name"]: _state(case) for case in suite.iter("testcase")}
    notable = {name: state for name, state in cases.items() if state != "passed"}
    said = done.stdout + done.stderr
    return Shown(code=done.returncode, cases=notable, count=len(cases), report=report(folder), said=said)


def _state(case: ElementTree.Element) -> str:
    for tag in ("error", "failure", "skipped"):
        found = case.find(tag)
        if found is not None:
            return "waived" if found.attrib.get("type") == "pytest.xfail" else tag
    return "passed"


WAYS = pytest.mark.parametrize("way", [serial, workers, workflow])
Way = Callable[[Path], Shown]


def test_the_adopted_corpus_is_green(repository):
    shown = _pytest(repository)
    assert shown.code == 0
    assert set(shown.cases.values()) == {"waived"}
    # Ten without a byline and the waived one, five without a date, a pair of copies, a tail.
    assert len(shown.cases) == 11 + 5 + 2 + 1
    assert report(repository)["baseline"]["entries"] == 18


@WAYS
def test_a_clean_document_passes(repository, way: Way):
    write(repository, "corpus/200.txt", story(200))
    commit(repository)
    shown = way(repository)
    assert (shown.code, shown.cases) == (0, {})
    assert shown.count == 2 * len(CHECKS)
    assert [row["id"] for row in shown.report["documents"]] == ["corpus/200.txt"]
    assert shown.report["corpus"]["since"]["unchanged"] == 200


@WAYS
def test_a_copy_of_an_old_document_fails_and_names_it(repository, way: Way):
    write(repository, "corpus/200.txt", story(77))
    commit(repository)
    shown = way(repository)
    assert shown.code == 1
    assert shown.cases["exact-duplicate[corpus/200.txt]"] == "failure"
    assert set(shown.cases) <= {"exact-duplicate[corpus/200.txt]", "exact-duplicate"}
    named = {each["document"]: each["related"][0]["document"] for each in shown.report["findings"]}
    assert named["corpus/200.txt"] == "corpus/077.txt"
    assert "corpus/077.txt" in shown.said


@WAYS
def test_a_tail_fails(repository, way: Way):
    write(repository, "corpus/200.txt", story(200, tail=TAIL))
    commit(repository)
    shown = way(repository)
    assert (shown.code, shown.cases) == (1, {"off-topic-tail[corpus/200.txt]": "failure"})


@WAYS
def test_an_edit_of_a_waived_document_must_be_looked_at_again(repository, way: Way):
    write(repository, WAIVED, story(30, byline=False) + "\nA late addition of one more sentence.\n")
    commit(repository)
    shown = way(repository)
    assert (shown.code, shown.cases) == (1, {f"missing-byline[{WAIVED}]": "failure"})
    assert "was given for other content" in json.dumps(shown.report)


@WAYS
def test_a_changed_declaration_is_judged_on_every_document(repository, way: Way):
    declared = (repository / "checks" / "missing-date.yml").read_text(encoding="utf-8")
    write(
        repository,
        "checks/missing-date.yml",
        declared.replace("[02]", "[012]").replace(": warning", ": error"),
    )
    write(repository, "corpus/150.txt", story(150, date=False))
    commit(repository)
    shown = way(repository)
    old = {f"missing-date[corpus/{number:03}.txt]": "waived" for number in range(10, 15)}
    assert shown.cases == {**old, "missing-date[corpus/150.txt]": "failure"}
    assert shown.code == 1
    assert shown.count == 200 + len(CHECKS) + len(CHECKS) - 1


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Change")


@pytest.fixture(autouse=True, scope="module")
def _programs() -> None:
    for name in ("git", "bash"):
        if shutil.which(name) is None:
            pytest.skip(f"needs {name}")
