"""Other tools on the planted pairs, at their usual setting: MinHash of word runs, 128 permutations, LSH.

pip install datasketch rensa
python peers.py DOCUMENTS.jsonl PAIRS.tsv --threshold 0.5
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

Documents = list[tuple[str, set[str]]]


def documents(path: Path) -> Documents:
    """Ids and runs of three words."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            words = row["text"].lower().split()
            runs = {" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))}
            found.append((row["id"], runs))
    return found


def by_datasketch(read: Documents, threshold: float) -> Iterator[tuple[str, str]]:
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415

    index = MinHashLSH(threshold=threshold, num_perm=128)
    for name, shingles in read:
        sketch = MinHash(num_perm=128)
        sketch.update_batch([shingle.encode() for shingle in shingles])
        yield from ((other, name) for other in index.query(sketch))
        index.insert(name, sketch)


def by_rensa(read: Documents, threshold: float) -> Iterator[tuple[str, str]]:
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415

    bands = 32 if threshold < 0.7 else 16
    index = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=bands)
    for at, (name, shingles) in enumerate(read):
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update(sorted(shingles))
        yield from ((read[other][0], name) for other in index.query(sketch))
        index.insert(at, sketch)


TOOLS: dict[str, Callable[[Documents, float], Iterator[tuple[str, str]]]] = {
    "datasketch": by_datasketch,
    "rensa": by_rensa,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--threshold", type=float, default=0.5)
    options = parser.parse_args()
    rows = [line.split("\t") for line in options.pairs.read_text(encoding="utf-8").splitlines()[1:]]
    planted = Counter(row[0] for row in rows)
    for name, tool in TOOLS.items():
        began, cpu = time.perf_counter(), time.process_time()
        read = documents(options.documents)
        found = {frozenset(pair) for pair in tool(read, options.threshold)}
        took, cpu = time.perf_counter() - began, time.process_time() - cpu
        hits = Counter(row[0] for row in rows if frozenset(row[1:3]) in found)
        shares = (f"{kind} {hits[kind] / planted[kind]:.3f}" for kind in sorted(planted))
        print(name, "  ".join(shares))
        print(
            f"  {len(found)} candidate pairs; {len(read) / took:.0f} documents a second ({cpu:.1f} s of CPU)"
        )


if __name__ == "__main__":
    main()
