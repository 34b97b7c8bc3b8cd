"""A small, frozen 64-bit hash of short runs of letters: the same on every platform, seed and process.

A run of letters is read as a polynomial over its code points, modulo 2**64, and then mixed so that every bit
depends on every letter. The polynomial is what lets a whole batch of texts be hashed by cumulative sums
(`qa.text.batch`); both forms give the same bits. The mixer is variant 13 of D. Stafford's finalisers of
MurmurHash3, as in SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). Saved indexes hold these hashes, so
nothing here may change without a new `HASH_VERSION`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from operator import mul

HASH_VERSION = 1
MASK = 2**64 - 1
BASE = 0x9E6C63D0676A9A99
MIX = (30, 0xBF58476D1CE4E5B9, 27, 0x94D049BB133111EB, 31)


def mix(value: int) -> int:
    """Spread 64 bits so that each bit of the result depends on all of them."""
    value ^= value >> MIX[0]
    value = value * MIX[1] & MASK
    value ^= value >> MIX[2]
    value = value * MIX[3] & MASK
    return value ^ (value >> MIX[4])


@cache
def powers(count: int) -> tuple[int, ...]:
    """BASE to the powers 0 … count - 1, modulo 2**64."""
    found = [1]
    while len(found) < count:
        found.append(found[-1] * BASE & MASK)
    return tuple(found[:count])


def hash_letters(letters: str) -> int:
    """The 64-bit hash of a short run of letters."""
    return mix(sum(map(mul, map(ord, letters), powers(len(letters)))) & MASK)


def gram_hashes(letters: str, starts: Sequence[int], width: int) -> Iterator[int]:
    """Hash the `width` letters at each start; a text shorter than that is one gram, an empty one none."""
    last = len(letters) - width
    if last < 0:
        yield from ([hash_letters(letters)] if letters else [])
        return
    table = powers(width)
    for start in starts:
        if start > last:
            return
        yield mix(sum(map(mul, map(ord, letters[start : start + width]), table)) & MASK)
