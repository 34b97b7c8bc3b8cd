"""Lines that may name the author: which readers look at which line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from qa.analysis.byline.candidate import Candidate
from qa.analysis.byline.lexicon import (
    about_labels,
    by_phrases,
    common_words,
    cues,
    first_names,
    not_names,
    surnames,
)
from qa.analysis.byline.phrases import credit_of, echo_openers, first_word, is_label, openers
from qa.analysis.byline.readers import (
    LONGEST_BARE,
    Reader,
    goes_on_as_note,
    name_shape,
    read_bare,
    read_contact,
    read_echo,
    read_meta,
    read_mid_line,
    read_opened,
    read_self,
    read_sentence,
)
from qa.analysis.byline.zones import Row

__all__ = ["Candidate", "candidates"]

_RIGHTS = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_META = re.compile(r"[|·•–—\d-][,.]?\s{0,3}[^\W\d_a-z][^\W\d_]+[. ]")


def _cased(*words: str) -> frozenset[str]:
    """The words in small letters, with a capital and in capitals, with and without a colon."""
    forms = {form for word in words for form in (word, word.capitalize(), word.upper())}
    return frozenset(forms | {f"{form}:" for form in forms})


_INLINE = _cased("by", "von", "par", "por", "door", "av", "af", "author", "autor")
_SELF = frozenset(("I'm", "I’m", "am", "name", "bin", "heiße", "suis", "m’appelle", "m'appelle")) | frozenset(
    ("soy", "Soy", "llamo", "chiamo", "sono", "é", "ik", "Ik", "naam", "heter", "hedder")
)
_CONTACT = frozenset(("Contact", "Follow", "Email", "E-mail", "Write", "Reach"))
_HINTS = _INLINE | _SELF | _CONTACT
_HINTED: tuple[tuple[frozenset[str], bool, Reader], ...] = (
    (_INLINE, True, read_mid_line),
    (frozenset(("by",)), False, read_sentence),
    (_CONTACT, False, read_contact),
    (_SELF, False, read_self),
)


def candidates(found: Sequence[Row]) -> Iterator[Candidate]:
    """Every candidate of the lines, in order."""
    above = ""
    for place, row in enumerate(found):
        made = next(filter(None, (reader(row, place, above) for reader in _readers(row.text, above))), None)
        if made and not _RIGHTS.search(row.text, 0, 60):
            yield made
        above = row.text


def _readers(line: str, above: str) -> list[Reader]:
    """The readers that may find something, by cheap tests; the first that does has the line."""
    short = len(line) <= LONGEST_BARE
    words = (line if short else line[:LONGEST_BARE]).split()
    first = words[0].casefold() if words[0].isalpha() else first_word(line)
    found: list[Reader] = []
    if first.startswith("by") or (first in openers() and (first not in _articles() or _opens(words))):
        found.append(read_opened)
    if first in echo_openers():
        found.append(read_echo)
    if not _HINTS.isdisjoint(words):
        found += [
            reader
            for hints, only_short, reader in _HINTED
            if (short or not only_short) and not hints.isdisjoint(words)
        ]
    if _may_be_name(line, first, short) or (short and is_label(above)):
        found.append(read_bare)
    if short and _META.search(line):
        found.append(read_meta)
    return found


@cache
def _articles() -> frozenset[str]:
    return cues("articles")


@cache
def _ends() -> frozenset[str]:
    """The last words of introductions that begin with an article: "a guest post by", "the author"."""
    phrases = by_phrases() | about_labels()
    return frozenset(phrase.split()[-1] for phrase in phrases if phrase.split()[0] in _articles())


def _opens(words: Sequence[str]) -> bool:
    return not _ends().isdisjoint(word.casefold() for word in words[1:6])


def _may_be_name(line: str, first: str, short: bool) -> bool:
    """Does the line begin like a name, and not like a heading or a credit?"""
    if first in not_names() or (
        first in common_words() and not (first in first_names() or first in surnames())
    ):
        return False
    named = name_shape().match(line) is not None and (short or goes_on_as_note(line))
    return named and credit_of(line) is None
