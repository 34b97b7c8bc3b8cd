"""Other tools on the planted pairs, the whole job: read JSONL, sketch, find pairs, make clusters.

pip install datasketch rensa
python peers.py DOCUMENTS.jsonl PAIRS.tsv

MinHash of word runs and LSH, each tool at its usual setting and at finer ones that find more. Clusters are
made of the pairs as the tool gives them: nothing is verified and no passage is named. One process, as the
tools have it; seconds of CPU.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """Words a run, permutations, and bands (of equally many rows) of the LSH."""

    words: int
    permutations: int
    bands: int


SETTINGS = (Setting(3, 128, 32), Setting(3, 128, 64), Setting(2, 128, 64), Setting(2, 256, 128))


def documents(path: Path, run: int) -> Iterator[tuple[str, list[str]]]:
    """Ids and distinct runs of words."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            words = row["text"].lower().split()
            runs = {" ".join(words[at : at + run]) for at in range(max(1, len(words) - run + 1))}
            yield row["id"], list(runs)


def by_datasketch(path: Path, setting: Setting) -> Iterator[tuple[str, str]]:
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415

    rows = setting.permutations // setting.bands
    index = MinHashLSH(num_perm=setting.permutations, params=(setting.bands, rows))
    for name, runs in documents(path, setting.words):
        sketch = MinHash(num_perm=setting.permutations)
        sketch.update_batch([run.encode() for run in runs])
        yield from ((other, name) for other in index.query(sketch))
        index.insert(name, sketch)


def by_rensa(path: Path, setting: Setting) -> Iterator[tuple[str, str]]:
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415

    index = RMinHashLSH(threshold=0.5, num_perm=setting.permutations, num_bands=setting.bands)
    names: list[str] = []
    for name, runs in documents(path, setting.words):
        sketch = RMinHash(num_perm=setting.permutations, seed=42)
        sketch.update(runs)
        yield from ((names[other], name) for other in index.query(sketch))
        index.insert(len(names), sketch)
        names.append(name)


TOOLS: dict[str, Callable[[Path, Setting], Iterator[tuple[str, str]]]] = {
    "rensa": by_rensa,
    "datasketch": by_datasketch,
}


def clusters(pairs: set[tuple[str, str]]) -> dict[str, str]:
    """The first document of each document's cluster."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in pairs:
        parent[root(one)] = root(other)
    return {name: root(name) for name in parent}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("pairs", type=Path)
    options = parser.parse_args()
    rows = [line.split("\t") for line in options.pairs.read_text(encoding="utf-8").splitlines()[1:]]
    planted = Counter(row[0] for row in rows)
    gold = {frozenset(row[1:3]) for row in rows}
    for name, tool in TOOLS.items():
        for setting in SETTINGS:
            cpu = time.process_time()
            found = set(tool(options.documents, setting))
            count = len(set(clusters(found).values()))
            cpu = time.process_time() - cpu
            pairs = {frozenset(pair) for pair in found}
            hits = Counter(row[0] for row in rows if frozenset(row[1:3]) in pairs)
            shares = "  ".join(f"{kind} {hits[kind] / planted[kind]:.3f}" for kind in sorted(planted))
            right = len(pairs & gold) / max(1, len(pairs))
            print(f"{name} {setting}: {cpu:.1f} s of CPU, {len(pairs)} pairs, {right:.3f} of them planted")
            print(f"  {shares}; {count} clusters", flush=True)


if __name__ == "__main__":
    main()
