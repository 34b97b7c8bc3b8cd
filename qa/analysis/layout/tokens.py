"""The tokens of a line: where they stand, their numbers, whether they are words, names or content."""

from __future__ import annotations

from typing import NamedTuple

from qa.analysis.layout import alphabet as abc
from qa.analysis.layout.vocabulary import Vocabulary, mark

CONTENT, NAME = 5, 3
"""Letters that a content word, and a name, has at least."""
_FUNCTION = mark("function")


class Token(NamedTuple):
    """A token: where it stands, its number, its form, whether it is a word, begins with a capital, is long
    enough for a name besides, is content.
    """

    start: int
    end: int
    word: int
    form: str
    letters: bool
    capital: bool
    name: bool
    content: bool


def tokens_of(line: str, vocabulary: Vocabulary) -> list[Token]:
    """The tokens in the reach of a line."""
    plain = abc.within_plane(line[: abc.REACH])
    low = abc.lowered(plain)
    number, marks = vocabulary.number.get, vocabulary.marks
    found = []
    for start, end, kind in abc.token_kinds(plain):
        form = abc.number_form(end - start) if kind == abc.DIGITS else low[start:end]
        word = number(form, 0)
        letters = kind == abc.LETTERS
        content = letters and end - start >= CONTENT and not marks[word] & _FUNCTION
        capital = letters and plain[start].isupper()
        name = capital and end - start >= NAME
        found.append(Token(start, end, word, form, letters, capital, name, content))
    return found
