"""Letters and gram hashes of many texts at once, by numpy: bit for bit those of `canonical` and `hashing`.

All texts of a portion are one array of code points. Words are told by a table, a word's start by comparison
with the code point before, and the polynomial of a gram is a difference of two prefix sums, moved to the
place 0 by the inverse power of the base. No word ever becomes an object of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
    portion: list[str] = []
    size = 0
    for text in texts:
        folded = fold(text)
        if portion and size + len(folded) > PORTION:
            yield from _portion(portion, width)
            portion, size = [], 0
        portion.append(folded)
        size += len(folded) + 1
    if portion:
        yield from _portion(portion, width)


def _portion(folded: Sequence[str], width: int) -> Iterator[Grams]:
    """A portion of folded texts; one that numpy's form does not fit takes the other way."""
    odd = {at for at, text in enumerate(folded) if not text.isascii() and max(text) >= chr(_BMP)}
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
    if not folded:
        return
    codes, ascii_only = _codes("\n".join(folded) + "\n")
    in_word, starting = _words(codes, ascii_only=ascii_only)
    letters = codes[in_word]
    begins = np.cumsum([0, *(len(text) + 1 for text in folded[:-1])])
    ends = np.cumsum(np.add.reduceat(in_word, begins, dtype=np.int64))
    starts = np.flatnonzero(starting[in_word])
    cuts = np.searchsorted(starts, ends)
    limits = np.repeat(ends, np.diff(cuts, prepend=0))
    fits = starts + width <= limits
    hashes = _hashes(letters, starts[fits], width)
    kept = np.concatenate([[0], np.cumsum(fits)])[cuts]
    yield from _split(letters, hashes, ends.tolist(), kept.tolist(), width=width, ascii_only=ascii_only)


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


def _hashes(letters: Codes, starts: NDArray[np.int64], width: int) -> Hashes:
    rising, falling = _powers(1 << max(12, len(letters).bit_length()))
    sums = np.zeros(len(letters) + 1, dtype=np.uint64)
    np.cumsum(letters * rising[: len(letters)], out=sums[1:])
    found = sums[starts + width]
    found -= sums[starts]
    found *= falling[starts]
    return _mixed(found)


def _mixed(values: Hashes) -> Hashes:
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
