"""Cues in the configuration: from YAML and TOML alike, with every mistake at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.analysis.layout.vocabulary import KINDS
from qa.declare import config_schema, load_config
from qa.errors import DeclarationError
from qa.model.cues import Cue, OwnCues

YAML = """\
cues:
  newsletter:
    line: [Abonniere unseren Rundbrief]
    start: Melde dich an
    any: []
  without: [read more]
"""
TOML = """\
[tool.corpus-qa.cues]
without = "read more"

[tool.corpus-qa.cues.newsletter]
line = ["Abonniere unseren Rundbrief"]
start = "Melde dich an"
"""
BROKEN = """\
cues:
  newsleter: {line: [ab]}
  legal:
    lines: [ab]
    line:
      - a
      - § 12
      - ""
  comments: {start: no}
  without:
    - read mor
"""


def loaded(folder: Path, text: str, name: str = "qa.yaml") -> OwnCues | None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load_config(path).cues


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(DeclarationError) as caught:
        loaded(folder, text)
    return [str(each) for each in caught.value.mistakes]


@pytest.mark.parametrize(("name", "text"), [("qa.yaml", YAML), ("pyproject.toml", TOML)])
def test_phrases_arrive_with_their_kind_and_place(tmp_path, name, text):
    found = loaded(tmp_path, text, name)
    assert found is not None
    assert found.added == (
        Cue(kind="newsletter", place="line", phrase="Abonniere unseren Rundbrief"),
        Cue(kind="newsletter", place="start", phrase="Melde dich an"),
    )
    assert found.without == ("read more",)


def test_without_a_declaration_there_are_none(tmp_path):
    assert loaded(tmp_path, "corpus: news\n") is None


def test_every_mistake_is_told_at_once_and_at_its_line(tmp_path):
    told = mistakes(tmp_path, BROKEN)
    begins = [
        "qa.yaml:2: unknown kind of cue 'newsleter' (did you mean 'newsletter'?",
        "qa.yaml:4: unknown place 'lines' (did you mean 'line'?",
        "qa.yaml:6: cues.legal.line: 'a' is no phrase: it has fewer than 2 letters",
        "qa.yaml:7: cues.legal.line: '§ 12' is no phrase",
        "qa.yaml:8: cues.legal.line[2] must not be empty",
        "qa.yaml:11: cues.without: no shipped phrase is 'read mor' (did you mean 'read more",
    ]
    assert [each for each, begin in zip(told, begins, strict=True) if not each.startswith(begin)] == []


@pytest.mark.parametrize(("place", "length"), [("line", 60), ("start", 241), ("any", 241)])
def test_a_phrase_too_long_to_match_is_refused(tmp_path, place, length):
    (told,) = mistakes(tmp_path, f"cues: {{legal: {{{place}: [{'x' * length}]}}}}\n")
    assert f"cues.legal.{place}[0] is too long: {length} characters, at most {length - 1} can match" in told
    assert loaded(tmp_path, f"cues: {{legal: {{{place}: [{'x' * (length - 1)}]}}}}\n") is not None


def test_the_schema_knows_the_kinds_that_layout_knows():
    assert config_schema()["properties"]["cues"]["properties"].keys() == {*KINDS, "without"}
