"""The phrases of cues: those that ship, those that a corpus takes away, and a tree to look them up in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from qa.analysis.layout.alphabet import phrase
from qa.model.cues import OwnCues
from qa.resources import data, data_names

PLACES = ("any", "start", "line")
"""Where phrases may stand: anywhere in a line, at its beginning, or as the whole of it."""


def shipped_phrases() -> Iterator[tuple[str, str, str]]:
    """Kind, place and phrase of all cues that ship, in all languages."""
    for file in data_names("layout"):
        for kind, lists in data(file).get("cues", {}).items():
            for place in PLACES:
                yield from ((kind, place, words) for words in lists[place])


@lru_cache(maxsize=4)
def taken_away(own: OwnCues | None) -> frozenset[tuple[str, ...]]:
    """The words of the shipped phrases that count no longer: a phrase is taken away however it is written."""
    return frozenset(tuple(phrase(words)) for words in (own.without if own else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseTree:
    """Phrases as a tree of words, under way.

    `number` numbers the words and grows with them. `steps[state][word]` is the next state, beginning with
    state 0; `ends[state]` has for each of `PLACES` the kinds of the phrases that end there, as bits.
    """

    number: dict[str, int]
    steps: dict[int, dict[int, int]] = field(default_factory=lambda: {0: {}})
    ends: dict[int, list[int]] = field(default_factory=dict)

    def add(self, words: Sequence[str], place: str, kinds: int) -> None:
        """Add a phrase that speaks for kinds; where there are none its words are numbered all the same."""
        state = 0
        for token in words:
            word = self.number.setdefault(token, len(self.number) + 1)
            state = self.steps[state].setdefault(word, len(self.steps))
            self.steps.setdefault(state, {})
        if state and kinds:
            self.ends.setdefault(state, [0, 0, 0])[PLACES.index(place)] |= kinds
