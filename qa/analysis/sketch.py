"""A small sample of a text's letter runs that tells how much two texts share without comparing them.

The shingles are the runs of `GRAM` canonical letters that begin where a word begins: like runs of two or
three words, but indifferent to word boundaries that optical character recognition moved. Of their hashes the
sketch keeps every one up to `bound`: below 2**64 / `SCALE` (FracMinHash, Irber et al. 2022), and never fewer
than the `FLOOR` smallest, so that short texts are sketched in full. Two sketches compare at the smaller of
their bounds, and containment falls out, whatever the sizes.

What a saved index stores for a document: `packed` (sorted little-endian u64), `bound`, `grams`, `letters` and
`digest`, under the fingerprint `SKETCH` (a sketch made under another one must not be compared). A coarser
sketch is the beginning of a finer one: `coarser` cuts it.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest

from qa.text.canonical import fold, folded_words, word_starts
from qa.text.hashing import HASH_VERSION, MASK, gram_hashes

SKETCH_VERSION = 1
GRAM = 10
SCALE = 4
FLOOR = 96
SKETCH = f"fracminhash/{SKETCH_VERSION} hash={HASH_VERSION} gram={GRAM} scale={SCALE} floor={FLOOR}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """The sample of one text.

    `digest` identifies the canonical letters (16 bytes of BLAKE2b, hexadecimal): equal digests, equal texts.
    `letters` counts them, `grams` the distinct shingles before sampling (estimated from the sample when it
    is one). `packed` holds the kept hashes, sorted, each 8 bytes little-endian.
    """

    digest: str
    letters: int
    grams: int
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
    return sketch_of(letters, gram_hashes(letters, word_starts(words), GRAM), scale=scale, floor=floor)


def sketch_of(letters: str, hashes: Iterable[int], *, scale: int = SCALE, floor: int = FLOOR) -> Sketch:
    """The sketch of canonical letters whose shingle hashes are known."""
    distinct = set(hashes)
    kept, bound = _sample(distinct, scale=scale, floor=floor)
    return Sketch(
        digest=digest(letters.encode()),
        letters=len(letters),
        grams=len(distinct),
        bound=bound,
        packed=pack(kept),
    )


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


def coarser(hashes: array[int], bound: int, *, scale: int, floor: int) -> tuple[array[int], int]:
    """Cut sorted hashes to those that a larger scale and a smaller floor would have kept, and its bound."""
    limit = MASK // scale
    count = max(bisect_right(hashes, limit), floor)
    if count >= len(hashes):
        return hashes, bound
    return hashes[:count], max(limit, hashes[count - 1])


def estimate(shared: int, own: array[int], bound: int) -> float:
    """The estimated share (0–1) of a text's shingles that another text has too.

    `shared` counts the hashes in both sketches, `own` are the text's, `bound` is the smaller of both bounds.
    """
    comparable = bisect_right(own, bound)
    return shared / comparable if comparable else 0.0


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
