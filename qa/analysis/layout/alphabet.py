"""Characters and tokens as layout sees them: classes of characters, and what a token is.

A token is a run of letters, a run of digits, or one of a few signs that carry meaning. Letters are lowered
one by one, so that a text keeps its length; digits count by their number only ("2024" is "0000").
Characters beyond the Basic Multilingual Plane count as signs without meaning.
"""

from __future__ import annotations

import re
from functools import cache

REACH = 320
"""Characters of a line that are looked at; the end of the line is known besides."""
DATE_REACH = 120
"""Characters of a line in which a date counts."""

BEYOND = "\uffff"
SYMBOLS = "©ⓒ@&"
TERMINAL = ".!?…。！？؟।"
CLOSERS = "\"'”’»)]*_"
BULLETS = "-*•–‣▪"
NO_TITLE_END = ".,;:"
MONEY = "$€£₩¥%"
BRACKETS = "()[]"
ELLIPSIS = "…"

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_TOKEN = re.compile(rf"([^\W\d_]+)|(\d+)|[{SYMBOLS}]+")
LETTERS, DIGITS = 1, 2
"""Kinds of tokens; signs are neither."""
LONGEST_NUMBER = 5
"""Digits of a number that count."""


def within_plane(line: str) -> str:
    """The line with each character beyond the Basic Multilingual Plane as one sign without meaning."""
    return line if line.isascii() else _ASTRAL.sub(BEYOND, line)


def lowered(line: str) -> str:
    """The line in lower case, character by character."""
    return line.lower() if line.isascii() else line.translate(lower_table())


@cache
def lower_table() -> dict[int, str]:
    """Lower forms of a single character, by code point."""
    plane = (chr(code) for code in range(0x10000))
    return {ord(char): char.lower() for char in plane if char.lower() != char and len(char.lower()) == 1}


def token_spans(line: str) -> list[tuple[int, int]]:
    """Where the tokens of a line within the plane stand."""
    return [match.span() for match in _TOKEN.finditer(line)]


def token_kinds(line: str) -> list[tuple[int, int, int | None]]:
    """Where the tokens of a line within the plane stand, and their kinds."""
    return [(*match.span(), match.lastindex) for match in _TOKEN.finditer(line)]


def normal(token: str) -> str:
    """The form that a lowered token is looked up by."""
    return number_form(len(token)) if token[0].isdecimal() else token


def number_form(length: int) -> str:
    """The form that a number of so many digits is looked up by."""
    return "0" * min(length, LONGEST_NUMBER)


def phrase(words: str) -> list[str]:
    """The looked-up forms of the tokens of a phrase."""
    low = lowered(within_plane(words))
    return [normal(low[start:end]) for start, end in token_spans(low)]
