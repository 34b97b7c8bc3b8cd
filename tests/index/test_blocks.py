"""Packed postings: what goes in comes out, and every key is found with one look-up."""

from __future__ import annotations

import sqlite3
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.index import postings
from qa.index.blocks import FULL, KEY, CorruptError, cut, first_row, pack, posting, unpack

SOME_KEYS = st.sampled_from([0, 1, 5, 70_000, 70_001, KEY - 1, KEY])
POSTINGS = st.builds(posting, st.integers(0, KEY) | SOME_KEYS, st.integers(1, KEY))


def database() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute(postings.SCHEMA)
    return connection


def filled(entries: set[int]) -> sqlite3.Connection:
    connection = database()
    postings.add(connection, array("Q", sorted(entries)))
    return connection


@given(st.sets(POSTINGS, min_size=1, max_size=300))
def test_a_block_gives_back_what_was_packed(entries: set[int]) -> None:
    ordered = sorted(entries)
    row = first_row(ordered[0] >> 32)

    assert unpack(row, pack(ordered)) == ordered


@given(st.sets(POSTINGS, min_size=1, max_size=300), st.integers(0), st.integers(0, 7))
def test_a_flipped_bit_in_a_block_is_noticed(entries: set[int], where: int, bit: int) -> None:
    block = bytearray(pack(sorted(entries)))
    block[where % len(block)] ^= 1 << bit

    with pytest.raises(CorruptError):
        unpack(0, bytes(block))


def test_half_a_block_is_noticed() -> None:
    block = pack([posting(1, 1), posting(2, 1)])

    with pytest.raises(CorruptError):
        unpack(0, block[:-3])


@given(st.lists(POSTINGS, min_size=1, max_size=2000, unique=True))
def test_cut_blocks_keep_all_postings_and_have_rows_of_their_own(entries: list[int]) -> None:
    blocks = list(cut(sorted(entries)))

    assert [each for _, part in blocks for each in part] == sorted(entries)
    assert [row for row, _ in blocks] == sorted({row for row, _ in blocks})
    assert max(len(part) for _, part in blocks) <= FULL


def test_a_key_of_many_documents_gets_a_run_of_blocks() -> None:
    entries = {posting(7, number) for number in range(1, 1001)} | {posting(6, 1), posting(8, 1)}

    connection = filled(entries)

    assert postings.numbers(connection, 7, 5000) == (list(range(1, 1001)), 1000)
    assert postings.numbers(connection, 6, 10) == ([1], 1)
    assert postings.numbers(connection, 8, 10) == ([1], 1)


def test_a_frequent_key_gives_its_oldest_documents_and_says_that_there_are_more() -> None:
    connection = filled({posting(7, number) for number in range(1, 1001)})

    found, holders = postings.numbers(connection, 7, 128)

    assert found == list(range(1, 129))
    assert 800 <= holders <= 1000


SMALL = st.lists(st.lists(st.integers(0, 12), unique=True, max_size=13), max_size=60)


@given(SMALL, st.data())
def test_any_history_of_adding_and_removing_finds_what_a_table_would(
    documents: list[list[int]], data: st.DataObject
) -> None:
    connection = database()
    table: set[int] = set()
    for number, keys in enumerate(documents, 1):
        fresh = {posting(key, number) for key in keys}
        postings.add(connection, array("Q", sorted(fresh)))
        table |= fresh
        if keys and data.draw(st.booleans()):
            assert postings.remove(connection, keys, number) == len(fresh)
            table -= fresh

    assert list(postings.every(connection)) == sorted(table)
    for key in range(13):
        wanted = sorted(entry & KEY for entry in table if entry >> 32 == key)
        assert postings.numbers(connection, key, 100) == (wanted, len(wanted))


def test_large_batches_merge_into_an_index_that_is_there() -> None:
    connection = database()
    table: set[int] = set()
    for batch in range(4):
        fresh = {posting(key * 7919 % 3001, batch * 5000 + key % 5000 + 1) for key in range(20_000)}
        postings.add(connection, postings.in_order(array("Q", fresh)))
        table |= fresh

    assert list(postings.every(connection)) == sorted(table)


def test_sorting_gives_the_same_with_and_without_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    values = array("Q", [n * 0x9E3779B97F4A7C15 % 2**64 for n in range(3000)])
    monkeypatch.setattr(postings, "_MANY", 10)

    assert list(postings.in_order(array("Q", values))) == sorted(values)
