"""Other tools on the planted pairs, beside ours: the whole job from JSONL to clusters.

    pip install datasketch rensa text-dedup      # in an environment of their own; another for datatrove
    python peers.py DOCUMENTS.jsonl PAIRS.tsv rensa:3,256,128 datasketch:3,256,128 text-dedup:3,256,128

A tool is named with the words of a run, the permutations of MinHash and the bands of its LSH. Every tool
reads JSONL, sketches, and finds pairs; first comes what that costs and how many of the planted pairs are
found. Then its pairs are checked, as a user would have to, by the share of runs of eight letters that the
shorter text has in common (0.3 at the least) and joined to clusters. Nothing names the shared passages, as
our job does. Seconds of CPU; text-dedup and datatrove run in processes of their own.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

CHECKED, SHARE = 8, 0.3

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Setting:
    """Words a run, permutations, and bands (of equally many rows) of the LSH."""

    words: int
    permutations: int
    bands: int

    @property
    def rows(self) -> int:
        return self.permutations // self.bands


def texts(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["id"], row["text"]


def documents(path: Path, run: int) -> Iterator[tuple[str, list[str]]]:
    """Ids and distinct runs of words."""
    for name, text in texts(path):
        words = text.lower().split()
        yield name, list({" ".join(words[at : at + run]) for at in range(max(1, len(words) - run + 1))})


def by_datasketch(path: Path, setting: Setting) -> Iterator[Pair]:
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415

    index = MinHashLSH(num_perm=setting.permutations, params=(setting.bands, setting.rows))
    for name, runs in documents(path, setting.words):
        sketch = MinHash(num_perm=setting.permutations)
        sketch.update_batch([run.encode() for run in runs])
        yield from ((other, name) for other in index.query(sketch))
        index.insert(name, sketch)


def by_rensa(path: Path, setting: Setting) -> Iterator[Pair]:
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415

    index = RMinHashLSH(threshold=0.5, num_perm=setting.permutations, num_bands=setting.bands)
    names: list[str] = []
    for name, runs in documents(path, setting.words):
        sketch = RMinHash(num_perm=setting.permutations, seed=42)
        sketch.update(runs)
        yield from ((names[other], name) for other in index.query(sketch))
        index.insert(len(names), sketch)
        names.append(name)


def by_text_dedup(path: Path, setting: Setting) -> Iterator[Pair]:
    """Its clusters, each document with the first of its own: it keeps no pairs."""
    names = [name for name, _ in texts(path)]
    with tempfile.TemporaryDirectory() as folder:
        numbers = {
            "ngram": setting.words,
            "num_perm": setting.permutations,
            "b": setting.bands,
            "r": setting.rows,
            "batch_size": 10_000,
        }
        words = {"path": "json", "data_files": path, "split": "train", "column": "text"} | numbers
        places = {"cache_dir": f"{folder}/cache", "output": f"{folder}/out"}
        given = [word for key, value in (words | places).items() for word in (f"--{key}", str(value))]
        command = [sys.executable, "-m", "text_dedup.minhash", *given, "--debug"]
        subprocess.run(command, check=True, capture_output=True)
        with Path(folder, "out", "uf.pkl").open("rb") as file:
            found = pickle.load(file)
    union = found[0] if isinstance(found, tuple) else found
    for number in sorted(union.parent):
        first = union.find(number)
        if first != number:
            yield names[first], names[number]


def by_datatrove(path: Path, setting: Setting) -> Iterator[Pair]:
    """The pairs of its second step; its third makes clusters of these as they are."""
    names = [name for name, _ in texts(path)]
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder, "in")
        lines.mkdir()
        os.link(path, lines / "documents.jsonl")
        subprocess.run([sys.executable, "-c", _DATATROVE, folder, str(setting.words), str(setting.bands),
                        str(setting.rows)], check=True, capture_output=True)  # fmt: skip
        from datatrove.utils.binaryio import read_tuples_from_file  # noqa: PLC0415

        seen: set[Pair] = set()
        for part in sorted(Path(folder, "buckets").glob("*.dups")):
            with part.open("rb") as file:
                for _, one, _, other in read_tuples_from_file(file, "4I", lines_to_buffer=-1):
                    seen.add((names[one], names[other]))
    yield from sorted(seen)


_DATATROVE = """
import sys
from datatrove.executor import LocalPipelineExecutor as Local
from datatrove.pipeline.dedup.minhash import *
from datatrove.pipeline.readers import JsonlReader
folder, words, bands, rows = sys.argv[1], *map(int, sys.argv[2:])
config = MinhashConfig(n_grams=words, num_buckets=bands, hashes_per_bucket=rows)
read = JsonlReader(f"{folder}/in", glob_pattern="*.jsonl")
sign = MinhashDedupSignature(output_folder=f"{folder}/signatures", config=config)
Local(pipeline=[read, sign], tasks=1, logging_dir=f"{folder}/1").run()
bucket = MinhashDedupBuckets(f"{folder}/signatures", f"{folder}/buckets", config=config)
Local(pipeline=[bucket], tasks=bands, workers=1, logging_dir=f"{folder}/2").run()
cluster = MinhashDedupCluster(f"{folder}/buckets", f"{folder}/removed", config=config)
Local(pipeline=[cluster], tasks=1, logging_dir=f"{folder}/3").run()
"""

TOOLS: dict[str, Callable[[Path, Setting], Iterator[Pair]]] = {
    "rensa": by_rensa,
    "datasketch": by_datasketch,
    "text-dedup": by_text_dedup,
    "datatrove": by_datatrove,
}


def checked(pairs: Iterable[Pair], path: Path) -> Iterator[Pair]:
    """The pairs of which one shares enough with the other."""
    wanted = sorted(pairs)
    named = {name for pair in wanted for name in pair}
    letters = {name: "".join(re.findall(r"\w+", text.lower())) for name, text in texts(path) if name in named}
    for one, other in wanted:
        own, theirs = _runs(letters[one]), _runs(letters[other])
        if len(own & theirs) >= SHARE * min(len(own), len(theirs)):
            yield one, other


@lru_cache(maxsize=20_000)
def _runs(letters: str) -> set[str]:
    return {letters[at : at + CHECKED] for at in range(max(1, len(letters) - CHECKED + 1))}


def clusters(pairs: Iterable[Pair]) -> dict[str, str]:
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


def cpu() -> float:
    return sum(os.times()[:4])


def measured(name: str, setting: Setting, path: Path, rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    began = cpu()
    found = set(TOOLS[name](path, setting))
    sketched = cpu()
    right = set(checked(found, path))
    groups = Counter(clusters(right).values())
    done = cpu()
    planted, hits, kept = Counter(row[0] for row in rows), Counter(), Counter()
    loose, tight = ({frozenset(pair) for pair in pairs} for pairs in (found, right))
    for row in rows:
        hits[row[0]] += frozenset(row[1:3]) in loose
        kept[row[0]] += frozenset(row[1:3]) in tight
    count = sum(1 for _ in texts(path))
    return {
        "tool": name,
        "words, permutations, bands": [setting.words, setting.permutations, setting.bands],
        "documents": count,
        "pairs_s": round(sketched - began, 2),
        "documents a second": round(count / (sketched - began)),
        "pairs": len(found),
        "found": round(hits.total() / len(rows), 4),
        "scans found": round(hits["scan"] / planted["scan"], 4),
        "checked_s": round(done - sketched, 2),
        "documents a second, checked": round(count / (done - began)),
        "pairs left": len(right),
        "found, checked": round(kept.total() / len(rows), 4),
        "largest cluster": max(groups.values(), default=0),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("tools", nargs="+", help="NAME:WORDS,PERMUTATIONS,BANDS")
    options = parser.parse_args()
    rows = [line.split("\t") for line in options.pairs.read_text(encoding="utf-8").splitlines()[1:]]
    for tool in options.tools:
        name, _, numbers = tool.partition(":")
        setting = Setting(*map(int, numbers.split(",")))
        print(json.dumps(measured(name, setting, options.documents, rows)), flush=True)


if __name__ == "__main__":
    main()
