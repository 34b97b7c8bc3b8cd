"""A small sample of a text's letter runs that tells how much two texts share without comparing them.

The shingles are the runs of `GRAM` canonical letters that begin where a word begins: like runs of two or
three words, but indifferent to word boundaries that optical character recognition moved. Of their hashes the
sketch keeps every one up to `bound`: below 2**64 / `SCALE` (FracMinHash, Irber et al. 2022), and never fewer
than the `FLOOR` smallest, so that short texts are sketched in full. Two sketches compare at the smaller of
their bounds, and containment falls out, whatever the sizes.

The hashes of a coarser sketch are the first ones of a finer one.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest

from qa.text.canonical import fold, folded_words, word_starts
from qa.text.hashing import MASK, gram_hashes

SKETCH_VERSION = 1
GRAM = 10
SCALE = 4
FLOOR = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """The sample of one text.

    `digest` identifies the canonical letters (16 bytes of BLAKE2b, hexadecimal): equal digests, equal texts.
    `packed` holds the kept hashes, sorted, each 8 bytes little-endian.
    """

    digest: str
    bound: int
    packed: bytes

    @property
    def hashes(self) -> array[int]:
        """The kept hashes in rising order."""
        return unpack(self.packed)


def sketch(text: str, *, scale: int = SCALE, floor: int = FLOOR) -> Sketch:
    """The sketch of a text; a text without letters has an empty one."""
    words = folded_words(fold(text))
    letters = "".join(words)
    distinct = {*gram_hashes(letters, word_starts(words), GRAM)}
    kept, bound = _sample(distinct, scale=scale, floor=floor)
    return Sketch(digest=digest(letters.encode()), bound=bound, packed=pack(kept))


def digest(letters: bytes) -> str:
    """What identifies canonical letters (in UTF-8)."""
    return blake2b(letters, digest_size=16).hexdigest()


def _sample(distinct: set[int], *, scale: int, floor: int) -> tuple[list[int], int]:
    if len(distinct) <= floor:
        return sorted(distinct), MASK
    limit = MASK // scale
    kept = sorted(each for each in distinct if each <= limit)
    if len(kept) < floor:
        kept = nsmallest(floor, distinct)
        return kept, kept[-1]
    return kept, limit


def pack(hashes: Iterable[int]) -> bytes:
    """Hashes as little-endian u64."""
    found = array("Q", hashes)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()


def unpack(packed: bytes) -> array[int]:
    """The hashes packed by `pack`."""
    found = array("Q")
    found.frombytes(packed)
    if sys.byteorder == "big":
        found.byteswap()
    return found
