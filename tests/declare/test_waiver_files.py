"""Waiver files and waivers in front matter; how an entry is added."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.declare.waiver_text import add_waiver, with_entry
from qa.declare.waivers import document_waivers, load_waivers
from qa.errors import DeclarationError, InputError
from qa.model.check import Waiver

FILE = """\
# Agreed with the desk on Mondays.
- document: news/a.txt   # the reprint
  reason: authorised reprint
  expires: 2027-01-31

- {document: "b*", check: missing-byline, reason: 'house style', owner: kb}
"""
NEW = Waiver(document="c.txt", check="demo", finding="79c916bd8b94ddfff40b6fc6", reason='it\'s fine: "yes"')


def written(folder: Path, text: str) -> Path:
    path = folder / "qa-waivers.yml"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_a_file_gives_waivers_with_their_lines(tmp_path):
    first, second = load_waivers(written(tmp_path, FILE), tmp_path)
    assert (first.document, first.expires, first.path, first.line) == (
        "news/a.txt",
        "2027-01-31",
        "qa-waivers.yml",
        2,
    )
    assert (second.check, second.owner, second.line) == ("missing-byline", "kb", 6)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]\n"])
def test_an_empty_file_holds_no_waivers(tmp_path, text):
    assert load_waivers(written(tmp_path, text), tmp_path) == ()


def test_every_mistake_is_told_with_its_line(tmp_path):
    path = written(tmp_path, "- document: a\n- document: b\n  reason: ''\n  expires: soon\n  until: now\n")
    with pytest.raises(DeclarationError) as caught:
        load_waivers(path, tmp_path)
    said = str(caught.value)
    assert "qa-waivers.yml:1: key 'reason' is missing" in said
    for line, word in ((3, "reason"), (4, "expires"), (5, "until")):
        assert any(m.line == line and word in m.message for m in caught.value.mistakes)


def test_adding_keeps_every_byte_that_was_there(tmp_path):
    path = written(tmp_path, FILE)
    add_waiver(path, NEW, tmp_path)
    assert path.read_text(encoding="utf-8").startswith(FILE)
    assert load_waivers(path, tmp_path)[-1].reason == NEW.reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]\n",
        "# none yet\n[]",
        "- {document: a, reason: b}",
        "  - document: a\n    reason: b\n",
        "- document: a\r\n  reason: b\r\n",
    ],
)
def test_adding_fits_the_shape_of_the_file(tmp_path, text):
    path = written(tmp_path, text)
    before = load_waivers(path, tmp_path)
    add_waiver(path, NEW, tmp_path)
    assert len(load_waivers(path, tmp_path)) == len(before) + 1


def test_a_file_is_made_when_there_is_none(tmp_path):
    add_waiver(tmp_path / "qa-waivers.yml", NEW, tmp_path)
    assert load_waivers(tmp_path / "qa-waivers.yml", tmp_path)[0].finding == NEW.finding
    assert [each.name for each in tmp_path.iterdir()] == ["qa-waivers.yml"]


@pytest.mark.parametrize("text", ["[{document: a, reason: b}]\n", "- document: a\n  reason: b\n...\n"])
def test_a_file_that_cannot_be_appended_to_is_left_alone(tmp_path, text):
    path = written(tmp_path, text)
    with pytest.raises(InputError, match="plain block list"):
        add_waiver(path, NEW, tmp_path)
    assert path.read_text(encoding="utf-8") == text


def test_a_broken_file_is_left_alone(tmp_path):
    path = written(tmp_path, "- document: [\n")
    with pytest.raises(DeclarationError):
        add_waiver(path, NEW, tmp_path)
    assert path.read_text(encoding="utf-8") == "- document: [\n"


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_any_reason_is_written_so_that_it_is_read_back(tmp_path_factory, reason):
    folder = tmp_path_factory.mktemp("w")
    path = written(folder, with_entry("", Waiver(document="a", reason=reason)))
    assert load_waivers(path, folder)[0].reason == reason


def test_a_document_waives_its_own_findings():
    metadata = {"qa": {"waive": [{"check": "missing-byline", "reason": "an editorial", "owner": "kb"}]}}
    (waiver,), mistakes = document_waivers(metadata, "a.md", "news/a.md")
    assert (waiver.document, waiver.check, waiver.path, mistakes) == (
        "a.md",
        "missing-byline",
        "news/a.md",
        (),
    )


def test_one_waiver_may_stand_without_a_list():
    (waiver,), _ = document_waivers({"qa": {"waive": {"reason": "an editorial"}}}, "a.md", "a.md")
    assert waiver.reason == "an editorial"


@pytest.mark.parametrize(
    "given_value",
    [
        1,
        "yes",
        {"wave": []},
        {"waive": 1},
        {"waive": [{"check": "x"}]},
        {"waive": [{"reason": "x", "sha256": "0" * 64}]},
    ],
)
def test_a_document_s_broken_waiver_waives_nothing_and_says_why(given_value):
    waivers, mistakes = document_waivers({"qa": given_value}, "a.md", "a.md")
    assert waivers == ()
    assert mistakes


def test_metadata_of_others_is_left_alone():
    assert document_waivers({"author": "x"}, "a.md", "a.md") == ((), ())
