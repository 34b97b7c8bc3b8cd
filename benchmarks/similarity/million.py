"""A corpus of a million documents with planted pairs and one template, made quickly and with rare words.

    python million.py SOURCE.jsonl[.gz] OUT.jsonl PAIRS.tsv --documents 1000000

Like `planted.py`, whose planted kinds and chain of words it has, but numpy walks the chain for thousands of
texts at once, and a share of the words is drawn from an open vocabulary (names and numbers, ranks by Zipf's
law), for a chain learned from one source says nothing new after some ten thousand texts. Of every thousand
documents 200 belong to planted pairs. 300 documents fill one template with other words (kind `template`, each
paired with the first). Needs numpy.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from planted import KINDS, pair_row, partner

PORTION = 10_000
TEMPLATE = 300
_OPEN = 0.12
_NAMES = 3_000_000
_SYLLABLES = [a + b for a in "bcdfghklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "er", "or", "in")]


class Walk:
    """The chain of words of a source: each word drops out of what followed the two before it."""

    def __init__(self, texts: Iterator[str], seed: int) -> None:
        ids: dict[str, int] = {}
        stream: list[int] = []
        opening: list[int] = []
        for text in texts:
            words = text.split()
            if len(words) > 2:
                opening.append(len(stream))
                stream.extend(ids.setdefault(word, len(ids)) for word in words)
        self.words = np.array(list(ids), dtype=object)
        self._stream = np.array(stream, dtype=np.int64)
        pairs = self._stream[:-1] * len(ids) + self._stream[1:]
        _, self._pair, count = np.unique(pairs, return_inverse=True, return_counts=True)
        self._order = np.argsort(self._pair, kind="stable")
        self._starts = np.concatenate([[0], np.cumsum(count)[:-1]])
        self._counts = count
        self._openings = np.array(opening)
        self._chance = np.random.default_rng(seed)

    def texts(self, sizes: Sequence[int]) -> list[list[str]]:
        """Texts of so many words each."""
        chance, longest = self._chance, max(sizes)
        at = chance.choice(self._openings, len(sizes))
        columns = np.empty((longest, len(sizes)), dtype=np.int64)
        for step in range(longest):
            columns[step] = self._stream[at]
            pair = self._pair[np.minimum(at, len(self._pair) - 1)]
            following = self._order[self._starts[pair] + chance.integers(self._counts[pair])] + 1
            lost = (chance.random(len(sizes)) < 0.04) | (following >= len(self._pair))
            at = np.where(lost, chance.choice(self._openings, len(sizes)), following)
        found = self.words[columns.T]
        rows, places = np.nonzero(chance.random(found.shape) < _OPEN)
        found[rows, places] = [name(rank) for rank in zipf(chance, len(rows)).tolist()]
        return [row[:size].tolist() for row, size in zip(found, sizes, strict=True)]


def zipf(chance: np.random.Generator, count: int) -> np.ndarray:
    """Ranks below `_NAMES`; rank r comes up with a probability proportional to 1/r."""
    return np.exp(chance.random(count) * np.log(_NAMES)).astype(np.int64)


def name(rank: int) -> str:
    """A name for a rank, of two to four syllables; each fourth is a number."""
    if rank % 4 == 3:
        return f"{rank * 7919 % 1_000_003}"
    found = ""
    rank = rank * 2_654_435_761 % 2**32 if rank > 99 else rank * 31 + 7
    while rank:
        rank, digit = divmod(rank, len(_SYLLABLES))
        found += _SYLLABLES[digit]
    return found.capitalize()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    opened = gzip.open if options.source.suffix == ".gz" else open
    with opened(options.source, "rt", encoding="utf-8") as lines:
        walk = Walk((json.loads(line)["text"] for line in lines), options.seed)
    chance = random.Random(options.seed)
    with options.out.open("w", encoding="utf-8") as out, options.pairs.open("w", encoding="utf-8") as pairs:
        pairs.write("kind\tid1\tid2\tjaccard\tcontainment\n")
        for start in range(0, options.documents, PORTION):
            rows = portion(walk, chance, start, min(PORTION, options.documents - start))
            for kind, one, words, other, others in rows:
                out.write(json.dumps({"id": other, "text": " ".join(others)}, ensure_ascii=False) + "\n")
                if kind:
                    pairs.write(pair_row(kind, one, words, other, others))


Row = tuple[str, str, list[str], str, list[str]]


def portion(walk: Walk, chance: random.Random, start: int, count: int) -> Iterator[Row]:
    """Documents with what each was made from: kind, id and words of the first, id and words of its own."""
    planted = [chance.choice(KINDS) if at % 10 == 1 else "" for at in range(count)]
    sizes = [max(40, int(chance.lognormvariate(5.7, 0.5))) for _ in range(count)]
    texts = walk.texts(sizes)
    spare = iter(walk.texts([400] * 64) * (count // 64 + 1))
    template, every = (texts[0] * 3)[:240], max(1, count // TEMPLATE)
    for at, (kind, words) in enumerate(zip(planted, texts, strict=True)):
        name = f"{start + at:08}"
        if start == 0 and at % every == 0 and at < TEMPLATE * every:
            filled = [
                words[place] if place % 12 == 11 else each
                for place, each in enumerate(template[: len(words)])
            ]
            yield ("template" if at else ""), "00000000", template, name, filled
        elif kind and at % every != 1:
            first = texts[at - 1]
            yield (
                kind,
                f"{start + at - 1:08}",
                first,
                name,
                partner(kind, first, lambda n: next(spare)[:n], chance),
            )
        else:
            yield "", name, words, name, words


if __name__ == "__main__":
    main()
