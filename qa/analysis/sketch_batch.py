"""Sketches of many texts at once, by numpy: bit for bit those of `qa.analysis.sketch`, only faster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from qa.analysis.sketch import FLOOR, GRAM, SCALE, Sketch, digest
from qa.text.batch import Grams, Hashes, grams
from qa.text.hashing import MASK


def sketches(texts: Sequence[str], *, scale: int = SCALE, floor: int = FLOOR) -> Iterator[Sketch]:
    """The sketch of every text, in order."""
    limit = np.uint64(MASK // scale)
    for found in grams(texts, GRAM):
        yield _sketch(found, limit, floor)


def _sketch(found: Grams, limit: np.uint64, floor: int) -> Sketch:
    distinct = _distinct(found.hashes)
    kept, bound = distinct, MASK
    if len(distinct) > floor:
        count = int(distinct.searchsorted(limit, side="right"))
        kept = distinct[: max(count, floor)]
        bound = int(limit) if count >= floor else int(kept[-1])
    return Sketch(
        digest=digest(found.letters),
        letters=found.count,
        grams=len(distinct),
        bound=bound,
        packed=kept.astype("<u8", copy=False).tobytes(),
    )


def _distinct(hashes: Hashes) -> Hashes:
    """The hashes sorted, each once."""
    if len(hashes) < 2:
        return hashes
    ordered = hashes.copy()
    ordered.sort()
    new = np.empty(len(ordered), dtype=np.bool_)
    new[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return ordered if np.count_nonzero(new) == len(ordered) else ordered[new]
