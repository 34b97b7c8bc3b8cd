"""The tokens of a line: where they stand, their numbers, whether they are words, names or content."""

from __future__ import annotations

from typing import NamedTuple

from qa.analysis.layout import alphabet as abc
from qa.analysis.layout.vocabulary import Vocabulary, mark

CONTENT, NAME = 5, 3
"""Letters that a content word, and a name, has at least."""
_FUNCTION = mark("function")


class Token(NamedTuple):
    """A token: where it stands, its number, its form, whether it is a word, begins with a capital, is
    content.
    """

    start: int
    end: int
    word: int
    form: str
    letters: bool
    capital: bool
    content: bool


def tokens_of(line: str, vocabulary: Vocabulary) -> list[Token]:
    """The tokens in the reach of a line."""
    plain = abc.within_plane(line[: abc.REACH])
    low = abc.lowered(plain)
    found = []
    for start, end in abc.token_spans(plain):
        form = abc.normal(low[start:end])
        word = vocabulary.number.get(form, 0)
        letters = plain[start] not in abc.SYMBOLS and not plain[start].isdecimal()
        content = letters and end - start >= CONTENT and not vocabulary.marks[word] & _FUNCTION
        found.append(Token(start, end, word, form, letters, letters and plain[start].isupper(), content))
    return found
