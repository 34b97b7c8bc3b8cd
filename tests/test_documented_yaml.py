"""Declarations and configurations quoted in the documentation are valid ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.declare import config_schema, load_checks
from qa.declare.mistakes import schema_mistakes
from qa.declare.yaml_reader import read_yaml
from qa.detectors import registry

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("checks/*.md"), *ROOT.glob("docs/**/*.md")])


def blocks() -> Iterator[tuple[str, str]]:
    """Every fenced YAML block with its place."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for found in re.finditer(r"(?ms)^```ya?ml\n(.*?)^```", text):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{page.relative_to(ROOT).as_posix()}:{line}", found[1]


@pytest.mark.parametrize(("place", "block"), list(blocks()))
def test_a_quoted_block_is_valid(tmp_path, place, block):
    path = tmp_path / "block.yml"
    path.write_text(block, encoding="utf-8")
    marked, mistakes = read_yaml(path, place)
    if isinstance(marked.value, list) and "id" in marked.value[0]:
        assert load_checks([path], registry(), tmp_path)
    elif isinstance(marked.value, dict) and marked.value.keys() & {"corpus", "checks", "report"}:
        mistakes += schema_mistakes(marked, config_schema(), place)
    assert mistakes == []
