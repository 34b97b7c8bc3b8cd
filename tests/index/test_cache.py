"""The results cache keeps what it is given, and never stands in the way of a run."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from qa.index.cache import ResultCache

KEY, OTHER = b"k" * 16, b"o" * 16
FILLING = """
import sys
from pathlib import Path
from qa.index.cache import ResultCache
cache = ResultCache(Path(sys.argv[1]))
number = 0
while True:
    cache.put(number.to_bytes(16, "big"), b"value" * 50)
    number += 1
    if number % 20 == 0:
        cache.flush()
        print(number, flush=True)
"""


def kept(path: Path, key: bytes = KEY) -> bytes | None:
    with ResultCache(path) as cache:
        found = cache.get(key)
        assert cache.warnings == []
        return found


def filled(path: Path) -> Path:
    with ResultCache(path) as cache:
        cache.put(KEY, b"value")
    return path


def test_what_was_put_is_there_in_the_next_run(tmp_path):
    assert kept(filled(tmp_path / "deep" / "cache.sqlite")) == b"value"


def test_what_was_never_put_is_not_there(tmp_path):
    assert kept(filled(tmp_path / "c"), OTHER) is None


def test_the_file_may_travel_alone(tmp_path):
    filled(tmp_path / "c").rename(tmp_path / "elsewhere")
    assert kept(tmp_path / "elsewhere") == b"value"


@pytest.mark.parametrize(
    "content", [b"", b"SQLite format 3\0" + b"x" * 5000, b"no database at all", b"\0" * 4096]
)
def test_a_file_that_is_no_cache_costs_one_warning_at_most(tmp_path, content):
    path = tmp_path / "c"
    path.write_bytes(content)
    with ResultCache(path) as cache:
        assert cache.get(KEY) is None
        cache.put(KEY, b"value")
        assert len(cache.warnings) == (1 if content else 0)
    assert kept(path) == b"value"
    assert not content or (tmp_path / "c.broken").read_bytes() == content


def test_somebody_else_s_database_is_set_aside_whole(tmp_path):
    path = tmp_path / "c"
    with sqlite3.connect(path) as theirs:
        theirs.execute("CREATE TABLE theirs (value)")
    theirs.close()
    before = path.read_bytes()
    ResultCache(path).close()
    assert (tmp_path / "c.broken").read_bytes() == before


def test_damage_in_the_middle_is_noticed(tmp_path):
    path = tmp_path / "c"
    with ResultCache(path) as cache:
        for number in range(200):
            cache.put(number.to_bytes(16, "big"), bytes([number]) * 500)
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data), 64):
        data[at] ^= 0xFF
    path.write_bytes(data)
    with ResultCache(path) as cache:
        for number in range(200):
            assert cache.get(number.to_bytes(16, "big")) in {None, bytes([number]) * 500}
        assert len(cache.warnings) == 1


def test_a_place_that_cannot_be_written_is_done_without(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with ResultCache(tmp_path / "file" / "c") as cache:
        cache.put(KEY, b"value")
        assert cache.get(KEY) is None
        assert len(cache.warnings) == 1


def test_pruning_drops_what_was_not_asked_for(tmp_path):
    path = filled(tmp_path / "c")
    with ResultCache(path) as cache:
        for number in range(2000):
            cache.put(number.to_bytes(16, "big"), b"old")
    with ResultCache(path) as cache:
        assert cache.get(KEY) == b"value"
        cache.prune()
    assert kept(path) == b"value"
    assert kept(path, (5).to_bytes(16, "big")) is None


def test_two_runs_may_write_at_once(tmp_path):
    one, two = ResultCache(tmp_path / "c"), ResultCache(tmp_path / "c")
    one.put(KEY, b"one")
    two.put(OTHER, b"two")
    one.close()
    two.close()
    assert (kept(tmp_path / "c"), kept(tmp_path / "c", OTHER)) == (b"one", b"two")


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_killed_while_writing_it_opens_with_what_was_flushed(tmp_path):
    path = tmp_path / "c"
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", FILLING, str(path)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(5):
            done = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        assert kept(path, (done - 1).to_bytes(16, "big")) == b"value" * 50
