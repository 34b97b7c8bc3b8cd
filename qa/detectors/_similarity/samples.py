"""What near-duplicate keeps of a text, as bytes: digest, bound of the sketch, lower half of its hashes.

32 bits of a hash tell documents apart well enough to find candidates, which are then compared in full; and
they are half the memory of a join and half of a kept result. A million samples are a million `bytes`.
"""

from __future__ import annotations

import struct
import sys
from array import array

from qa.text.sketch import Sketch, unpack

DIGEST = 16
HEAD = 24
KEY = 4
"""Bytes of the digest, of all that stands before the keys, and of a key."""

_LOWER = 0xFFFFFFFF


def packed(sketch: Sketch) -> bytes:
    """The sample of a text with this sketch."""
    keys = array("I", [each & _LOWER for each in unpack(sketch.packed)])
    return head_of(bytes.fromhex(sketch.digest), sketch.bound) + _swapped(keys).tobytes()


def head_of(digest: bytes, bound: int) -> bytes:
    """What stands before the keys."""
    return digest + struct.pack("<Q", bound)


def digest_of(sample: bytes) -> bytes:
    """What identifies the letters of the text."""
    return sample[:DIGEST]


def bound_of(sample: bytes) -> float:
    """Up to which hash the sketch goes."""
    return float(struct.unpack_from("<Q", sample, DIGEST)[0])


def size_of(sample: bytes) -> int:
    """How many keys there are."""
    return (len(sample) - HEAD) // KEY


def keys_of(sample: bytes) -> array[int]:
    """The keys: 32 bits of each hash."""
    return _swapped(array("I", sample[HEAD:]))


def _swapped(keys: array[int]) -> array[int]:
    """Least byte first on every machine, and back."""
    if sys.byteorder == "big":
        keys.byteswap()
    return keys
