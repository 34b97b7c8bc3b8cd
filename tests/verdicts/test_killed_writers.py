"""Killed at any moment, a writer leaves the older file or the newer one, whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from qa.declare.waivers import load_waivers
from qa.pipeline.baseline_file import read_baseline, write_baseline
from qa.verdicts.baseline import Baseline, Entry

SIZES = (500, 4000)
BASELINES = """
import sys
from pathlib import Path
from qa.verdicts.baseline import Baseline, Entry
from qa.pipeline.baseline_file import write_baseline
made = [Baseline(entries=tuple(
    Entry(check_id="demo", document=f"{n:05}.txt", reason="bad", fingerprint=f"{n:024}") for n in range(size)
)) for size in (500, 4000)]
while True:
    for baseline in made:
        print("writing", flush=True)
        write_baseline(Path(sys.argv[1]), baseline)
"""
WAIVERS = """
import sys
from pathlib import Path
from qa.declare.waiver_text import add_waiver
from qa.model.check import Waiver
path = Path(sys.argv[1])
while True:
    print("writing", flush=True)
    add_waiver(path, Waiver(document="a.txt", reason="fine"), path.parent)
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")


def killed(program: str, path: Path, writes: int) -> None:
    """Run a writer and kill it in one of its writes."""
    writer = subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    for _ in range(writes):
        writer.stdout.readline()
    writer.send_signal(signal.SIGKILL)
    writer.communicate()


def test_a_killed_update_leaves_a_whole_baseline(tmp_path):
    path = tmp_path / "baseline.json"
    write_baseline(path, Baseline(entries=(Entry(check_id="a", document="b", reason="c", fingerprint="d"),)))
    for writes in range(1, 9):
        killed(BASELINES, path, writes)
        assert len(read_baseline(path).entries) in {1, *SIZES}


def test_a_killed_waive_leaves_a_whole_waiver_file(tmp_path):
    path = tmp_path / "qa-waivers.yml"
    path.write_text("# ours\n- {document: z.txt, reason: first}\n", encoding="utf-8")
    before = 1
    for writes in (1, 2, 5, 9):
        killed(WAIVERS, path, writes)
        assert path.read_text(encoding="utf-8").startswith("# ours\n")
        after = len(load_waivers(path, tmp_path))
        assert after >= before
        before = after
