"""Lines that may name the author: which readers look at which line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.analysis.byline.candidate import Candidate
from qa.analysis.byline.lexicon import not_names
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
_INLINE_HINT = re.compile(r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]oor|[Aa]v|[Aa]f|utor|uthor):?\s+[^\W\d_a-z]")
_INLINE_WORDS = frozenset(
    each + colon
    for word in ("by", "von", "par", "por", "door", "av", "af", "author", "autor")
    for each in (word, word.capitalize(), word.upper())
    for colon in ("", ":")
)
_META_HINT = re.compile(r"(?:[|·•–—]|\s-|\d[,.]?)\s{0,3}[^\W\d_a-z][^\W\d_]+[. ]")
_SELF_HINT = re.compile(
    r"(?:\b[Ii](?:['’]m| am)|[Nn]ame is|[Ii]ch (?:bin|heiße)|[Jj]e (?:suis|m['’]appelle)|[Ss]oy|"
    r"[Mm]e llamo|[Nn]ome é|[Ee]u sou|[Mm]i chiamo|[Ii]o sono|[Ii]k ben|[Nn]aam is|[Jj]ag heter|[Jj]eg he(?:dd|t)er) "
)
_CONTACT_HINTS = ("ontact ", "ollow ", "mail ", "Write to ", "Reach ")


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
    if short and not _INLINE_WORDS.isdisjoint(line.split()) and _INLINE_HINT.search(line):
        yield read_mid_line
    if row.region in ("end", "tail", "lead"):
        if " by " in line:
            yield read_sentence
        if any(hint in line for hint in _CONTACT_HINTS):
            yield read_contact
    if _SELF_HINT.search(line, 0, 200):
        yield read_self
    named = first not in not_names() and name_shape().match(line) and (short or goes_on_as_note(line))
    if (named or (short and is_label(above))) and not credit_of(line):
        yield read_bare
    if short and _META_HINT.search(line):
        yield read_meta
