"""Phrases that give web furniture away, by kind and language: data files, one lookup a line.

A kind ("newsletter", "comments", …) has phrases that make a whole line (`line`), that open one (`start`), or
that may stand anywhere in one (`any`). All languages are looked up at once: a site's furniture is often in
another language than its story.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from qa.resources import data, data_names

T = TypeVar("T")
ANYWHERE, OPENS, WHOLE = 1, 2, 3
_REACH = 240
_WORD = re.compile(r"[^\W_]+")
_FIRST = re.compile(r"[^\W_]+|\S")
_EDGES = " \t*#_-–—>»→:.…!|[]()•·‹›«<=▶►✓+\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of all languages, keyed for lookup."""

    whole: Mapping[str, tuple[str, ...]]
    opens: Mapping[str, tuple[tuple[str, str], ...]]
    anywhere: Mapping[str, tuple[tuple[str, str], ...]]


def folded(line: str) -> str:
    """The reach of a line that is looked at, in lower case, without the signs around it."""
    return line[:_REACH].lower().strip(_EDGES).replace("’", "'")


def cues(line: str) -> dict[str, int]:
    """The kinds whose phrases stand in the line, and how: `WHOLE`, `OPENS` or `ANYWHERE`."""
    lexicon, text = _lexicon(), folded(line)
    found: dict[str, int] = {}
    for word in {*_WORD.findall(text)} & lexicon.anywhere.keys():
        for phrase, kind in lexicon.anywhere[word]:
            if phrase in text:
                found[kind] = ANYWHERE
    first = _FIRST.match(text)
    for phrase, kind in lexicon.opens.get(first.group(), ()) if first else ():
        if text.startswith(phrase) and _ends_word(text, len(phrase)):
            found[kind] = OPENS
    if len(text) < 60:
        found.update(dict.fromkeys(lexicon.whole.get(text, ()), WHOLE))
    return found


def _ends_word(text: str, end: int) -> bool:
    """Whether a phrase that ends here doesn't break a word; a number may go on ("© 20" in "© 2024")."""
    return end >= len(text) or not text[end].isalnum() or not text[end - 1].isalpha()


@cache
def _lexicon() -> Lexicon:
    whole: dict[str, list[str]] = {}
    opens: dict[str, list[tuple[str, str]]] = {}
    anywhere: dict[str, list[tuple[str, str]]] = {}
    for name in data_names("layout"):
        for kind, phrases in data(name).get("cues", {}).items():
            for phrase in phrases["line"]:
                _add(whole, folded(phrase), kind)
            for phrase in map(_plain, phrases["start"]):
                _add(opens, _FIRST.findall(phrase)[0], (phrase, kind))
            for phrase in map(_plain, phrases["any"]):
                _add(anywhere, max(_WORD.findall(phrase), key=len), (phrase, kind))
    return Lexicon(_frozen(whole), _frozen(opens), _frozen(anywhere))


def _plain(phrase: str) -> str:
    return phrase.lower().replace("’", "'")


def _add(table: dict[str, list[T]], key: str, value: T) -> None:
    entries = table.setdefault(key, [])
    if value not in entries:
        entries.append(value)


def _frozen(table: dict[str, list[T]]) -> dict[str, tuple[T, ...]]:
    return {key: tuple(values) for key, values in table.items()}
