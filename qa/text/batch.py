"""Letters and gram hashes of many texts at once, by numpy: bit for bit those of `canonical` and `hashing`.

All texts of a portion are one array of code points. Words are told by a table, a word's start by comparison
with the code point before, and the polynomial of a gram is a difference of two prefix sums, moved to the
place 0 by the inverse power of the base. No word ever becomes an object of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from qa.text.canonical import fold, folded_words, is_unspaced, word_starts
from qa.text.hashing import BASE, MASK, MIX, gram_hashes

PORTION = 1 << 16
_BMP = 1 << 16
_WORD, _ALONE = 1, 2

Codes = NDArray[np.uint8] | NDArray[np.uint16]
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grams:
    """The canonical letters of a text in UTF-8, how many they are, and the hash at every word's start."""

    letters: bytes
    count: int
    hashes: Hashes


def grams(texts: Sequence[str], width: int) -> Iterator[Grams]:
    """The grams of every text, in order."""
    for portion in portions(texts):
        yield from _portion(portion, width)


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


def places(folded: str) -> NDArray[np.int64]:
    """Where the letters of words stand in a folded text of the basic plane."""
    codes, _ = _codes(folded)
    return np.flatnonzero(_kinds().take(codes))


def is_odd(folded: str) -> bool:
    """Whether a text has code points beyond the basic plane, which the table of words does not cover."""
    return not folded.isascii() and max(folded) >= chr(_BMP)


def _portion(folded: Sequence[str], width: int) -> Iterator[Grams]:
    """A portion of folded texts; one that numpy's form does not fit takes the other way."""
    odd = {at for at, text in enumerate(folded) if is_odd(text)}
    regular = _vectorised([text for at, text in enumerate(folded) if at not in odd], width)
    for at, text in enumerate(folded):
        found = None if at in odd else next(regular)
        yield found if found is not None else _plain(text, width)


def _plain(folded: str, width: int) -> Grams:
    words = folded_words(folded)
    letters = "".join(words)
    hashes = np.fromiter(gram_hashes(letters, word_starts(words), width), dtype=np.uint64)
    return Grams(letters=letters.encode(), count=len(letters), hashes=hashes)


def _vectorised(folded: Sequence[str], width: int) -> Iterator[Grams | None]:
    """Null for a text of fewer letters than a gram."""
    if folded:
        found = Joined.of(folded)
        hashes, kept = found.grams(width)
        ends = found.ends.tolist()
        yield from _split(
            found.letters, hashes, ends, kept.tolist(), width=width, ascii_only=found.ascii_only
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The letters of several folded texts in a row: where each text ends, and where words start.

    `cuts` count the words up to the end of each text, `sums` are the polynomials of all letters so far.
    """

    letters: Codes
    ascii_only: bool
    ends: NDArray[np.int64]
    starts: NDArray[np.int64]
    cuts: NDArray[np.int64]
    sums: Hashes

    @classmethod
    def of(cls, folded: Sequence[str]) -> Self:
        """The letters of texts whose code points all lie in the basic plane; at least one text."""
        codes, ascii_only = _codes("\n".join(folded) + "\n")
        in_word, starting = _words(codes, ascii_only=ascii_only)
        begins = np.cumsum([0, *(len(text) + 1 for text in folded[:-1])])
        ends = np.cumsum(np.add.reduceat(in_word, begins, dtype=np.int64))
        starts = np.flatnonzero(starting[in_word])
        letters = codes[in_word]
        return cls(
            letters=letters,
            ascii_only=ascii_only,
            ends=ends,
            starts=starts,
            cuts=np.searchsorted(starts, ends),
            sums=_sums(letters),
        )

    def grams(self, width: int) -> tuple[Hashes, NDArray[np.int64]]:
        """The hash of every gram that fits its text, and how many there are up to the end of each text."""
        limits = np.repeat(self.ends, np.diff(self.cuts, prepend=0))
        fits = self.starts + width <= limits
        starts = self.starts[fits]
        hashes = _hashes(self.sums, starts, starts + width)
        return hashes, np.concatenate([[0], np.cumsum(fits)])[self.cuts]

    def words(self) -> Hashes:
        """The hash of every word."""
        return _hashes(self.sums, self.starts, np.append(self.starts, len(self.letters))[1:])


def _split(
    letters: Codes, hashes: Hashes, ends: list[int], cuts: list[int], *, width: int, ascii_only: bool
) -> Iterator[Grams | None]:
    begin = cut = 0
    for end, cut_end in zip(ends, cuts, strict=True):
        if end - begin < width:
            yield None
        else:
            own = letters[begin:end].tobytes()
            own = own if ascii_only else own.decode("utf-16-le").encode()
            yield Grams(letters=own, count=end - begin, hashes=hashes[cut:cut_end])
        begin, cut = end, cut_end


def _words(codes: Codes, *, ascii_only: bool) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which code points belong to words, and which begin one."""
    kinds = _kinds().take(codes)
    in_word = kinds.view(np.bool_) if ascii_only else kinds > 0
    starting = in_word.copy()
    if ascii_only:
        starting[1:] &= ~in_word[:-1]
    else:
        starting[1:] &= ~in_word[:-1] | (kinds[1:] == _ALONE) | (kinds[:-1] == _ALONE)
    return in_word, starting


def _codes(joined: str) -> tuple[Codes, bool]:
    if joined.isascii():
        return np.frombuffer(joined.encode("ascii"), dtype=np.uint8), True
    return np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), dtype="<u2"), False


def _sums(letters: Codes) -> Hashes:
    """The polynomial of all letters up to each place."""
    rising, _ = _powers(1 << max(12, len(letters).bit_length()))
    sums = np.zeros(len(letters) + 1, dtype=np.uint64)
    np.cumsum(letters * rising[: len(letters)], out=sums[1:])
    return sums


def _hashes(sums: Hashes, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Hashes:
    _, falling = _powers(1 << max(12, (len(sums) - 1).bit_length()))
    found = sums[ends]
    found -= sums[starts]
    found *= falling[starts]
    return mixed(found)


def mixed(values: Hashes) -> Hashes:
    """`qa.text.hashing.mix` of each value, in place."""
    first, times, second, times_again, third = map(np.uint64, MIX)
    values ^= values >> first
    values *= times
    values ^= values >> second
    values *= times_again
    values ^= values >> third
    return values


@lru_cache(maxsize=4)
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The powers of the base from 0 on, and those of its inverse modulo 2**64."""
    both = []
    for base in (BASE, pow(BASE, -1, MASK + 1)):
        factors = np.full(count, base, dtype=np.uint64)
        factors[0] = 1
        both.append(np.cumprod(factors, dtype=np.uint64))
    return both[0], both[1]


@lru_cache(maxsize=1)
def _kinds() -> NDArray[np.uint8]:
    """For each code point of the basic plane: 0 between words, 1 in a word, 2 a word of its own."""
    table = np.zeros(_BMP, dtype=np.uint8)
    for code in range(_BMP):
        if chr(code).isalnum():
            table[code] = _ALONE if is_unspaced(chr(code)) else _WORD
    return table
