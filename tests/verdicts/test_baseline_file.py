"""The baseline on disk: stable bytes, never half written, never believed when broken."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import InputError
from qa.pipeline.baseline_file import dumps, read_baseline, write_baseline
from qa.verdicts.baseline import Baseline, Entry

ENTRY = Entry(
    check_id="demo", document="a.txt", reason="bad", fingerprint="f" * 24, kin="e" * 24, sha256="0" * 64
)
WORD = st.text(st.characters(codec="utf-8"), max_size=8)
ENTRIES = st.builds(Entry, check_id=WORD, document=WORD, reason=WORD, fingerprint=WORD, kin=WORD, sha256=WORD)


@given(st.sets(ENTRIES, max_size=5))
def test_what_is_written_is_read(tmp_path_factory, entries):
    path = tmp_path_factory.mktemp("b") / "baseline.json"
    write_baseline(path, Baseline(entries=tuple(entries)))
    assert read_baseline(path).entries == tuple(sorted(entries))


def test_the_bytes_do_not_depend_on_the_order_of_entries():
    other = Entry(check_id="demo", document="b.txt", reason="bad", fingerprint="d" * 24)
    assert dumps(Baseline(entries=(ENTRY, other))) == dumps(Baseline(entries=(other, ENTRY)))


def test_each_entry_has_a_line_of_its_own():
    assert sum('"a.txt"' in line for line in dumps(Baseline(entries=(ENTRY,))).splitlines()) == 1


def test_an_absent_file_says_how_to_write_one(tmp_path):
    with pytest.raises(InputError, match="--baseline-update"):
        read_baseline(tmp_path / "none.json")


def _changed(**changes) -> str:
    return json.dumps(json.loads(dumps(Baseline(entries=(ENTRY,)))) | changes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"a": NaN}',
        "[" * 100_000,
        _changed(format="other"),
        _changed(format_version="2.0"),
        _changed(fingerprint_version=2),
        _changed(entries=None),
        _changed(entries=[1]),
        _changed(entries=[{"check_id": "demo"}]),
        _changed(
            entries=[dict.fromkeys(("check_id", "document", "reason", "fingerprint", "kin", "sha256"), 1)]
        ),
        dumps(Baseline(entries=(ENTRY,)))[:-20],
    ],
)
def test_a_broken_or_foreign_file_is_refused_with_advice(tmp_path, text):
    path = tmp_path / "baseline.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="restore it from version control"):
        read_baseline(path)


def test_a_merge_conflict_is_named(tmp_path):
    path = tmp_path / "baseline.json"
    path.write_text(dumps(Baseline()).replace("{", "<<<<<<< ours\n{", 1), encoding="utf-8")
    with pytest.raises(InputError, match="merge conflict"):
        read_baseline(path)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "baseline.json"
    path.write_bytes(b"\xff\xfe{}")
    with pytest.raises(InputError, match="cannot be read"):
        read_baseline(path)
