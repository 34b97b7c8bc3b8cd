"""The lines near the ends of documents, as an index keeps them."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from itertools import starmap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from index_kit import SPEC, made

from qa.analysis.layout.blocks import ALL, SAMPLE, Ends, ends
from qa.errors import InputError
from qa.index import ends_table
from qa.index.blocks import CorruptError
from qa.index.build import build
from qa.index.ends import KnownEnds, packed, path_key, unpacked
from qa.index.entry import Entry
from qa.index.saved import Index

KEYS = st.frozensets(st.integers(0, 2**64 - 1), max_size=6)
ENDS = st.builds(Ends, signature=st.integers(0, 2**64 - 1), head=KEYS, tail=KEYS)


def entry(name: str, found: Ends) -> Entry:
    return replace(made(name, [name, str(found.signature)]), ends=packed(found, name))


def indexed(folder: Path, *found: Ends) -> Path:
    path = folder / "index"
    build(path, SPEC, list(starmap(entry, ((f"{at}.txt", each) for at, each in enumerate(found)))))
    return path


def kept(path: Path) -> list[Ends]:
    with Index.open(path, SPEC) as index:
        return [each.ends for each in index.ends()]


def some(signature: int) -> Ends:
    return Ends(signature=signature, head=frozenset({1}), tail=frozenset({1, 2**64 - 1}))


@given(found=ENDS, path=st.text())
def test_ends_come_back_as_they_were(found, path):
    assert unpacked(7, packed(found, path)) == KnownEnds(number=7, path=path_key(path), ends=found)


@given(found=ENDS, data=st.data())
def test_damaged_ends_are_noticed(found, data):
    stored = bytearray(packed(found, "a.txt"))
    at = data.draw(st.integers(0, len(stored) - 1))
    stored[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(CorruptError):
        unpacked(1, bytes(stored))


def test_they_come_in_the_order_of_their_signatures(tmp_path):
    found = [some(2**63 + 5), some(7), some(2**63), some(0)]
    assert kept(indexed(tmp_path, *found)) == sorted(found, key=lambda each: each.signature)


def test_a_replaced_and_a_removed_document_take_theirs_along(tmp_path):
    path = indexed(tmp_path, some(1), some(2), some(3))
    with Index.open(path, SPEC, write=True) as index:
        index.add([entry("0.txt", some(9))])
        index.remove(["1.txt"])
        assert index.verify() == []
    assert kept(path) == [some(3), some(9)]


def test_an_index_that_lacks_the_ends_of_a_document_keeps_none(tmp_path):
    path = indexed(tmp_path, some(1), some(2))
    with Index.open(path, SPEC, write=True) as index:
        index.add([made("other.txt", ["a"])])
        index.add([entry("third.txt", some(3))])
        assert index.ends_bound == 0
        assert index.verify() == []
    assert kept(path) == []


def test_of_many_documents_those_with_small_signatures_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(ends_table, "MOST", 4)
    found = [some(at << 60) for at in range(16)]
    path = indexed(tmp_path, *found)
    with Index.open(path, SPEC, write=True) as index:
        assert index.ends_bound == 4 << 60
        index.add([entry("small.txt", some(1)), entry("large.txt", some(9 << 60))])
        assert index.ends_bound == 2 << 60
        assert index.verify() == []
    assert kept(path) == [some(0), some(1), some(1 << 60)]


def test_copies_do_not_crowd_out_other_documents(tmp_path, monkeypatch):
    monkeypatch.setattr(ends_table, "MOST", 4)
    path = indexed(tmp_path, *[some(5)] * 9, some(2**63))
    with Index.open(path, SPEC) as index:
        assert index.ends_bound == ALL
    assert len(kept(path)) == 10


def test_ends_without_their_document_are_told(tmp_path):
    path = indexed(tmp_path, some(1), some(2))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE ends SET number = 99 WHERE number = 1")
    connection.close()
    with Index.open(path, SPEC) as index:
        assert any("1 ends are stored" in each for each in index.verify())


def test_numbers_are_those_of_documents_that_are_there(tmp_path):
    path = indexed(tmp_path, some(1), some(2))
    with Index.open(path, SPEC) as index:
        assert index.numbers(["1.txt", "nobody.txt"]) == {2}


def test_damage_in_the_file_is_told(tmp_path):
    path = indexed(tmp_path, some(1), some(2))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE ends SET packed = x'00000000'")
    connection.close()
    with pytest.raises(InputError, match="damaged"):
        kept(path)


def test_what_is_taken_of_a_text_changes_with_the_version_only():
    """When this fails, `ENDS_VERSION` has to grow: what indexes have kept can't be counted with new ends."""
    text = "Menu\n\nThe story went on for two long hours, and nobody knew how it would end.\n\nAbout  us\n"
    found = ends(text)
    assert found.head == found.tail == {7469871302336767936, 8459523829607264509, 8928577689243141102}
    assert found.signature == 8459523829607264509


def test_what_is_kept_is_three_times_what_counting_takes():
    assert ends_table.MOST == 3 * SAMPLE
    assert ends_table.ALL == ALL


def test_opening_an_index_needs_no_analysis():
    program = (
        "import sys, qa.index.saved, qa.index.sketching\n"
        "assert not any(name.startswith('qa.analysis') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
