"""Run a command and say what it took with all its processes: wall, processor time, memory.

    python benchmarks/spent.py COMMAND…

Memory is the proportional set size (what processes share counts once) of all of them together, looked at ten
times a second, less often where looking itself would cost; Linux only. The command's own output goes to
stderr, one line of JSON to stdout.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Seconds of wall and processor, gigabytes of memory at the most, the exit code, and the output."""

    wall_s: float
    cpu_s: float
    memory_gb: float
    code: int
    output: str


def spent(command: Sequence[str]) -> Spent:
    """Run a command to its end."""
    before, began = os.times(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    peak, done = [0], threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, peak, done))
    watch.start()
    output, _ = process.communicate()
    wall, after = time.perf_counter() - began, os.times()
    done.set()
    watch.join()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Spent(
        wall_s=round(wall, 2),
        cpu_s=round(cpu, 2),
        memory_gb=round(peak[0] / 2**30, 3),
        code=process.returncode,
        output=output,
    )


def _watch(root: int, peak: list[int], done: threading.Event) -> None:
    pause = 0.1
    while not done.wait(pause):
        began = time.process_time()
        peak[0] = max(peak[0], sum(map(_memory, _family(root))))
        pause = max(0.1, 50 * (time.process_time() - began))


def _family(root: int) -> Iterator[int]:
    """The process and all that descend from it."""
    yield root
    try:
        for task in Path(f"/proc/{root}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))
    except OSError:
        return


def _memory(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    found = asdict(spent(sys.argv[1:]))
    print(found.pop("output"), end="", file=sys.stderr)
    print(json.dumps(found), flush=True)
