"""Phrases that give web furniture away, by kind and language: data files, one lookup a line.

A kind ("newsletter", "comments", …) has phrases that make a whole line (`line`), that open one (`start`), or
that may stand anywhere in one (`any`). All languages are looked up at once: a site's furniture is often in
another language than its story.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from qa.analysis.layout.alphabet import phrase as words_of
from qa.analysis.layout.phrases import shipped_phrases, taken_away
from qa.model.cues import OwnCues

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


def cues(line: str, own: OwnCues | None = None) -> dict[str, int]:
    """The kinds whose phrases stand in the line, and how: `WHOLE`, `OPENS` or `ANYWHERE`.

    `own` are phrases that the corpus declares.
    """
    lexicon, text = _lexicon(own), folded(line)
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


@lru_cache(maxsize=4)
def _lexicon(own: OwnCues | None) -> Lexicon:
    tables: dict[str, dict[str, list[tuple[str, str]]]] = {"line": {}, "start": {}, "any": {}}
    gone = taken_away(own)
    for kind, place, phrase in shipped_phrases():
        if not gone or tuple(words_of(phrase)) not in gone:
            _enter(tables, kind, place, folded(phrase) if place == "line" else _plain(phrase))
    for cue in own.added if own else ():
        _enter(tables, cue.kind, cue.place, folded(" ".join(cue.phrase.split())))
    whole = {phrase: tuple(kind for _, kind in found) for phrase, found in tables["line"].items()}
    return Lexicon(whole, _frozen(tables["start"]), _frozen(tables["any"]))


def _enter(
    tables: Mapping[str, dict[str, list[tuple[str, str]]]], kind: str, place: str, phrase: str
) -> None:
    """Put a phrase under what it is looked up by: itself, its beginning, its longest word."""
    if place == "line":
        key = phrase
    else:
        key = _FIRST.findall(phrase)[0] if place == "start" else max(_WORD.findall(phrase), key=len)
    entries = tables[place].setdefault(key, [])
    if (phrase, kind) not in entries:
        entries.append((phrase, kind))


def _plain(phrase: str) -> str:
    return phrase.lower().replace("’", "'")


def _frozen(table: Mapping[str, list[tuple[str, str]]]) -> dict[str, tuple[tuple[str, str], ...]]:
    return {key: tuple(values) for key, values in table.items()}
