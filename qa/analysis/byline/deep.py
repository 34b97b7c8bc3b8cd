"""Lines that are worth a look wherever they stand: a layout can be wrong, and notes on authors stand inside
stories too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qa.analysis.byline.lexicon import (
    about_labels,
    alternation,
    bio_verbs,
    by_phrases,
    common_words,
    cues,
    first_names,
    label_phrases,
)

REACH = 30000
MOST = 24
NOTE_LINES = 4
_FIRST = re.compile(r"\n[ \t>*_|#•–—-]{0,4}([^\W\d_]{2,20})[ :]")


@cache
def _openers() -> frozenset[str]:
    """First words of introductions that hardly begin a sentence."""
    return frozenset(phrase.split()[0] for phrase in by_phrases() | label_phrases()) - cues("articles")


@cache
def _headers() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in about_labels())


@cache
def _header() -> re.Pattern[str]:
    """A heading over an author's note."""
    return re.compile(
        rf"(?:{alternation(label for label in about_labels() if ' ' in label)})\b", re.IGNORECASE
    )


@cache
def _note() -> re.Pattern[str]:
    """The rest of a name and a verb of an author's note."""
    word = r"[^\W\d_a-z][\w.'’-]{0,20}"
    return re.compile(rf"{word}(?: {word}){{0,2}},? (?:{alternation(bio_verbs())})\b")


def deep_starts(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines begin, in the first and the last part of the text, and how many to read from each."""
    for start, end in ((0, REACH), (max(REACH, len(text) - REACH), len(text))):
        left = MOST
        for at, lines in _in_part(text, start, end):
            yield at, lines
            left -= 1
            if not left:
                break


def _in_part(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    openers, headers = _openers(), _headers()
    for found in _FIRST.finditer(text, start, end):
        word = found.group(1)
        folded = word.casefold()
        if folded in openers:
            yield found.start() + 1, 1
        if folded in headers and _header().match(text, found.start(1)):
            yield found.start() + 1, NOTE_LINES
        elif word[0].isupper() and _names(folded) and _note().match(text, found.end(), found.end() + 90):
            yield found.start() + 1, 1


def _names(folded: str) -> bool:
    """Is it a given name, or no common word at all?"""
    return folded in first_names() or folded not in common_words()
