"""Measure how the saved index grows: time to build, bytes a document, one look-up and insert, warm and cold.

    python benchmarks/index/growth.py 10000 100000 1000000

The documents are made up, the sizes are those of news of 2.2 KB: 24 hashes, one in four of which is a common
phrase (its rank drawn by Zipf's law from 50,000), ids of 21 characters. One new document in two copies two
thirds of an old one, and must find it. Cold means: a new process, the file thrown out of the page cache; the
time starts after the interpreter has and covers imports, opening, look-up, reading of candidates and insert.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from qa.index.build import build
from qa.index.entry import Entry
from qa.index.saved import Index
from qa.index.sketching import SPEC

LOOKUPS = 200
COLD = 12

_COLD = """
import time; began = time.perf_counter()
import sys, json
from pathlib import Path
from qa.index.saved import Index
from qa.index.entry import Entry
from qa.index.sketching import SPEC
given = json.loads(sys.argv[2])
with Index.open(Path(sys.argv[1]), SPEC, write=True) as index:
    found = index.matches(given["hashes"], bound=given["bound"])
    index.add([Entry(path="p", sha256="00" * 32, size=1, **given)])
print(time.perf_counter() - began, bool(found.candidates))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    for size in parser.parse_args().sizes:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measured(Path(folder) / "index", size)), flush=True)


def measured(path: Path, size: int) -> dict[str, float | int]:
    """Everything about an index of one size; times in milliseconds, the build's in seconds."""
    began = time.perf_counter()
    for _ in documents(0, size):
        pass
    generating = time.perf_counter() - began
    began = time.perf_counter()
    build(path, SPEC, documents(0, size))
    building = time.perf_counter() - began - generating
    bulk = path.stat().st_size / size
    cold = [cold_one(path, size, number) for number in range(COLD)]
    lookups, inserts, found = [], [], 0
    with Index.open(path, SPEC, write=True) as index:
        for number, entry in enumerate(new(size, LOOKUPS, seed=2)):
            began = time.perf_counter()
            matches = index.matches(entry.hashes, bound=entry.bound)
            middle = time.perf_counter()
            index.add([entry])
            lookups.append((middle - began) * 1e3)
            inserts.append((time.perf_counter() - middle) * 1e3)
            found += number % 2 and bool(matches.candidates) and matches.candidates[0].containment > 0.5
    return {
        "documents": size,
        "build_s": round(building, 1),
        "bytes_per_document": round(bulk, 1),
        "lookup_ms": round(median(lookups), 2),
        "lookup_p95_ms": round(quantiles(lookups, n=20)[-1], 2),
        "insert_ms": round(median(inserts), 2),
        "insert_p95_ms": round(quantiles(inserts, n=20)[-1], 2),
        "cold_ms": round(median(cold) * 1e3, 1),
        "cold_max_ms": round(max(cold) * 1e3, 1),
        "copies_found": round(found / (LOOKUPS // 2), 3),
    }


def documents(start: int, end: int) -> Iterator[Entry]:
    """Made-up documents, the same for the same numbers."""
    for number in range(start, end):
        hashes = sketch(number)
        yield Entry(
            id=f"news/2024/doc-{number:07}",
            path=f"news/2024/doc-{number:07}",
            sha256=f"{number:064x}",
            size=2200,
            hashes=hashes,
            bound=LIMIT,
        )


LIMIT = (2**64 - 1) // 16


def sketch(number: int) -> list[int]:
    """24 sorted hashes below the bound, a quarter of them common."""
    draw = random.Random(number)
    common = (int(50_000 ** draw.random()) * 0x9E3779B97F4A7C15 % LIMIT for _ in range(6))
    return sorted({*common, *(draw.randrange(LIMIT) for _ in range(18))})


def new(size: int, count: int, seed: int) -> Iterator[Entry]:
    """New documents; every second one copies two thirds of an old one."""
    draw = random.Random(seed)
    for number in range(count):
        own = sketch(size + seed * 100_000 + number)
        old = sketch(draw.randrange(size))
        hashes = sorted({*old[:16], *own[:8]}) if number % 2 else own
        name = f"new-{seed}-{number}"
        yield Entry(id=name, path=name, sha256="00" * 32, size=1, hashes=hashes, bound=LIMIT)


def cold_one(path: Path, size: int, number: int) -> float:
    """Seconds of one look-up and insert in a new process, with the file out of the page cache."""
    entry = next(iter(new(size, 1, seed=1000 + number)))
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    given = json.dumps({"id": f"cold-{number}", "hashes": list(entry.hashes), "bound": entry.bound})
    done = subprocess.run(
        [sys.executable, "-c", _COLD, str(path), given], capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[0])


if __name__ == "__main__":
    main()
