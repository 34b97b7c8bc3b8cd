"""The words that layout knows, as numbers: their classes, phrases of cues, and how they lean.

A word may belong to classes that mean the same in every language: words that relate ("more", "weitere"),
that name a piece ("articles"), an author, a comment and so on. The lists are data, one file a language;
which words lean to heads or tails is learned. Number 0 is every word that is in none of the lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from qa.analysis.layout.alphabet import phrase
from qa.analysis.layout.phrases import PhraseTree, shipped_phrases, taken_away
from qa.model.cues import OwnCues
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
OPENING = KINDS[:9]
"""The kinds of what stands in tails."""
OWN, OWN_OPENER = "own", "own-opener"
"""The kinds, beside those of the model, of phrases that a corpus itself declares: of an opening kind, and
openers.
"""
CUES = (*KINDS, OWN, OWN_OPENER)
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
COUNTED = (*CLASSES, "function", "web", "half-day", "digits")
"""What is counted in every line: words of a class or a list, and numbers."""
LANE = 16
ANYWHERE, OPENS, WHOLE = 1, 2, 3
WEIGHTS = ("lw", "ow", "nw", "pw", "aw")
"""What the weights of a word speak for: that its line is tail, that it opens one, that the line before it
does, the line after it, one of the lines two to six before it. Hundredths of log odds.
"""
NO_WEIGHT = (0, 0, 0, 0, 0)

Phrases = Mapping[int, Mapping[int, int]]
Weight = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Numbers of words, and by number: a bit for each class and mark, the length of a number.

    `steps[state][word]` is the next state of the phrases, beginning with state 0; `ends[state]` has the
    kinds of the phrases that end there as bits, for `ANYWHERE`, `OPENS` and `WHOLE`. `lean` is the lean of
    a word to (tail, head) in hundredths of a natural logarithm, or null; `pair_lean` that of two words that
    open a line. `weight` and `pair_weight` are the `WEIGHTS` of a word and of an opening pair. Numbers above
    `listed` are words that stand in declared phrases alone: in all else they count as words of no list, so
    that a phrase changes nothing where it does not stand.
    """

    number: Mapping[str, int]
    classes: Sequence[int]
    marks: Sequence[int]
    digits: Sequence[int]
    steps: Phrases
    ends: Mapping[int, tuple[int, int, int]]
    lean: Sequence[tuple[int, int] | None]
    pair_lean: Mapping[tuple[int, int], tuple[int, int]]
    weight: Sequence[Weight]
    pair_weight: Mapping[tuple[int, int], Weight]
    listed: int
    counts: Sequence[int]
    """What a word adds to the counts of `COUNTED` of its line, `LANE` bits each."""


def vocabulary(own: OwnCues | None = None) -> Vocabulary:
    """The vocabulary of the shipped data files, with a corpus's own cues where it declares some."""
    return _vocabulary(own)


@lru_cache(maxsize=4)
def _vocabulary(own: OwnCues | None) -> Vocabulary:
    return build(data("layout/model/words.json"), own)


def build(learned: Mapping[str, Any], own: OwnCues | None = None) -> Vocabulary:
    """A vocabulary of the lists and of what was learned: `terms` and `pairs` with their leans [tail, head],
    or null for a term that is known and leans nowhere; under `weights` those that have any.
    """
    number: dict[str, int] = {}

    def known(word: str) -> int:
        return number.setdefault(word, len(number) + 1)

    phrases, gone = PhraseTree(number=number), taken_away(own)
    for kind, place, words in shipped_phrases():
        if kind in KINDS:
            tokens = phrase(words)
            phrases.add(tokens, place, 0 if tuple(tokens) in gone else _kind(kind))
    classes = _bits([*_listed("classes", CLASSES)], CLASSES, known)
    marks = _bits([*_marked()], MARKS, known)
    digits = {known("0" * length): length for length in range(1, 6)}
    lean = {known(word): (told[0], told[1]) if told else None for word, told in learned["terms"].items()}
    pairs = {_pair(words, known): (tail, head) for words, (tail, head) in learned["pairs"].items()}
    weight = {known(word): tuple(told) for word, told in learned["weights"]["terms"].items()}
    pair_weight = {_pair(words, known): tuple(told) for words, told in learned["weights"]["pairs"].items()}
    listed = len(number)
    for cue in own.added if own else ():
        bits = _kind(cue.kind) | (_kind(OWN) if cue.kind in OPENING else 0)
        bits |= _kind(OWN_OPENER) if cue.kind == "opener" else 0
        phrases.add(phrase(cue.phrase), cue.place, bits)
    size = len(number) + 1
    return Vocabulary(
        number=number,
        classes=[classes.get(word, 0) for word in range(size)],
        marks=[marks.get(word, 0) for word in range(size)],
        digits=[digits.get(word, 0) for word in range(size)],
        steps=phrases.steps,
        ends={state: (bits[0], bits[1], bits[2]) for state, bits in phrases.ends.items()},
        lean=[lean.get(word) for word in range(size)],
        pair_lean=pairs,
        weight=[weight.get(word, NO_WEIGHT) for word in range(size)],
        pair_weight=pair_weight,
        listed=listed,
        counts=_counts(classes, marks, digits, size),
    )


def _pair(words: str, known: Any) -> tuple[int, int]:
    """The numbers of two words with a space between."""
    first, second = words.split(" ")
    return known(first), known(second)


def mark(name: str) -> int:
    """The bit of a mark."""
    return 1 << MARKS.index(name)


def _counts(
    classes: Mapping[int, int], marks: Mapping[int, int], digits: Mapping[int, int], size: int
) -> list[int]:
    """For each word the flags of `COUNTED`, each in a lane of its own."""
    out = [0] * size
    for place, name in enumerate(COUNTED):
        told, bit = (classes, 1 << place) if name in CLASSES else (marks, 0)
        if name == "digits":
            told, bit = digits, -1
        for word, bits in told.items():
            if bits & (bit or mark(name)):
                out[word] |= 1 << LANE * place
    return out


def _kind(name: str) -> int:
    """The bit of a kind of cue."""
    return 1 << CUES.index(name)


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
