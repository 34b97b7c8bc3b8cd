"""The phrases that introduce authors, credits and contributors, as patterns made of the lexicons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from qa.analysis.byline.lexicon import (
    about_labels,
    alternation,
    by_phrases,
    contributor_phrases,
    credit_phrases,
    cues,
    echo_phrases,
    label_phrases,
    owned_phrases,
)

BULLET = r"[\s(>*•‣▪◦#_|~.…·–—-]{0,8}"


@cache
def by_start() -> re.Pattern[str]:
    """ "By", "Von", "Texte :" and the like at the start of a line."""
    free, labels = alternation(by_phrases()), alternation(label_phrases())
    glued = r"(?-i:By(?=[^\W\d_a-z][^\W\d_A-Z]))"
    return re.compile(
        rf"{BULLET}(?:(?:{free})\b\s?:?|{glued}|(?:{labels})\s?[:|–—-])[\s*_]{{0,4}}", re.IGNORECASE
    )


_WORD = re.compile(r"[^\W\d_]+")
_FIRST_WORD = re.compile(BULLET + r"([^\W\d_]+)")


def first_word(line: str) -> str:
    """The first word of a line after bullets, casefolded; empty where none begins it."""
    found = _FIRST_WORD.match(line)
    return found.group(1).casefold() if found else ""


def _first_words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(first_word(phrase) for phrase in phrases)


@cache
def openers() -> frozenset[str]:
    """The words that can begin an introduction of the author: others need no closer look."""
    return _first_words(by_phrases() | label_phrases() | about_labels()) | {"about", "author", "contributor"}


@cache
def echo_openers() -> frozenset[str]:
    """The words that can begin a line which introduces the author of other stories."""
    return _first_words(echo_phrases())


@cache
def _credit_openers() -> frozenset[str]:
    return _first_words(credit_phrases())


@cache
def inline() -> re.Pattern[str]:
    """ "by" within a line: after a date, a bar or other words."""
    return re.compile(
        r"(?:[\s|·•,;:–—)-]|(?<=[a-z])(?=By))(?P<verb>(?i:written|posted|published|story|words|text|authored|author|contributed|reported|article|post)\s)?"
        r"(?P<by>[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]oor|[Aa]v|[Aa]f|[Aa]uthor:|[Aa]utor:)\b:?\s+(?=[^\W\d_a-z])"
    )


@cache
def echo() -> re.Pattern[str]:
    """ "More posts by" and the like at the start of a line."""
    return re.compile(rf"{BULLET}(?:{alternation(echo_phrases())})\b:?\s+", re.IGNORECASE)


@cache
def owned() -> re.Pattern[str]:
    """What follows a name in "Jane Doe's articles"."""
    return re.compile(rf"['’]s? (?:{alternation(owned_phrases())})\W{{0,3}}$", re.IGNORECASE)


@cache
def about() -> re.Pattern[str]:
    """ "About the author", "About" and the like before a name."""
    labels = alternation(label for label in about_labels() if " " in label or "'" in label or "’" in label)
    return re.compile(rf"{BULLET}(?:{labels}|about|author|contributor)\s?[:|–—-]?\s+", re.IGNORECASE)


@cache
def sentence() -> re.Pattern[str]:
    """Sentences that name the writer: "This story was written by"."""
    return re.compile(
        r"(?:story|article|post|piece|report|column|essay|guide|content|blog|text|page|edition)\b[^.\n]{0,70}?"
        r"\b(?:was|is|were)\s(?:[\w-]+\s){0,4}?(?:written|authored|created|reported|contributed|compiled|prepared|penned)"
        r"(?:\s[^.\n]{0,30}?)?\sby\s+(?:(?:[a-z][\w’'&.-]*\s){1,4}?)?(?=[^\W\d_a-z])"
    )


@cache
def contact() -> re.Pattern[str]:
    """Sentences that say how the writer can be reached: "Contact staff writer"."""
    return re.compile(
        r"(?:^|[.!?]\s)(?:Contact|Follow|Email|E-mail|Write to|Reach)\s+"
        r"(?:(?:[a-z][\w’'&.-]*\s){1,4}?)?(?=[^\W\d_a-z])"
    )


@cache
def self_naming() -> re.Pattern[str]:
    """The writer in the first person: "I am", "Ich bin"."""
    return re.compile(rf"(?:^|\W)(?i:{alternation(cues('self'))})\s(?:your \w+,?\s)?(?=[^\W\d_a-z])")


@cache
def contributor_marks() -> re.Pattern[str]:
    """What marks the credits of contributors at the end of a story."""
    after, before = alternation(contributor_phrases("after")), alternation(contributor_phrases("before"))
    reported = alternation(contributor_phrases("reported"))
    return re.compile(
        rf"(?P<after>\b(?:{after})\b)|(?P<before>\b(?:{before})(?:\b|(?<=:)))|(?P<reported>\b(?:{reported})\b)",
        re.IGNORECASE,
    )


@cache
def _credit_stems() -> tuple[str, ...]:
    """The longest word of every phrase that marks contributors, without those that hold another: a text
    without any needs no closer look.
    """
    phrases = (phrase for place in ("after", "before", "reported") for phrase in contributor_phrases(place))
    stems = {max(phrase.split(), key=len) for phrase in phrases}
    return tuple(sorted(stem for stem in stems if not any(one in stem for one in stems if one != stem)))


def might_credit(line: str) -> bool:
    """A cheap test for `contributor_marks`."""
    low = line.casefold()
    for stem in _credit_stems():  # noqa: SIM110 - a loop is twice as fast here as any()
        if stem in low:
            return True
    return False


@cache
def _credit() -> re.Pattern[str]:
    phrases = alternation(credit_phrases())
    return re.compile(rf"{BULLET}\(?(?P<what>{phrases})\b(?P<mark>\s?[:/|–—-])?\s*", re.IGNORECASE)


def credit_of(line: str) -> tuple[str, int] | None:
    """The role of a credit line ("Photo by …") and where its name begins; null for other lines."""
    found = _credit().match(line) if first_word(line) in _credit_openers() else None
    if not found:
        return None
    what = found.group("what").casefold()
    if not found.group("mark") and " " not in what:
        return None
    return credit_phrases()[what], found.end()


def by_payload(line: str) -> int | None:
    """Where the text after an introduction such as "By:" begins; null for lines without one."""
    first = first_word(line)
    found = by_start().match(line) if first in openers() or first.startswith("by") else None
    return found.end() if found else None


def is_label(line: str) -> bool:
    """Is the line nothing but a label such as "By", "Written by:" or "About the author"?"""
    if len(line) > 40:
        return False
    bare = line.strip(" \t:|*_#–—-.").casefold()
    return bare in by_phrases() or bare in label_phrases() or bare in about_labels()
