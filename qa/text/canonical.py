"""The canonical form in which texts are compared: their letters and digits alone, with the way back.

Canonical equivalence (Unicode NFC), case, punctuation, white space and invisible characters make no
difference between two copies of a text, nor do hyphens at the end of a line or words that were split or run
together by optical character recognition. So the canonical form is one run of folded letters and digits, with
the positions at which words start. A letter of a script written without spaces is a word of its own.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# Thai to Myanmar, Khmer, kana, Han: written without spaces between words.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

_ASCII_WORD = re.compile(r"[a-z0-9]+")
_ASCII_BETWEEN = bytes(code for code in range(128) if not chr(code).isalnum())
_UNSPACED = re.compile(f"[{UNSPACED}]")
_WORD = re.compile(rf"(?=[^\W_])[{UNSPACED}]|[^\W_{UNSPACED}]+")
# A character and what may compose with it: marks, Hangul vowels and finals, and invisible ones between them.
_PIECE = re.compile("(?s:.)(?:[^\\w\\s\u0000-\u00ac\u00ae-\u02ff]|[\u1160-\u11ff])*")


def fold(text: str) -> str:
    """The text without invisible characters, composed (NFC) and case-folded; ASCII keeps its offsets."""
    if text.isascii():
        return text.casefold()
    for letter in INVISIBLE:  # `translate` takes eight times as long as all the rest of this
        text = text.replace(letter, "")
    return unicodedata.normalize("NFC", text).casefold()


def letters_of(text: str) -> str:
    """The canonical letters of a text, without the way back: many times faster than `canonical`."""
    folded = fold(text)
    if folded.isascii():
        return folded.encode("ascii").translate(None, _ASCII_BETWEEN).decode("ascii")
    return "".join(_WORD.findall(folded))


def folded_words(folded: str) -> list[str]:
    """The words of a folded text, in order."""
    return (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)


def is_unspaced(letter: str) -> bool:
    """Whether the letter belongs to a script that is written without spaces."""
    return _UNSPACED.match(letter) is not None


def word_starts(words: Sequence[str]) -> array[int]:
    """Where each word starts in the letters, and where the last one ends."""
    return array("l", accumulate(map(len, words), initial=0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Canonical:
    """The folded letters of a text, where its words start in them, and where each letter stands in the text.

    `words` are the words; word `i` is `letters[starts[i]:starts[i + 1]]`, so there is one start more than
    words. Letter `i` stands at `begins[i]:ends[i]` of the text; several letters may share one place.
    """

    letters: str
    words: Sequence[str]
    starts: Sequence[int]
    begins: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of `letters[start:end]`, which must not be empty."""
        return self.begins[start], self.ends[end - 1]


def canonical(text: str) -> Canonical:
    """The canonical form of a text with its offset map; linear in the text."""
    folded = fold(text)
    begins, ends = _identity(text) if keeps_offsets(text, folded) else _pieces(text)
    pattern = _ASCII_WORD if folded.isascii() else _WORD
    words: list[str] = []
    letter_begins, letter_ends = array("l"), array("l")
    for found in pattern.finditer(folded):
        words.append(found.group())
        letter_begins.extend(begins[found.start() : found.end()])
        letter_ends.extend(ends[found.start() : found.end()])
    return Canonical(
        letters="".join(words),
        words=words,
        starts=word_starts(words),
        begins=letter_begins,
        ends=letter_ends,
    )


def keeps_offsets(text: str, folded: str) -> bool:
    """Whether folding changed the text character by character, as it does nearly always."""
    if text.isascii():
        return True
    if len(text) != len(folded) or any(map(text.__contains__, INVISIBLE)):
        return False
    return unicodedata.is_normalized("NFC", text)


def _identity(text: str) -> tuple[Sequence[int], Sequence[int]]:
    return range(len(text)), range(1, len(text) + 1)


def _pieces(text: str) -> tuple[Sequence[int], Sequence[int]]:
    begins, ends = array("l"), array("l")
    for found in _PIECE.finditer(text):
        start, end = found.span()
        folded = fold(found.group())
        if keeps_offsets(found.group(), folded):
            begins.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            begins.extend([start] * len(folded))
            ends.extend([end] * len(folded))
    return begins, ends
