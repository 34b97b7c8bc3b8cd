"""The newsroom that the README runs: every finding is expected, every shipped check has a story to show.

After a change that is meant: `corpus-qa run examples/newsroom`, then
`python tests/test_examples.py quality-report.json > tests/expected/newsroom.txt`, and read the difference.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from qa.cli.main import main
from qa.declare import load_checks
from qa.declare.config import shipped_checks
from qa.detectors import registry

ROOT = Path(__file__).resolve().parent.parent
NEWSROOM = ROOT / "examples" / "newsroom"
EXPECTED = Path(__file__).parent / "expected" / "newsroom.txt"
CLEAN = {"ferry-timetable.txt", "lighthouse-keeper.md", "night-school"}
_QUOTED = 40


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What `corpus-qa run examples/newsroom` writes."""
    path = tmp_path_factory.mktemp("newsroom") / "report.json"
    assert main(["run", str(NEWSROOM), "--report", str(path)]) == 1
    return json.loads(path.read_text(encoding="utf-8"))


def told(finding: Mapping[str, Any]) -> str:
    """A finding in a line: place, what it is, the beginning of the quote, the other documents."""
    where = f"{finding['document']}:{finding['line']}:{finding['column']}"
    what = f"{finding['severity']} {finding['check_id']}/{finding['reason']}"
    quote = json.dumps((finding["snippet"] or "")[:_QUOTED], ensure_ascii=False)
    others = sorted({each["document"] for each in finding["related"]})
    return " ".join([where, what, quote, *others])


def all_told(report: Mapping[str, Any]) -> Sequence[str]:
    return sorted(told(finding) for finding in report["findings"])


def test_every_finding_is_expected(report):
    assert all_told(report) == EXPECTED.read_text(encoding="utf-8").splitlines()


def test_clean_stories_have_no_finding(report):
    documents = {each["id"] for each in report["documents"]}
    assert documents >= CLEAN
    assert CLEAN.isdisjoint(each["document"] for each in report["findings"])


@pytest.mark.parametrize(
    "check", [each.id for each in load_checks(shipped_checks(), registry(), ROOT) if each.enabled]
)
def test_every_shipped_check_has_a_story(report, check):
    assert check in {each["check_id"] for each in report["findings"]}


def test_every_file_is_explained():
    page = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    files = [
        path.name for path in NEWSROOM.iterdir() if path.suffix != ".yaml" and not path.name.startswith(".")
    ]
    assert [name for name in files if f"`{name}`" not in page] == []


if __name__ == "__main__":
    lines = all_told(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    sys.stdout.writelines(f"{line}\n" for line in lines)
