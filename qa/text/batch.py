"""Letters and gram hashes of many texts at once, by numpy: bit for bit those of `canonical` and `hashing`.

All texts of a portion are one array of code points. Words are told by a table, where they begin and end by
comparison with the code point before. No word ever becomes an object of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from qa.text.canonical import UNSPACED, fold
from qa.text.hashing_batch import Codes, Hashes, Ints, prefix_sums, run_hashes_of

PORTION = 1 << 17
_BMP = 1 << 16
_WORD, _ALONE = 1, 2
_ASCII_WORD = bytes(code < 128 and chr(code).isalnum() for code in range(256))
_ASCII_BETWEEN = bytes(code for code in range(256) if not _ASCII_WORD[code])
_WORDS = re.compile(r"[^\W_]+")
_SINGLES = re.compile(f"[{UNSPACED}]+")

R = TypeVar("R")
Kinds = NDArray[np.uint8]


def portions(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts folded, so many at a time as fit the processor's cache."""
    portion: list[str] = []
    size = 0
    for text in texts:
        folded = fold(text)
        if portion and size + len(folded) > PORTION:
            yield portion
            portion, size = [], 0
        portion.append(folded)
        size += len(folded) + 1
    if portion:
        yield portion


def apart(folded: Sequence[str], work: Callable[[Sequence[str]], Iterable[R]]) -> Iterator[R]:
    """Work on the texts in ASCII and on the others, results in order; it is faster where all are ASCII."""
    plain = [text.isascii() for text in folded]
    if all(plain) or not any(plain):
        yield from work(folded)
        return
    wide, narrow = (
        iter(work([text for text, ascii_only in zip(folded, plain, strict=True) if ascii_only is wanted]))
        for wanted in (False, True)
    )
    for ascii_only in plain:
        yield next(narrow if ascii_only else wide)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The letters of several folded texts in a row: where each text ends, and where words start.

    `begins` is where each word begins in the texts, of which each has a place behind it. `cuts` count the
    words up to the end of each text, `sums` are the polynomials of all letters so far.
    `encoding` says how code points are numbers of one, two or four bytes.
    """

    letters: Codes
    encoding: str
    ends: Ints
    starts: Ints
    begins: Ints
    cuts: Ints
    sums: Hashes

    @classmethod
    def of(cls, folded: Sequence[str]) -> Self:
        """The letters of texts; at least one text."""
        joined = "\n" + "\n".join(folded) + "\n"
        letters, begins, word_ends, encoding = _words(joined)
        sizes = word_ends - begins
        starts = np.append(np.cumsum(sizes) - sizes, len(letters))
        cuts = np.searchsorted(begins, np.cumsum([len(text) + 1 for text in folded]))
        return cls(
            letters=letters,
            encoding=encoding,
            ends=starts[cuts],
            starts=starts[:-1],
            begins=begins - 1,
            cuts=cuts,
            sums=prefix_sums(letters),
        )

    def grams(self, width: int) -> tuple[Hashes, Ints]:
        """The hash of every gram that fits its text, and how many there are up to the end of each text.

        A text shorter than that is one gram.
        """
        counts = np.diff(self.cuts, prepend=0)
        limits = np.repeat(self.ends, counts)
        fits = self.starts + width <= limits
        short = np.diff(self.ends, prepend=0) < width
        if short.any():
            fits[self.cuts[short & (counts > 0)] - counts[short & (counts > 0)]] = True
        starts = self.starts[fits]
        hashes = run_hashes_of(self.sums, starts, np.minimum(starts + width, limits[fits]))
        return hashes, np.concatenate([[0], np.cumsum(fits)])[self.cuts]

    def words(self) -> Hashes:
        """The hash of every word."""
        return run_hashes_of(self.sums, self.starts, np.append(self.starts, len(self.letters))[1:])

    def decoded(self) -> str:
        """All letters as text."""
        return self.letters.tobytes().decode(self.encoding)


def _words(joined: str) -> tuple[Codes, Ints, Ints, str]:
    """The letters, where words begin and end in the text, and the encoding; no word stands at its ends."""
    if joined.isascii():
        raw = joined.encode("ascii")
        in_word = np.frombuffer(raw.translate(_ASCII_WORD), dtype=np.bool_)
        letters: Codes = np.frombuffer(raw.translate(None, _ASCII_BETWEEN), dtype=np.uint8)
        return letters, *_edges(in_word), "ascii"
    codes, encoding = _codes(joined)
    kinds = _kinds_of(codes)
    in_word = kinds > 0
    if kinds.max() < _ALONE:
        return codes[in_word], *_edges(in_word), encoding
    apart = ~in_word[1:] | ~in_word[:-1] | (kinds[1:] == _ALONE) | (kinds[:-1] == _ALONE)
    begins, ends = np.flatnonzero(apart & in_word[1:]) + 1, np.flatnonzero(apart & in_word[:-1]) + 1
    return codes[in_word], begins, ends, encoding


def _edges(in_word: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    found = np.flatnonzero(in_word[1:] != in_word[:-1]) + 1
    return found[::2], found[1::2]


def _codes(text: str) -> tuple[Codes, str]:
    encoding, kind = ("utf-16-le", "<u2") if max(text, default="") < chr(_BMP) else ("utf-32-le", "<u4")
    return np.frombuffer(text.encode(encoding, "surrogatepass"), dtype=kind), encoding


def _kinds_of(codes: Codes) -> Kinds:
    """Of each code point: 0 between words, 1 in a word, 2 a word of its own."""
    if codes.itemsize <= 2:
        return _kinds().take(codes)
    kinds = _kinds().take(np.minimum(codes, _BMP - 1))
    beyond = np.flatnonzero(codes >= _BMP)
    kinds[beyond] = [chr(code).isalnum() for code in codes[beyond].tolist()]
    return kinds


@lru_cache(maxsize=1)
def _kinds() -> Kinds:
    """The kind of each code point of the basic plane, of which the last one is none."""
    everything = "".join(map(chr, range(_BMP)))
    table = np.zeros(_BMP, dtype=np.uint8)
    for found in _WORDS.finditer(everything):
        table[slice(*found.span())] = _WORD
    for found in _SINGLES.finditer(everything):
        table[slice(*found.span())] *= _ALONE
    return table
