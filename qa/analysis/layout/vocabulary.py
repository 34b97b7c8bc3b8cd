"""The words that layout knows, as numbers: their classes, phrases of cues, and how they lean.

A word may belong to classes that mean the same in every language: words that relate ("more", "weitere"),
that name a piece ("articles"), an author, a comment and so on. The lists are data, one file a language;
which words lean to heads or tails is learned. Number 0 is every word that is in none of the lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from qa.analysis.layout.alphabet import phrase
from qa.resources import data, data_names

KINDS = (
    "teaser-list",
    "newsletter",
    "comments",
    "share-bar",
    "author-bio",
    "legal",
    "call-to-action",
    "credits",
    "navigation",
    "byline",
    "contents",
    "opener",
    "advertisement",
)
"""Kinds of cues that the model knows."""
CLASSES = (
    "relating",
    "piece",
    "comment",
    "social",
    "share",
    "subscribe",
    "offer",
    "author",
    "credit",
    "legal",
    "button",
    "you",
    "we",
)
"""Classes of words, the same in all languages."""
MARKS = ("function", "month", "unit", "copula", "half-day", "web", "ago")
"""Other lists of words: function words, names of months, units of time, forms of "is", am and pm, links."""
ANYWHERE, OPENS, WHOLE = 1, 2, 3

Phrases = Mapping[int, Mapping[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Numbers of words, and by number: a bit for each class and mark, the length of a number.

    `steps[state][word]` is the next state of the phrases, beginning with state 0; `ends[state]` has the
    kinds of the phrases that end there as bits, for `ANYWHERE`, `OPENS` and `WHOLE`. `lean` is the lean of
    a word to (tail, head) in hundredths of a natural logarithm, or null; `pair_lean` that of two words that
    open a line.
    """

    number: Mapping[str, int]
    classes: Sequence[int]
    marks: Sequence[int]
    digits: Sequence[int]
    steps: Phrases
    ends: Mapping[int, tuple[int, int, int]]
    lean: Sequence[tuple[int, int] | None]
    pair_lean: Mapping[tuple[int, int], tuple[int, int]]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the shipped data files."""
    return build(data("layout/model/words.json"))


def build(learned: Mapping[str, Any]) -> Vocabulary:
    """A vocabulary of the lists and of learned leans: `terms` and `pairs`, each to [tail, head];
    a term that leans nowhere, but is known, has null."""
    number: dict[str, int] = {}

    def known(word: str) -> int:
        return number.setdefault(word, len(number) + 1)

    steps, ends = _phrases(known)
    classes = _bits([*_listed("classes", CLASSES)], CLASSES, known)
    marks = _bits([*_marked()], MARKS, known)
    digits = {known("0" * length): length for length in range(1, 6)}
    lean = {known(word): (told[0], told[1]) if told else None for word, told in learned["terms"].items()}
    pairs = {
        (known(first), known(second)): (tail, head)
        for pair, (tail, head) in learned["pairs"].items()
        for first, second in [pair.split(" ")]
    }
    size = len(number) + 1
    return Vocabulary(
        number=number,
        classes=[classes.get(word, 0) for word in range(size)],
        marks=[marks.get(word, 0) for word in range(size)],
        digits=[digits.get(word, 0) for word in range(size)],
        steps=steps,
        ends=ends,
        lean=[lean.get(word) for word in range(size)],
        pair_lean=pairs,
    )


def mark(name: str) -> int:
    """The bit of a mark."""
    return 1 << MARKS.index(name)


def _listed(section: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each word of a section of the language files with the list it is in."""
    for file in data_names("layout"):
        lists = data(file).get(section, {})
        for name in names:
            yield from ((name, word) for word in lists.get(name, ()))


def _marked() -> Iterator[tuple[str, str]]:
    yield from _listed("words", MARKS)
    for words in data("language/words.json")["words"].values():
        yield from (("function", word) for word in words)


def _bits(listed: Sequence[tuple[str, str]], names: Sequence[str], known: Any) -> dict[int, int]:
    found: dict[int, int] = {}
    for name, word in listed:
        tokens = phrase(word)
        if len(tokens) == 1:
            number = known(tokens[0])
            found[number] = found.get(number, 0) | 1 << names.index(name)
    return found


def _phrases(known: Any) -> tuple[dict[int, dict[int, int]], dict[int, tuple[int, int, int]]]:
    """The phrases of all cues as one tree of words."""
    steps: dict[int, dict[int, int]] = {0: {}}
    ends: dict[int, list[int]] = {}
    for file in data_names("layout"):
        for kind, lists in data(file).get("cues", {}).items():
            for how, name in enumerate(("any", "start", "line")):
                for words in lists[name] if kind in KINDS else ():
                    state = 0
                    for token in phrase(words):
                        state = steps[state].setdefault(known(token), len(steps))
                        steps.setdefault(state, {})
                    if state:
                        ends.setdefault(state, [0, 0, 0])[how] |= 1 << KINDS.index(kind)
    return steps, {state: (bits[0], bits[1], bits[2]) for state, bits in ends.items()}
