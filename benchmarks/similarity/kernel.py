"""How many megabytes of text a second one core hashes and sketches: the best of many short runs.

python kernel.py DOCUMENTS.jsonl
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from qa.text.batch import Joined, apart, portions
from qa.text.sketch import GRAM, sketch
from qa.text.sketch_batch import sampled

DOCUMENTS, TIMES = 320, 60


def main() -> None:
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, DOCUMENTS)]
    works: dict[str, Callable[[list[str]], object]] = {
        "hashes of runs of letters, numpy": hashed,
        "whole sketches with digests, numpy": lambda some: list(sampled(some)),
    }
    for name, work in works.items():
        print(f"{name}: {speed(work, texts, TIMES):.0f} MB/s")
    print(f"whole sketches, pure Python: {speed(lambda some: [*map(sketch, some)], texts, 3):.1f} MB/s")


def hashed(texts: list[str]) -> object:
    return [
        list(apart(portion, lambda some: [Joined.of(some).grams(GRAM)] * len(some)))
        for portion in portions(texts)
    ]


def speed(work: Callable[[list[str]], object], texts: list[str], times: int) -> float:
    size, best = sum(len(text.encode()) for text in texts), 1e9
    for _ in range(times):
        began = time.process_time()
        work(texts)
        best = min(best, time.process_time() - began)
    return size / best / 1e6


if __name__ == "__main__":
    main()
