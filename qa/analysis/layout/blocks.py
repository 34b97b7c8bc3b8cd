"""Lines at the ends of documents that other documents have there as well, however differently they go on.

A corpus is counted once. Of each document the short lines near its two ends are taken, and its longest line
as a signature: documents with one signature are copies and count once, so that a story printed ten times
does not turn into furniture. Of very many documents those with the smallest signatures are counted (a sample
that no order of reading changes) and the counts scaled up.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from qa.analysis.layout.rows import Row, rows
from qa.analysis.layout.shape import prose

SAMPLE = 5_000
ALL = 1 << 64
OFTEN = 4
_HEAD, _TAIL = 30, 60
_LONGEST = 200
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 100_000, 1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """What counting takes of a document: its signature, and the keys of the lines near its ends."""

    signature: int
    head: frozenset[int]
    tail: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """In how many documents a line stands near the head, and near the tail, by the line's key.

    Only lines of `OFTEN` documents or more are there. The numbers are rounded down to 1, 2 or 5 times a power
    of ten, so that a new document rarely changes what is known of the old ones.
    """

    heads: Mapping[int, int] = field(default_factory=dict)
    tails: Mapping[int, int] = field(default_factory=dict)

    def relevant(self, text: str) -> list[tuple[int, int, int]]:
        """All that these counts say of one document: what its layout may depend on."""
        if not self.heads and not self.tails:
            return []
        own = ends(text)
        return [
            *((0, key, self.heads[key]) for key in sorted(own.head & self.heads.keys())),
            *((1, key, self.tails[key]) for key in sorted(own.tail & self.tails.keys())),
        ]


def line_key(line: str) -> int:
    """A stable hash (64 bits) of a line, whatever its case and white space."""
    plain = " ".join(line.split()).casefold()
    return int.from_bytes(blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def ends(text: str) -> Ends:
    """What counting takes of a text."""
    found = rows(text)
    longest = max(found, key=lambda row: len(row.text), default=None)
    near = found if len(found) <= _HEAD + _TAIL else [*found[:_HEAD], *found[-_TAIL:]]
    keys = [line_key(row.text) if countable(row) else None for row in near]
    return Ends(
        signature=line_key(longest.text) if longest else 0,
        head=frozenset(key for key in keys[:_HEAD] if key is not None),
        tail=frozenset(key for key in keys[-_TAIL:] if key is not None),
    )


def countable(row: Row) -> bool:
    """Whether a line can be furniture: short, and no running text."""
    return len(row.text) <= _LONGEST and not prose(row.text)


def count_blocks(documents: Iterable[Ends], *, sample: int = SAMPLE, bound: int = ALL) -> Blocks:
    """The counts over all documents, in any order; at most `sample` signatures are held at a time.

    With a `bound` only documents with a signature below it are given, or counted, and stand for all.
    """
    held: dict[int, tuple[set[int], set[int]]] = {}
    for each in documents:
        if each.signature >= bound:
            continue
        heads, tails = held.setdefault(each.signature, (set(), set()))
        heads |= each.head
        tails |= each.tail
        while len(held) > sample:
            bound //= 2
            held = {signature: found for signature, found in held.items() if signature < bound}
    scale = ALL // bound
    return Blocks(
        heads=_frequent((heads for heads, _ in held.values()), scale),
        tails=_frequent((tails for _, tails in held.values()), scale),
    )


def _frequent(found: Iterable[set[int]], scale: int) -> dict[int, int]:
    counted = Counter(key for keys in found for key in keys)
    return {key: _rounded(count * scale) for key, count in sorted(counted.items()) if count >= OFTEN}


def _rounded(count: int) -> int:
    return max(OFTEN, _STEPS[bisect_right(_STEPS, count) - 1])
