"""A foreign, stale or damaged index is refused with a sentence that says what to do."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from index_kit import SPEC, made, numbered

from qa.errors import InputError
from qa.index import header
from qa.index.build import build
from qa.index.header import Spec
from qa.index.saved import Index

ENTRIES = [made(f"d{number:03}", numbered(number, number + 30)) for number in range(200)]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.index"
    build(path, SPEC, ENTRIES)
    return path


def refused(path: Path, spec: Spec = SPEC) -> str:
    with pytest.raises(InputError) as caught:
        Index.open(path, spec).close()
    return str(caught.value)


def test_no_index_there(tmp_path: Path) -> None:
    assert "no such index" in refused(tmp_path / "absent")


def test_a_folder_is_no_index(tmp_path: Path) -> None:
    assert "no such index" in refused(tmp_path)


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0", os.urandom(9000)])
def test_a_file_of_another_kind(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)

    assert str(path) in refused(path)
    assert path.read_bytes() == content


def test_another_database(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE header (name, value)")

    assert "is not an index of corpus-qa" in refused(path)


def test_another_database_is_not_built_over(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    path.write_bytes(b"precious")

    with pytest.raises(InputError, match="name another place"):
        build(path, SPEC, ENTRIES)
    assert path.read_bytes() == b"precious"


def test_an_index_of_another_format(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(header, "FORMAT", 99)

    assert "format 2, this version reads 99" in refused(place)


def test_an_index_of_another_sketch(place: Path) -> None:
    assert "build it anew" in refused(place, Spec(sketch="test/2", parameters=SPEC.parameters))


def test_an_index_of_other_parameters(place: Path) -> None:
    assert "other parameters" in refused(place, Spec(sketch=SPEC.sketch, parameters="scale=8"))


def test_an_index_cut_short(place: Path) -> None:
    with place.open("r+b") as file:
        file.truncate(place.stat().st_size // 2)

    assert "is damaged" in refused(place)


@pytest.mark.parametrize("table", ["block", "document", "header"])
def test_a_lost_table(place: Path, table: str) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute(f"DROP TABLE {table}")

    with pytest.raises(InputError), Index.open(place, SPEC) as index:
        index.matches(ENTRIES[0].hashes)


@pytest.mark.parametrize("seed", range(12))
def test_overwritten_bytes_never_change_what_is_matched_unnoticed(place: Path, seed: int) -> None:
    with Index.open(place, SPEC) as index:
        sound = [index.matches(entry.hashes).candidates for entry in ENTRIES]
    content = bytearray(place.read_bytes())
    start = 100 + seed * 9173 % (len(content) - 200)
    content[start : start + 64] = bytes(byte ^ 0x55 for byte in content[start : start + 64])
    place.write_bytes(content)

    try:
        with Index.open(place, SPEC) as index:
            found = [index.matches(entry.hashes).candidates for entry in ENTRIES]
            problems = index.verify()
    except InputError:
        return
    assert found == sound or problems


def test_a_lost_block_is_noticed_by_verify(place: Path) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("DELETE FROM block WHERE row = (SELECT max(row) FROM block)")
        connection.commit()

    with Index.open(place, SPEC) as index:
        assert "postings are stored, the documents' sketches call for" in index.verify()[0]


def test_a_second_writer_waits_and_then_says_so(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(header, "_WAIT_S", 0.01)
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Index.open(place, SPEC, write=True) as index, pytest.raises(InputError, match="locked"):
            index.add([made("new", ["word"])])
