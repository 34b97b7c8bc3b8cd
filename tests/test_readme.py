"""The README says what is so. `python -m tests.test_readme` brings its generated parts up to date."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from qa.cli.main import COMMANDS, main

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PART = re.compile(r"(<!-- (screen|checks)(?:: (.*?))? -->\n)(.*?)(<!-- /\2 -->)", re.DOTALL)


def screen(command: str) -> str:
    """What a command prints, as a console block."""
    out = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(out):
        main([*shlex.split(command)[1:], "--report", str(Path(folder) / "quality-report.json")])
    lines = out.getvalue().splitlines()
    shown = [*lines[:-1], "report: quality-report.json"]
    return "\n".join(["```console", f"$ {command}", *shown, "```", ""])


def checks(_: str) -> str:
    """The table of the shipped checks."""
    rows = ["| check | severity | what is wrong |", "|---|---|---|"]
    for file in sorted((ROOT / "checks").glob("*.yml")):
        for check in yaml.safe_load(file.read_text(encoding="utf-8")):
            link = f"[`{check['id']}`](checks/{check['id']}.md)"
            off = "" if check.get("enabled", True) else " (on request)"
            rows.append(f"| {link} | {check.get('severity', 'error')}{off} | {check['title']} |")
    return "\n".join([*rows, ""])


MAKERS: dict[str, Callable[[str], str]] = {"screen": screen, "checks": checks}


def current(text: str) -> str:
    """The README with its generated parts as they should be."""
    return PART.sub(lambda m: m.group(1) + MAKERS[m.group(2)](m.group(3) or "") + m.group(5), text)


def test_the_generated_parts_are_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = README.read_text(encoding="utf-8")
    assert current(text) == text, "run: python -m tests.test_readme"


def test_every_command_it_names_exists() -> None:
    named = set(re.findall(r"(?m)(?:^|`)corpus-qa ([a-z]+)", README.read_text(encoding="utf-8")))
    assert named <= COMMANDS.keys()


def test_every_file_it_links_to_exists() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


if __name__ == "__main__":
    os.chdir(ROOT)
    README.write_text(current(README.read_text(encoding="utf-8")), encoding="utf-8")
