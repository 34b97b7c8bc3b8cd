"""Killed at any moment, an index opens with all of a change or none of it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from index_kit import SPEC, made, numbered

from qa.index.build import build
from qa.index.saved import Index

OLD = [made(f"old{number:03}", numbered(number, number + 30)) for number in range(100)]

# Kills itself without any clean-up once SQLite has run so many statements of the work.
_PROGRAM = """
import os, signal, sys
from pathlib import Path
from qa.index import changes, header
from qa.index.build import build
from qa.index.saved import Index
from index_kit import SPEC, made, numbered

action, place, limit = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
new = [made(f"new{n:03}", numbered(n + 500, n + 530)) for n in range(100)]
seen, changes._CHUNK = 0, 10

def count(_statement):
    global seen
    seen += 1
    if seen == limit:
        os.kill(os.getpid(), signal.SIGKILL)

connect = header._connect
def traced(path, mode):
    connection = connect(path, mode)
    connection.set_trace_callback(count)
    return connection
header._connect = traced

if action == "build":
    build(place, SPEC, new)
else:
    with Index.open(place, SPEC, write=True) as index:
        if action == "add":
            index.add(new, pending=200)
        else:
            index.remove([f"old{n:03}" for n in range(50)])
print(seen)
"""


def killed(action: str, place: Path, after: int) -> bool:
    """Run the action in a process that kills itself; whether it did."""
    arguments = [sys.executable, "-c", _PROGRAM, action, str(place), str(after)]
    here = Path(__file__).parent
    done = subprocess.run(arguments, cwd=here, capture_output=True, text=True, check=False)
    assert done.returncode in {0, -signal.SIGKILL}, done.stderr
    return done.returncode != 0


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.index"
    build(path, SPEC, OLD)
    return path


@pytest.mark.parametrize("after", [12, 60, 300, 600, 890])
def test_killed_while_adding(place: Path, after: int) -> None:
    assert killed("add", place, after)

    with Index.open(place, SPEC, write=True) as index:
        assert index.verify() == []
        assert len(index) >= len(OLD)
        assert {entry.id for entry in OLD} <= set(index.ids())
        index.add([made("next", numbered(0, 9))])
        assert index.verify() == []


@pytest.mark.parametrize("after", [12, 300, 4700])
def test_killed_while_removing(place: Path, after: int) -> None:
    assert killed("remove", place, after)

    with Index.open(place, SPEC) as index:
        assert len(index) == len(OLD)
        assert index.verify() == []


@pytest.mark.parametrize("after", [3, 60, 165])
def test_killed_while_building_the_old_index_stays_and_the_next_build_sweeps_up(
    place: Path, after: int
) -> None:
    assert killed("build", place, after)
    assert [path.name for path in place.parent.glob("*.part*")] == ["corpus.index.part"]
    with Index.open(place, SPEC) as index:
        assert len(index) == len(OLD)

    build(place, SPEC, OLD[:3])

    assert [path.name for path in place.parent.iterdir()] == ["corpus.index"]
    with Index.open(place, SPEC) as index:
        assert len(index) == 3
