"""A small corpus with one sure defect a document, and the command line in this process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qa.cli.main import main

CHECKS = """\
- id: unreadable-document
  detector: unreadable-document
  title: The file cannot be read
"""


def a_corpus(folder: Path, *empty: str, config: str = "") -> Path:
    """A configured folder in which the named documents are empty, which is a finding, and one is sound."""
    (folder / "checks").mkdir()
    (folder / "checks" / "all.yml").write_text(CHECKS, encoding="utf-8")
    (folder / "qa.yaml").write_text(f"corpus: news\n{config}", encoding="utf-8")
    (folder / "news").mkdir()
    (folder / "news" / "sound.txt").write_text("The council met and agreed on a budget.\n", encoding="utf-8")
    for name in empty:
        (folder / "news" / name).write_text("", encoding="utf-8")
    return folder


def corpus_qa(*words: str) -> int:
    """Run the command; a usage error gives its exit code too."""
    try:
        return main(words)
    except SystemExit as stop:
        return int(stop.code or 0)


def report(folder: Path, name: str = "quality-report.json") -> dict[str, Any]:
    return json.loads((folder / name).read_text(encoding="utf-8"))
