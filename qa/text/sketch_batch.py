"""Sketches of many texts at once, by numpy: bit for bit those of `qa.text.sketch`, only faster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b

import numpy as np
from numpy.lib.stride_tricks import as_strided

from qa.text.batch import Joined, apart, portions
from qa.text.hashing import MASK
from qa.text.hashing_batch import Hashes, Ints
from qa.text.sketch import FLOOR, GRAM, SCALE, Sketch

WIDTHS = (64, 128, 256, 512)
"""Numbers of hashes up to which those of many texts are sorted as rows; short rows sort the fastest."""

_DIGEST = 16
_ALL = np.uint64(MASK)


@dataclass(frozen=True, slots=True)
class Sampled:
    """What is kept of a text, as `Sketch` has it: the digest's bytes, the bound, and the hashes."""

    digest: bytes
    bound: int
    hashes: Hashes


def sketches(texts: Sequence[str], *, scale: int = SCALE, floor: int = FLOOR) -> Iterator[Sketch]:
    """The sketch of every text, in order."""
    for found in sampled(texts, scale=scale, floor=floor):
        yield Sketch(
            digest=found.digest.hex(),
            bound=found.bound,
            packed=found.hashes.astype("<u8", copy=False).tobytes(),
        )


def sampled(texts: Sequence[str], *, scale: int = SCALE, floor: int = FLOOR) -> Iterator[Sampled]:
    """The sample of every text, in order."""
    for portion in portions(texts):
        yield from apart(portion, partial(_sampled, scale=scale, floor=floor))


def _sampled(folded: Sequence[str], *, scale: int, floor: int) -> Iterator[Sampled]:
    joined = Joined.of(folded)
    hashes, cuts = joined.grams(GRAM)
    letters = joined.letters.tobytes()
    if joined.encoding != "ascii":
        decoded = letters.decode(joined.encoding)
    begin = 0
    for end, (kept, bound) in zip(joined.ends.tolist(), _kept(hashes, cuts, scale, floor), strict=True):
        own = letters[begin:end] if joined.encoding == "ascii" else decoded[begin:end].encode()
        yield Sampled(blake2b(own, digest_size=_DIGEST).digest(), bound, kept)
        begin = end


def _kept(hashes: Hashes, cuts: Ints, scale: int, floor: int) -> Iterator[tuple[Hashes, int]]:
    """The hashes kept of each text, sorted, and their bound.

    Of many hashes only the small ones are looked at, some twice as many as are kept. Should that not do, all.
    """
    counts, limit = np.diff(cuts, prepend=0), np.uint64(MASK // scale)
    share = 2 * floor / np.maximum(counts, 1)
    small = np.full(len(counts), _ALL)
    small[share < 1] = np.maximum(limit, (share[share < 1] * 2.0**64).astype(np.uint64))
    looked_at = hashes <= np.repeat(small, counts)
    ends = np.concatenate([[0], np.cumsum(looked_at)])[cuts]
    found: dict[int, tuple[Hashes, int]] = {}
    for texts, rows in _rows(hashes[looked_at], np.diff(ends, prepend=0)):
        distinct = _sorted(rows)
        sure = (small[texts] == _ALL) | (distinct > floor)
        each = zip(texts[sure].tolist(), _cut(rows[sure], distinct[sure], limit, floor), strict=True)
        found.update(each)
    begin = 0
    for at, end in enumerate(cuts.tolist()):
        yield found.get(at) or _whole(hashes[begin:end], limit, floor)
        begin = end


def _rows(hashes: Hashes, counts: Ints) -> Iterator[tuple[Ints, Hashes]]:
    """The texts whose hashes fit a row of some width, and the rows."""
    padded = np.append(hashes, np.full(WIDTHS[-1], _ALL))
    begins, done = np.cumsum(counts) - counts, -1
    for width in WIDTHS:
        texts = np.flatnonzero((counts > done) & (counts <= width))
        if len(texts):
            anywhere = as_strided(padded, (len(padded) - width + 1, width), padded.strides * 2)
            rows = anywhere[begins[texts]]
            rows[np.arange(width) >= counts[texts, None]] = _ALL
            yield texts, rows
        done = width


def _cut(rows: Hashes, distinct: Ints, limit: np.uint64, floor: int) -> Iterator[tuple[Hashes, int]]:
    """What is kept of each sorted row, and its bound."""
    below = (rows <= limit).sum(axis=1)
    counts = np.where(distinct <= floor, distinct, np.maximum(below, floor))
    last = rows[np.arange(len(rows)), np.maximum(counts, 1) - 1]
    bounds = np.where(distinct <= floor, _ALL, np.where(below >= floor, limit, last))
    for row, count, bound in zip(rows, counts.tolist(), bounds.tolist(), strict=True):
        yield row[:count], bound


def _sorted(rows: Hashes) -> Ints:
    """Sort each row, each hash once and what fills it up behind; how many hashes there are."""
    rows.sort(axis=1)
    twice = np.zeros(rows.shape, dtype=np.bool_)
    np.equal(rows[:, 1:], rows[:, :-1], out=twice[:, 1:])
    twice &= rows != _ALL
    repeating = np.flatnonzero(twice.any(axis=1))
    if len(repeating):
        some = rows[repeating]
        some[twice[repeating]] = _ALL
        some.sort(axis=1)
        rows[repeating] = some
    counted: Ints = (rows != _ALL).sum(axis=1)
    return counted


def _whole(hashes: Hashes, limit: np.uint64, floor: int) -> tuple[Hashes, int]:
    """What is kept of one text by itself."""
    distinct = np.unique(hashes)
    if len(distinct) <= floor:
        return distinct, MASK
    count = int(distinct.searchsorted(limit, side="right"))
    kept = distinct[: max(count, floor)]
    return kept, int(limit) if count >= floor else int(kept[-1])
