"""Posting lists packed into blocks: some 5 bytes a posting where a row of a table would take 13.

A posting says that a document (by number) has a key: 32 of the lower bits of one of its hashes. Those
of a good hash are uniform whatever the sampling, and two hashes that share them only cost a candidate that is
then dropped when the full hashes are compared. A posting is handled as one integer, `key << 32 | number`.

A block holds the postings of one or many keys, sorted. Its row number is `first key << 24 | ordinal`. A key
that does not start a block has all its postings inside one; a frequent key starts a block of its own and
runs on over ordinals 1, 2, …. Thus a key is found with one look-up, and a block can be cut without touching
its neighbours.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, pairwise

KEY = 0xFFFFFFFF
"""Largest key, and largest document number."""

FILL = 96
"""Postings that a freshly written block aims at."""

FULL = 2 * FILL
"""Postings above which a block is cut."""

_ORDINALS = 24
_CHECK = 4


class CorruptError(Exception):
    """A block or a row does not carry what was written."""


def posting(key: int, number: int) -> int:
    """One posting as a sortable integer."""
    return key << 32 | number


def first_row(key: int) -> int:
    """Row number of the first block that can start with a key."""
    return key << _ORDINALS


def last_row(key: int) -> int:
    """Row number of the last block that can start with a key."""
    return (key + 1 << _ORDINALS) - 1


def pack(postings: Sequence[int]) -> bytes:
    """The block of sorted postings: checksum, widths, gaps between keys, document numbers in two planes."""
    keys = [entry >> 32 for entry in postings]
    gaps = [0, *(after - before for before, after in pairwise(keys))]
    numbers = [entry & KEY for entry in postings]
    kinds = "H" if max(gaps) <= 0xFFFF else "I", "B" if max(numbers) < 1 << 24 else "H"
    upper, lower = [each >> 16 for each in numbers], [each & 0xFFFF for each in numbers]
    columns = array(kinds[0], gaps), array(kinds[1], upper), array("H", lower)
    content = "".join(kinds).encode() + b"".join(map(little, columns))
    return zlib.crc32(content).to_bytes(_CHECK, "little") + content


def unpack(row: int, block: bytes) -> list[int]:
    """The sorted postings of a block; raises `CorruptError` when they are not what was packed."""
    content = block[_CHECK:]
    if len(content) < 2 or zlib.crc32(content).to_bytes(_CHECK, "little") != block[:_CHECK]:
        raise CorruptError(f"block {row} is damaged")
    gap_kind, upper_kind = chr(content[0]), chr(content[1])
    widths = array(gap_kind).itemsize, array(upper_kind).itemsize, 2
    count = (len(content) - 2) // sum(widths)
    middle, last = 2 + widths[0] * count, len(content) - 2 * count
    gaps = from_little(gap_kind, content[2:middle])
    upper, lower = from_little(upper_kind, content[middle:last]), from_little("H", content[last:])
    keys = islice(accumulate(gaps, initial=row >> _ORDINALS), 1, None)
    return [key << 32 | high << 16 | low for key, high, low in zip(keys, upper, lower, strict=True)]


def cut(postings: Sequence[int], ordinal: int = 0) -> Iterator[tuple[int, Sequence[int]]]:
    """Cut sorted postings into blocks, as (row number, postings).

    `ordinal` is that of the block from which the postings come: those of its first key go on from there.
    """
    start = 0
    while len(postings) - start > FULL:
        end = start + FILL
        key = postings[end] >> 32
        if postings[end - 1] >> 32 == key != postings[start] >> 32:
            end = bisect_left(postings, key << 32, start, end)
        yield _row(postings[start], ordinal), postings[start:end]
        ordinal = ordinal + 1 if key == postings[start] >> 32 else 0
        start = end
    if start < len(postings):
        yield _row(postings[start], ordinal), postings[start:]


def ordinal_of(row: int) -> int:
    """Which of the blocks that start with the same key this is, from 0."""
    return row & (1 << _ORDINALS) - 1


def _row(entry: int, ordinal: int) -> int:
    return (entry >> 32 << _ORDINALS) + ordinal


def little(values: array[int]) -> bytes:
    """Numbers as bytes, least byte first on every machine."""
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def from_little(kind: str, content: bytes) -> array[int]:
    """The opposite of `little`, for an array's type code; raises ValueError for half a number."""
    values = array(kind)
    values.frombytes(content)
    if sys.byteorder == "big":
        values.byteswap()
    return values
