"""Lines that may name the author: which readers look at which line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.analysis.byline.candidate import Candidate
from qa.analysis.byline.lexicon import common_words, first_names, not_names, surnames
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
_META = re.compile(r"(?:[|·•–—]|\s-|\d[,.]?)\s{0,3}[^\W\d_a-z][^\W\d_]+[. ]")


def _cased(*words: str) -> frozenset[str]:
    """The words in small letters, with a capital and in capitals, with and without a colon."""
    forms = {form for word in words for form in (word, word.capitalize(), word.upper())}
    return frozenset(forms | {f"{form}:" for form in forms})


_INLINE = _cased("by", "von", "par", "por", "door", "av", "af", "author", "autor")
_SELF = frozenset(
    ["I'm", "I’m", "I", "name", "ich", "Ich", "je", "Je", "soy", "Soy", "llamo", "chiamo", "Eu", "eu", "nome", "Io", "io", "Ik", "ik", "naam", "Jag", "jag", "Jeg", "jeg"]
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
        for reader in _readers(row, above):
            made = reader(row, place, above)
            if made:
                if not _RIGHTS.search(row.text, 0, 60):
                    yield made
                break
        above = row.text


def _readers(row: Row, above: str) -> Iterator[Reader]:
    """The readers that may find something, by cheap tests; the first that does has the line."""
    line = row.text
    first = first_word(line)
    short = len(line) <= LONGEST_BARE
    if first in openers() or first.startswith("by"):
        yield read_opened
    if first in echo_openers():
        yield read_echo
    words = line[:LONGEST_BARE].split()
    if not _HINTS.isdisjoint(words):
        for hints, only_short, reader in _HINTED:
            if (short or not only_short) and not hints.isdisjoint(words):
                yield reader
    if _may_be_name(line, first, short) or (short and is_label(above)):
        yield read_bare
    if short and _META.search(line):
        yield read_meta


def _may_be_name(line: str, first: str, short: bool) -> bool:
    """Does the line begin like a name, and not like a heading or a credit?"""
    if first in not_names() or (first in common_words() and first not in first_names() and first not in surnames()):
        return False
    named = name_shape().match(line) is not None and (short or goes_on_as_note(line))
    return named and credit_of(line) is None
