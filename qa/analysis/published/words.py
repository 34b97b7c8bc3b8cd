"""The words of publication date lines, made ready for look-up."""

from __future__ import annotations

import re
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
    """All words or phrases of a topic (`weekdays`, `published`, `filler`, …), folded, of all languages."""
    return frozenset(fold(phrase) for _, phrases in sorted(lexicon()[topic].items()) for phrase in phrases)


@cache
def phrase_pattern(topic: str) -> re.Pattern[str]:
    """A pattern of the topic's phrases, longest first, for folded text."""
    ordered = sorted(words(topic), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, ordered)) + r")(?![^\W_])")
