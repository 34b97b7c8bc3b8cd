"""Where else the document names a candidate: in the story, on lines of its own, in a note on the author."""

from __future__ import annotations

from collections.abc import Iterator

from qa.analysis.byline.lexicon import cues
from qa.analysis.byline.person import Person
from qa.analysis.byline.spot import cued
from qa.analysis.byline.zones import PROSE

MOST = 12
_STOPS = (".", "!", "?", ".”", '."', ".»")


def mentions(person: Person, raw: str, text: str, group: str) -> Iterator[str]:
    """Features of how often and where the person stands in the text; `raw` is the name as it is written.

    The people of a story stand within its paragraphs, its author on short lines and before a note.
    """
    whole = text.count(raw)
    if whole > 1:
        yield f"{group}:times={min(whole, 4)}"
        if _noted(raw, text):
            yield f"{group}:noted"
    story = lines = 0
    speaks = False
    surname = person.tokens[-1]
    for at in _places(surname, text, MOST):
        begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        end = len(text) if end < 0 else end
        if not _is_sentence(text, begin, end):
            lines += 1
        elif at - begin > len(raw) + 12 or end - begin < PROSE:
            story += 1
        speaks = speaks or (len(surname) > 2 and _says(text, at, at + len(surname)))
    yield f"{group}:story={min(story, 3)}"
    if lines > 1:
        yield f"{group}:lines={min(lines, 4)}"
    if speaks:
        yield f"{group}:speaks"


def _is_sentence(text: str, begin: int, end: int) -> bool:
    """Is the line a paragraph or a sentence?"""
    return end - begin >= PROSE or (end - begin > 50 and text[begin:end].rstrip().endswith(_STOPS))


def _noted(name: str, text: str) -> bool:
    """Does a line begin with the name and go on like an author's note?"""
    at = text.find(f"\n{name} ")
    while at >= 0:
        if cued("writers", text[at : at + 250]):
            return True
        at = text.find(f"\n{name} ", at + 1)
    return False


def _places(word: str, text: str, most: int) -> Iterator[int]:
    at = text.find(word)
    while at >= 0 and most > 0:
        yield at
        most -= 1
        at = text.find(word, at + 1)


def _says(text: str, start: int, end: int) -> bool:
    """Does a verb of saying stand beside the name?"""
    around = [*text[max(0, start - 14) : start].split()[-1:], *text[end : end + 14].split()[:1]]
    return any(word in cues("says") for word in around)


def in_small_letters(word: str, text: str) -> bool:
    """Does the text have the word in small letters too, in the plural perhaps?"""
    return any(_ends_word(text, at + len(word) + 1) for at in _places(f" {word}", text, 20))


def _ends_word(text: str, end: int) -> bool:
    last = end + (text[end : end + 1] == "s")
    return not text[last : last + 1].isalpha()
