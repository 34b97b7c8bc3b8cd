"""Tell the language of a text from its scripts and its function words.

Function words alone separate the languages of running text well (Grefenstette 1995) and cost one pass over a
few thousand characters. Where nothing speaks for a language the answer is `und` (ISO 639-2), never a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from qa.resources import data

UNDETERMINED = "und"
_SAMPLE = 6000
# Letters of the scripts after Cyrillic; the general punctuation between them is everybody's.
_BEYOND_EUROPE = re.compile(r"[\u0531-\u1fff\u2c00-\U0010ffff]")
_WORD = re.compile(r"[^\W\d_]+")
_MIN_HITS = 3
_MIN_SHARE = 0.08


def detect_language(text: str) -> str:
    """ISO 639-1 code of the language most of the text is in, or `und`.

    Looks at the beginning, the middle and the end, so that the work does not grow with the text.
    """
    sample = _sample(text)
    script = _script_language(sample)
    return script or _word_language(sample)


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    part, middle = _SAMPLE // 3, len(text) // 2
    return " ".join((text[:part], text[middle : middle + part], text[-part:]))


def _script_language(sample: str) -> str | None:
    """The language that a script of its own gives away, when that script carries a third of the letters."""
    foreign = Counter(map(_script, _BEYOND_EUROPE.findall(sample)))
    if not foreign:
        return None
    letters = sum(map(str.isalpha, sample))
    scripts = data("language/words.json")["scripts"]
    shares: Counter[str] = Counter()
    for script, count in foreign.items():
        if script in scripts:
            shares[scripts[script]] += count
    if not shares or 3 * sum(shares.values()) < letters:
        return None
    if 10 * shares["ja"] > shares["zh"] and shares["ja"]:
        return "ja"
    return min(shares, key=lambda code: (-shares[code], code))


@cache
def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]


@cache
def _by_word() -> dict[str, tuple[str, ...]]:
    lists = sorted(data("language/words.json")["words"].items())
    every = {word for _, words in lists for word in words}
    return {word: tuple(code for code, words in lists if word in words) for word in every}


def _word_language(sample: str) -> str:
    words = _WORD.findall(sample)
    hits: Counter[str] = Counter()
    for word, count in Counter(words).items():
        for code in _by_word().get(word.lower(), ()):
            hits[code] += count
    if not hits:
        return UNDETERMINED
    best = min(hits, key=lambda code: (-hits[code], code))
    enough = hits[best] >= _MIN_HITS and hits[best] >= _MIN_SHARE * len(words)
    return best if enough else UNDETERMINED
