"""Build the list of common words below qa/data/byline from freely licensed frequency lists.

    python benchmarks/byline/words.py

needs `symspellpy` (MIT; English words by frequency, without names) and `pyspellchecker` (MIT; words of films'
subtitles in other languages, with names, which are dropped where the lists of names hold them). A capitalised
word that is common in running text and is no name tells a heading from a person.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "qa" / "data" / "byline"
SOURCES = "symspellpy 6.10 (MIT): frequency_dictionary_en; pyspellchecker 0.9 (MIT): de es fr it nl pt ru"
ENGLISH, OTHERS = 35000, 6000
LANGUAGES = ("de", "es", "fr", "it", "nl", "pt", "ru")


def _folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"install {package} first")
    return Path(found.origin).parent


def _names() -> frozenset[str]:
    lists = (
        json.loads((DATA / f"{kind}.json").read_text(encoding="utf-8"))
        for kind in ("first_names", "surnames")
    )
    return frozenset(name for content in lists for name in content["names"].split())


def _kept(words: Iterable[str], most: int) -> list[str]:
    return list(islice((word for word in words if len(word) > 1 and word.isalpha()), most))


def english() -> list[str]:
    """The most frequent English words."""
    path = _folder("symspellpy") / "frequency_dictionary_en_82_765.txt"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return _kept((line.split()[0].casefold() for line in lines), ENGLISH)


def other(language: str, names: frozenset[str]) -> list[str]:
    """The most frequent words of another language that are no names."""
    path = _folder("spellchecker") / "resources" / f"{language}.json.gz"
    counts: dict[str, int] = json.loads(gzip.decompress(path.read_bytes()))
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    return _kept((word for word in ranked if word.casefold() not in names), OTHERS)


def main() -> None:
    """Write the list: one string of words by language, sorted; a word stands with the first that has it."""
    names, seen = _names(), set[str]()
    content: dict[str, str] = {}
    for language in ("en", *LANGUAGES):
        words = set(english() if language == "en" else other(language, names)) - seen
        seen |= words
        content[language] = " ".join(sorted(words))
    text = json.dumps({"version": 1, "sources": SOURCES, "words": content}, ensure_ascii=False, indent=1)
    (DATA / "common_words.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
