"""Read JSONL, find clusters with evidence, and compare with the planted pairs.

    python measure.py DOCUMENTS.jsonl PAIRS.tsv [--jobs 2]

A pair counts as found when one finding names the other, or both are in one cluster. A found pair that was not
planted counts as right when the exact Jaccard or containment of runs of three words, or the share of letters
in shared passages, reaches 0.5.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

from qa.analysis import Analysis
from qa.detectors.kinds import Features, Joined
from qa.detectors.near_duplicate import DETECTOR as NEAR
from qa.engine import run_threads, seldom_collect
from qa.model.document import Document, Source

CHUNK = 1 << 22
T = TypeVar("T")
R = TypeVar("R")
NO_RULE = ("first",)


def analysis(line: bytes) -> Analysis:
    row = json.loads(line)
    return Analysis(Document(id=row["id"], text=row["text"], source=Source(path="documents.jsonl")))


def chunks(path: Path) -> Iterator[tuple[Path, int, int]]:
    size, start = path.stat().st_size, 0
    with path.open("rb") as file:
        while start < size:
            file.seek(min(start + CHUNK, size))
            file.readline()
            yield path, start, file.tell()
            start = file.tell()


def features_of(chunk: tuple[Path, int, int]) -> list[tuple[str, int, Any]]:
    """Id, place and features of the documents in a part of the file."""
    path, start, end = chunk
    with path.open("rb") as file:
        file.seek(start)
        lines = file.read(end - start).splitlines(keepends=True)
    analyses = [analysis(line) for line in lines]
    assert NEAR.features_batch
    found = NEAR.features_batch(analyses, NEAR.params())
    places = []
    for line in lines:
        places.append(start)
        start += len(line)
    return [(each.document.id, at, data) for each, at, data in zip(analyses, places, found, strict=True)]


class Reader:
    """Documents by id, read again from where they stand; work goes to the processes of a pool."""

    def __init__(self, path: Path, places: Mapping[str, int], pool: Executor | None, jobs: int = 1) -> None:
        self._file, self._places, self._pool, self._jobs = path.open("rb"), places, pool, jobs

    def many(self, documents: Sequence[str]) -> list[Analysis]:
        found = {name: self(name) for name in sorted(documents, key=self._places.__getitem__)}
        return [found[name] for name in documents]

    def spread(
        self, work: Callable[[Sequence[T]], Sequence[R]], items: Iterable[T], weight: Callable[[T], int]
    ) -> Iterator[R]:
        if self._pool is None:
            yield from (result for item in items for result in work([item]))
            return
        pending: deque[Future[Sequence[R]]] = deque()
        for chunk in weighed(items, weight):
            pending.append(self._pool.submit(work, chunk))
            if len(pending) > 6:
                yield from pending.popleft().result()
        for each in pending:
            yield from each.result()

    def alongside(self, work: Callable[[T], R], items: Iterable[T], /) -> Iterator[R]:
        return run_threads(items, work, jobs=self._jobs)

    def __call__(self, document: str) -> Analysis:
        self._file.seek(self._places[document])
        return analysis(self._file.readline())


def weighed(items: Iterable[T], weight: Callable[[T], int]) -> Iterator[list[T]]:
    chunk: list[T] = []
    load = 0
    for item in items:
        chunk.append(item)
        load += weight(item)
        if load >= 500_000:
            yield chunk
            chunk, load = [], 0
    if chunk:
        yield chunk


def pairs_of(joined: Joined) -> set[frozenset[str]]:
    named = {frozenset((f.document, r.document)) for f in joined.findings for r in f.related}
    return named | {
        frozenset(pair)
        for c in joined.clusters
        if len(c.documents) <= 50
        for pair in combinations(c.documents, 2)
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--row", action="store_true", help="print the cost alone, as JSON")
    options = parser.parse_args()
    seldom_collect()
    began = time.perf_counter()
    places: dict[str, int] = {}
    features: list[Features] = []
    with ProcessPoolExecutor(options.jobs, initializer=seldom_collect) as pool:
        parts = [*chunks(options.documents)]
        found = pool.map(features_of, parts) if options.jobs > 1 else map(features_of, parts)
        for part in found:
            for name, place, data in part:
                places[name] = place
                features.append(Features(document=name, data=data))
        sketched, mapping = time.perf_counter(), sum(os.times()[:2])
        reader = Reader(options.documents, places, pool if options.jobs > 1 else None, options.jobs)
        joined = NEAR.join(features, NEAR.params(keep=NO_RULE), reader)
        done, joining = time.perf_counter(), sum(os.times()[:2])
    spent = sum(os.times()[:4])
    if options.row:
        row = {"documents": len(features), "wall_s": round(done - began, 2), "cpu_s": round(spent, 2)}
        print(json.dumps(row))
        return
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    memory += options.jobs * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    print(f"of this process: {mapping:.1f} s to map, {joining - mapping:.1f} s to join")
    report(options.pairs, joined, features)
    print(
        f"{len(features)} documents: sketched {sketched - began:.1f} s, joined {done - sketched:.1f} s, ",
        end="",
    )
    print(f"{len(features) / (done - began):.0f} documents a second, {memory:.2f} GB, {spent:.1f} s of CPU")


def report(path: Path, joined: Joined, features: list[Features]) -> None:
    found = pairs_of(joined)
    by_text = defaultdict(list)
    for each in features:
        by_text[each.data[:16]].append(each.document)
    found |= {frozenset(pair) for same in by_text.values() for pair in combinations(same, 2)}
    planted, hits, bands, band_hits = Counter(), Counter(), Counter(), Counter()
    rows = [line.rstrip("\n").split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    for kind, one, other, jaccard, containment in rows:
        hit = frozenset((one, other)) in found
        band = "J>=.8" if float(jaccard) >= 0.8 else "J .5-.8" if float(jaccard) >= 0.5 else "J<.5"
        band = "J<.5, C>=.5" if band == "J<.5" and float(containment) >= 0.5 else band
        planted[kind] += 1
        bands[band] += 1
        hits[kind] += hit
        band_hits[band] += hit
    for counted, got in ((planted, hits), (bands, band_hits)):
        print("  ".join(f"{key} {got[key] / counted[key]:.4f} ({counted[key]})" for key in sorted(counted)))
    gold = {frozenset(row[1:3]) for row in rows}
    wrong = [
        finding
        for finding in joined.findings
        if finding.related and frozenset((finding.document, finding.related[0].document)) not in gold
    ]
    doubtful = sum(
        max(f.data["jaccard"], f.data["containment"], f.data["share"], f.data["other_share"]) < 0.5
        for f in wrong
    )
    print(
        f"pairs found {len(found)}; findings whose nearest was not planted {len(wrong)}, below .5: {doubtful}"
    )
    sizes = [len(cluster.documents) for cluster in joined.clusters]
    print(f"clusters {len(sizes)}, largest {max(sizes, default=0)}")


if __name__ == "__main__":
    main()
