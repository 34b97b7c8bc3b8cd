"""A corpus of any size with planted pairs, made from the phrases of real news.

    python planted.py SOURCE.jsonl[.gz] OUT.jsonl PAIRS.tsv --documents 100000

Texts come from a chain of words learned from SOURCE (each word drops out of what followed the two before it),
so that common phrases are as common as in the source. One document in five belongs to a planted pair. The
pairs file has kind, ids, and the exact Jaccard and containment of their runs of three words.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

KINDS = ("copy", "near", "version", "tail", "contained", "scan")
_SHARE = 0.2
_CONFUSED = {
    "e": "c",
    "o": "0",
    "l": "1",
    "i": "l",
    "h": "b",
    "n": "u",
    "t": "f",
    "a": "o",
    "s": "5",
    "r": "n",
}


class Chain:
    """Words that follow words."""

    def __init__(self, texts: Iterator[str]) -> None:
        self._after: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._openings: list[tuple[str, str]] = []
        for text in texts:
            words = text.split()
            self._openings.extend([(words[0], words[1])] if len(words) > 1 else [])
            for one, two, three in zip(words, words[1:], words[2:], strict=False):
                self._after[one, two].append(three)

    def text(self, chance: random.Random, words: int) -> list[str]:
        """A text of so many words; where the chain ends a new opening begins, now and then one anyway."""
        found: list[str] = []
        one, two = chance.choice(self._openings)
        while len(found) < words:
            found.append(one)
            following = self._after.get((one, two))
            if following and chance.random() > 0.04:
                one, two = two, chance.choice(following)
            else:
                one, two = chance.choice(self._openings)
        return found


def edited(words: list[str], share: float, chance: random.Random, other: list[str]) -> list[str]:
    """Replaces so many of the words, one at a time, by words of another text."""
    return [chance.choice(other) if chance.random() < share else word for word in words]


def scanned(words: list[str], share: float, chance: random.Random) -> list[str]:
    """Wrong letters and lost spaces, as character recognition makes them."""
    letters = []
    for letter in " ".join(words):
        if chance.random() < share:
            letters.append(chance.choice(["", _CONFUSED.get(letter, "i"), letter + "."]))
        else:
            letters.append(letter)
    return "".join(letters).split()


def partner(
    kind: str, words: list[str], fresh: Callable[[int], list[str]], chance: random.Random
) -> list[str]:
    """The other document of a planted pair."""
    if kind == "near":
        return edited(words, chance.uniform(0.005, 0.03), chance, fresh(50))
    if kind == "version":
        return edited(words, chance.uniform(0.04, 0.12), chance, fresh(50))
    if kind == "tail":
        body = words[: int(len(words) * chance.uniform(0.55, 0.7))]
        return body + fresh(len(words) - len(body))
    if kind == "contained":
        size = int(len(words) * chance.uniform(0.3, 0.6))
        start = chance.randrange(len(words) - size)
        return words[start : start + size] + fresh(int(size * chance.uniform(0, 0.3)))
    if kind == "scan":
        return scanned(words, chance.uniform(0.02, 0.08), chance)
    return list(words)


def shingles(words: list[str]) -> set[tuple[str, ...]]:
    """Runs of three words, folded."""
    folded = ["".join(filter(str.isalnum, word)).casefold() for word in words]
    folded = [word for word in folded if word]
    return set(zip(folded, folded[1:], folded[2:], strict=False))


def pair_row(kind: str, one: str, words: list[str], other: str, others: list[str]) -> str:
    """A planted pair with the Jaccard and the containment of its runs of three words."""
    first, second = shingles(words), shingles(others)
    both = len(first & second)
    shares = both / len(first | second), both / max(1, min(len(first), len(second)))
    return f"{kind}\t{one}\t{other}\t{shares[0]:.4f}\t{shares[1]:.4f}\n"


def documents(
    chain: Chain, count: int, chance: random.Random
) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Kind, id and words of every document, and the words of its partner (empty without one)."""
    made = 0
    while made < count:
        words = chain.text(chance, max(40, int(chance.lognormvariate(5.7, 0.5))))
        kind = chance.choice(KINDS) if chance.random() < _SHARE / 2 else ""
        fresh = lambda size: chain.text(chance, size)  # noqa: E731
        yield kind, f"{made:08}", words, partner(kind, words, fresh, chance) if kind else []
        made += 2 if kind else 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    opened = gzip.open if options.source.suffix == ".gz" else open
    with opened(options.source, "rt", encoding="utf-8") as lines:
        chain = Chain(json.loads(line)["text"] for line in lines)
    with options.out.open("w", encoding="utf-8") as out, options.pairs.open("w", encoding="utf-8") as pairs:
        pairs.write("kind\tid1\tid2\tjaccard\tcontainment\n")
        for kind, name, words, other in documents(chain, options.documents, chance):
            out.write(json.dumps({"id": name, "text": " ".join(words)}, ensure_ascii=False) + "\n")
            if kind:
                out.write(
                    json.dumps({"id": f"{name}-{kind}", "text": " ".join(other)}, ensure_ascii=False) + "\n"
                )
                pairs.write(pair_row(kind, name, words, f"{name}-{kind}", other))


if __name__ == "__main__":
    main()
