"""Patches are what `git apply` reads, and give the file that was meant."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.text.unified import Patch, patched, unified

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
LINES = st.lists(st.sampled_from([b"one", b"two", b"", b"three\r", b"\xff\xfe"]), max_size=30)


def git_apply(folder: Path, name: str, raw: bytes, patch: bytes) -> bytes:
    (folder / name).write_bytes(raw)
    command = ["git", "apply", "--whitespace=nowarn", "--unidiff-zero", "-"]
    subprocess.run(command, cwd=folder, input=patch, check=True, capture_output=True)
    return (folder / name).read_bytes()


@needs_git
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(lines=LINES, ends=st.booleans(), data=st.data())
def test_git_makes_the_patched_file_of_it(
    tmp_path: Path, lines: list[bytes], ends: bool, data: st.DataObject
) -> None:
    raw = b"\n".join(lines) + (b"\n" if ends and lines else b"")
    places = sorted(data.draw(st.lists(st.integers(0, len(raw)), max_size=6, unique=True)))
    pairs = zip(places[::2], places[1::2], strict=False)
    patches = [
        Patch(start=one, end=other, content=data.draw(st.sampled_from([b"", b"new", b"a\nb\n", b"\n"])))
        for one, other in pairs
    ]
    shown = unified("story.txt", raw, patches)
    expected = patched(raw, patches)
    assert (shown == b"") == (expected == raw)
    if shown and expected and raw:
        assert git_apply(tmp_path, "story.txt", raw, shown) == expected


def test_a_patch_shows_the_lines_around_it() -> None:
    raw = b"".join(b"line %d\n" % number for number in range(1, 10))
    start = raw.index(b"line 5")
    shown = unified("a/story.txt", raw, [Patch(start=start, end=start + 7, content=b"")])
    assert shown.decode() == (
        "--- a/a/story.txt\n+++ b/a/story.txt\n@@ -2,7 +2,6 @@\n"
        " line 2\n line 3\n line 4\n-line 5\n line 6\n line 7\n line 8\n"
    )


def test_a_missing_line_break_at_the_end_is_told() -> None:
    shown = unified("story.txt", b"one\ntwo", [Patch(start=3, end=7, content=b"")])
    assert shown.decode().splitlines()[3:] == [
        "-one",
        "-two",
        "\\ No newline at end of file",
        "+one",
        "\\ No newline at end of file",
    ]


def test_odd_names_are_quoted_as_git_does() -> None:
    shown = unified('a"\n.txt', b"one\n", [Patch(start=0, end=4, content=b"")])
    assert shown.startswith(b'--- "a/a\\"\\012.txt"\n')
