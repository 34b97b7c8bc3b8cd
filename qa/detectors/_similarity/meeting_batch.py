"""A first look at many pairs of texts by numpy: what `meeting.meet` tells of each, only faster."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from qa.analysis import Analysis
from qa.detectors._similarity.lookup import Lookup
from qa.detectors._similarity.meeting import (
    BODIES_DIFFER,
    DRIFT,
    FEW_GRAMS,
    HALF,
    LATEST,
    SHARED_GRAMS,
    STEP,
    Limits,
    Meeting,
    least_of,
)
from qa.detectors._similarity.prepared_batch import Vectors, prepared_batch
from qa.text.align import GAP
from qa.text.hashing_batch import Hashes, Ints
from qa.text.sketch import GRAM

_APART = np.uint64(0xD1342543DE82EF95)

Pair = tuple[int, int]
Floats = NDArray[np.float64]


def meetings_batch(
    documents: Sequence[Analysis], pairs: Sequence[Pair], limits: Limits
) -> list[Meeting | None]:
    """The meeting of each pair of numbered documents, null for one that shares next to nothing."""
    ready = [*prepared_batch(documents)]
    grams = _Grams.of(ready)
    one, other = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    met = grams.anchors(one, other)
    lengths = np.array([len(each.letters) for each in ready], dtype=np.int64)
    few = np.minimum(grams.distinct[one], grams.distinct[other])
    shorter = np.minimum(lengths[one], lengths[other])
    spanned = np.full(len(one), math.inf) if limits.quote else _spanned(met, few, shorter, limits)
    return [
        _meeting(ready[first], ready[second], met, part, span)
        for (first, second), part, span in zip(
            pairs, pairwise([0, *met.cuts.tolist()]), spanned.tolist(), strict=True
        )
    ]


@dataclass(frozen=True, slots=True)
class _Anchors:
    """The places of the runs that both texts of a pair have, one pair's after another's, up to its cut."""

    places: Ints
    others: Ints
    cuts: Ints


@dataclass(frozen=True, slots=True)
class _Grams:
    """The letter runs that begin where words begin, of all texts in a row.

    Text `i` has those from `begins[i]` on, `counts[i]` of them, `distinct[i]` different ones. `latest` says
    where a run stands in its text for the last time, of the one that stands for its equals; -1 of the others.
    """

    hashes: Hashes
    starts: Ints
    begins: Ints
    counts: Ints
    distinct: Ints
    latest: Ints
    lookup: Lookup

    @classmethod
    def of(cls, ready: Sequence[Vectors]) -> Self:
        grams = [each.found.grams for each in ready]
        counts = np.array([*map(len, grams)], dtype=np.int64)
        hashes = np.concatenate(grams)
        texts = np.repeat(np.arange(len(ready)), counts)
        lookup = Lookup(hashes ^ _salt(texts))
        latest = np.full(len(hashes), -1, dtype=np.int64)
        np.maximum.at(latest, lookup.places, np.arange(len(hashes)))
        return cls(
            hashes=hashes,
            starts=np.concatenate([each.found.starts[: len(each.found.grams)] for each in ready]),
            begins=np.cumsum(counts) - counts,
            counts=counts,
            distinct=np.bincount(texts[latest >= 0], minlength=len(ready)),
            latest=latest,
            lookup=lookup,
        )

    def anchors(self, one: Ints, other: Ints) -> _Anchors:
        """What the texts of each pair share, sorted by the last places in the one text.

        Each run of the other text is looked up in the one; what is found goes where the one has the run, and
        so comes in its order.
        """
        pairs, runs = self._of(other)
        firsts = self.latest[runs] >= 0
        pairs, runs = pairs[firsts], runs[firsts]
        met = self.lookup.find(self.hashes[runs] ^ _salt(one[pairs]))
        both = np.flatnonzero(met >= 0)
        pairs, met, runs = pairs[both], self.latest[met[both]], self.latest[runs[both]]
        owners, own = self._of(one)
        row = np.full(len(own), -1, dtype=np.int64)
        row[(np.cumsum(self.counts[one]) - self.counts[one] - self.begins[one])[pairs] + met] = runs
        at = np.flatnonzero(row >= 0)
        cuts = np.cumsum(np.bincount(owners[at], minlength=len(one)))
        return _Anchors(self.starts[own[at]], self.starts[row[at]], cuts)

    def _of(self, texts: Ints) -> tuple[Ints, Ints]:
        """The runs of texts in a row, and the place among the texts of each run's."""
        counts = self.counts[texts]
        places = np.repeat(np.arange(len(texts)), counts)
        shifts = self.begins[texts] - np.cumsum(counts) + counts
        return places, np.arange(len(places)) + shifts[places]


def _spanned(met: _Anchors, few: Ints, shorter: Ints, limits: Limits) -> Floats:
    """The letters between runs in step, as `meeting.meet` counts them; 0 for too few."""
    shared = np.diff(met.cuts, prepend=0)
    pairs = np.repeat(np.arange(len(shared)), shared)
    spanned = np.bincount(pairs, weights=_in_step(met, pairs), minlength=len(shared)).astype(np.float64)
    spanned[spanned < min(least_of(limits), HALF * BODIES_DIFFER) * shorter] = 0
    spanned[few < FEW_GRAMS] = math.inf
    spanned[shared < np.maximum(np.maximum(1, np.minimum(3, few)), SHARED_GRAMS * few)] = 0
    return spanned


def _in_step(met: _Anchors, pairs: Ints) -> Floats:
    """For each anchor the letters that it spans with the latest one it is in step with."""
    spans = np.zeros(len(pairs))
    for back in range(LATEST, 0, -1):
        steps = met.places[back:] - met.places[:-back]
        others = met.others[back:] - met.others[:-back]
        fits = (pairs[back:] == pairs[:-back]) & (others > 0) & (steps <= STEP)
        at = np.flatnonzero(fits & (np.abs(steps - others) <= DRIFT))
        spans[at + back] = np.where(steps[at] <= GAP, steps[at], GRAM)
    return spans


def _meeting(
    one: Vectors, other: Vectors, met: _Anchors, part: tuple[int, int], spanned: float
) -> Meeting | None:
    if one.letters == other.letters:
        return Meeting(one=one, other=other, places=(), others=(), spanned=len(one.letters))
    if not spanned:
        return None
    places, others = (each[slice(*part)].tolist() for each in (met.places, met.others))
    return Meeting(one=one, other=other, places=places, others=others, spanned=spanned)


def _salt(texts: Ints) -> Hashes:
    """What makes equal runs of different texts different."""
    return texts.astype(np.uint64) * _APART
