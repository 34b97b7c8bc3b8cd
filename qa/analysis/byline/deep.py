"""Lines that are worth a look wherever they stand: a layout can be wrong, and notes on authors stand inside
stories too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qa.analysis.byline.lexicon import alternation, bio_verbs, by_phrases, cues, label_phrases

REACH = 30000
MOST = 24
_INTRODUCTION = re.compile(r"\n[ \t>*_|#•–—-]{0,4}([^\W\d_]{2,20})[ :]")


@cache
def _words() -> frozenset[str]:
    """First words of introductions that hardly begin a sentence."""
    return frozenset(phrase.split()[0] for phrase in by_phrases() | label_phrases()) - cues("articles")


@cache
def _note() -> re.Pattern[str]:
    """A name at the start of a line and a verb of an author's note, or the writer in the first person."""
    word = r"[^\W\d_a-z][\w.'’-]{0,20}"
    verbs = alternation(bio_verbs())
    return re.compile(rf"\n[ \t*_>•-]{{0,4}}{word}(?: {word}){{1,3}},? (?:{verbs})\b")


def deep_starts(text: str) -> Iterator[int]:
    """Where the lines begin, in the first and the last part of the text; some may come twice."""
    parts = ((0, REACH), (max(REACH, len(text) - REACH), len(text)))
    for start, end in parts:
        left = MOST
        for found in _INTRODUCTION.finditer(text, start, end):
            if found.group(1).casefold() in _words():
                yield found.start() + 1
                left -= 1
                if not left:
                    break
        for number, found in enumerate(_note().finditer(text, start, end)):
            if number == MOST:
                break
            yield found.start() + 1
