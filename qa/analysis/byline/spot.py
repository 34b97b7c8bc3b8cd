"""Spot phrases and dates in a line: cheaply where there are none, as on most lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from qa.analysis.byline.lexicon import alternation, cues, month_stems, picture_sources, stamps

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_PARTED = re.compile(r"[./-]\d{1,2}[./-]\d{1,4}\b|:\d\d\b")
_FOLLOWING = re.compile(r"(?:st|nd|rd|th|er)?[.,]? ?(?:de |of |\w\w )?([^\W\d_]{2,9})")
_LONGEST_WORD = 18


class _Phrases:
    """Phrases as one pattern, with the words of which a text must have one to hold any of them."""

    __slots__ = ("_pattern", "_words")

    def __init__(self, phrases: Iterable[str]) -> None:
        known = sorted(phrases)
        self._words = frozenset(_WORD.findall(phrase)[0] for phrase in known)
        self._pattern = re.compile(rf"\b(?:{alternation(known)})\b", re.IGNORECASE)

    def at(self, text: str) -> int:
        """Where the first phrase begins, in any case, as whole words; -1 where there is none."""
        if self._words.isdisjoint(_WORD.findall(text.casefold())):
            return -1
        found = self._pattern.search(text)
        return found.start() if found else -1


@cache
def _cues(topic: str) -> _Phrases:
    return _Phrases(cues(topic))


@cache
def _stamps() -> _Phrases:
    return _Phrases(stamps())


@cache
def _pictures() -> _Phrases:
    return _Phrases(picture_sources())


def pictured(text: str) -> bool:
    """Is a source of pictures named? A name before it is a photographer's."""
    return _pictures().at(text) >= 0


def cued(topic: str, text: str) -> bool:
    """Does the text hold a phrase of the topic?"""
    return _cues(topic).at(text) >= 0


def stamp_at(text: str) -> int:
    """Where a date, a time or a publication stamp such as "5 min read" begins; -1 where there is none."""
    places = [place for place in (_stamps().at(text), _date_at(text)) if place >= 0]
    return min(places, default=-1)


def _date_at(text: str) -> int:
    for number in _NUMBER.finditer(text):
        start, end = number.span()
        size = end - start
        if size == 4 and text[start : start + 2] in ("19", "20") and not text[start - 1 : start].isalpha():
            return start
        if size <= 4 and _PARTED.match(text, end):
            return start
        following = _FOLLOWING.match(text, end)
        if following and _is_month(following.group(1)):
            return start
        before = text[max(0, start - _LONGEST_WORD) : start].rstrip(" .")
        word = before.rpartition(" ")[2]
        if len(before) < start and word and _is_month(word):
            return start - (min(start, _LONGEST_WORD) - before.rfind(word))
    return -1


def _is_month(word: str) -> bool:
    folded = word.casefold()
    return any(folded[:size] in month_stems() for size in range(2, 7))


def mostly_stamp(text: str) -> bool:
    """Does the text hold a date or a stamp, and two words besides at most?"""
    words = [word for word in _WORD.findall(text.casefold()) if len(word) > 1]
    return stamp_at(text) >= 0 and sum(not _stamp_word(word) for word in words) <= 2


def _stamp_word(word: str) -> bool:
    return _is_month(word) or word in _stamp_words()


@cache
def _stamp_words() -> frozenset[str]:
    return frozenset(word for phrase in stamps() for word in phrase.split())
