"""The words of publication date lines, made ready for look-up."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from qa.resources import data


def fold(word: str) -> str:
    """Lower case without accents, full stop or apostrophe variants."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(char for char in plain if not unicodedata.combining(char)).strip(". ")


def lexicon() -> Any:
    """The word lists as they stand in the data file."""
    return data("published/words.json")


@cache
def months() -> Mapping[str, int]:
    """Month numbers by folded name, of all languages together: no name means two months."""
    table: dict[str, int] = {}
    for _, names in sorted(lexicon()["months"].items()):
        for number, forms in enumerate(names, 1):
            for form in forms:
                table.setdefault(fold(form), number)
    return MappingProxyType(table)


@cache
def words(topic: str) -> frozenset[str]:
    """All words or phrases of a topic (`published`, `filler`, …), folded, of all languages."""
    return frozenset(fold(phrase) for phrases in lexicon()[topic].values() for phrase in phrases)


@cache
def weekdays() -> Mapping[str, int]:
    """Numbers of the days of the week (1 is Monday, ISO 8601) by folded name, of all languages together.

    A short form that names two days in different languages ("mar") has the number 0.
    """
    table: dict[str, int] = {}
    for _, names in sorted(lexicon()["weekdays"].items()):
        for number, forms in enumerate(names, 1):
            for form in map(fold, forms):
                table[form] = number if table.get(form, number) == number else 0
    return MappingProxyType(table)
