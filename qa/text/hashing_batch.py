"""Hashes of many runs of letters at once, by numpy: bit for bit those of `qa.text.hashing`.

The polynomial of a run is a difference of two prefix sums, moved to the place 0 by the inverse power of the
base.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.text.hashing import BASE, MASK, MIX

_SHORTEST = 12

Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]
Codes = NDArray[np.unsignedinteger[Any]]


def prefix_sums(letters: Codes) -> Hashes:
    """The polynomial of all letters up to each place; one place more than letters."""
    rising, _ = _powers(_room(len(letters)))
    sums = np.zeros(len(letters) + 1, dtype=np.uint64)
    np.cumsum(letters * rising[: len(letters)], out=sums[1:])
    return sums


def run_hashes_of(sums: Hashes, starts: Ints, ends: Ints) -> Hashes:
    """The hash of each run of letters, by the prefix sums of all."""
    _, falling = _powers(_room(len(sums) - 1))
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


def _room(count: int) -> int:
    """So many powers as serve a count of letters; few sizes, so that they are kept."""
    return 1 << max(_SHORTEST, count.bit_length())


@lru_cache(maxsize=4)
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The powers of the base from 0 on, and those of its inverse modulo 2**64."""
    both = []
    for base in (BASE, pow(BASE, -1, MASK + 1)):
        factors = np.full(count, base, dtype=np.uint64)
        factors[0] = 1
        both.append(np.cumprod(factors, dtype=np.uint64))
    return both[0], both[1]
