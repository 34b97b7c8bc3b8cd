"""A first look at two texts, which asks for no layout and aligns nothing: may they be alike?"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from qa.detectors._similarity.prepared import Prepared
from qa.text.align import GAP
from qa.text.sketch import GRAM

SHARED_GRAMS = 0.02
FEW_GRAMS = 60
HALF = 0.5
LATEST = 4
STEP = 400
DRIFT = 24
BODIES_DIFFER = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """From where on texts count as near (Jaccard), contained (share, and letters at the least) or quoted.

    `quote` is the length in words of a passage that counts as quoted; 0 for none.
    """

    jaccard: float
    containment: float
    letters: int
    quote: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two texts that may be alike: the places of letter runs they share, and how much of them these span."""

    one: Prepared
    other: Prepared
    places: Sequence[int]
    others: Sequence[int]
    spanned: float

    @property
    def same(self) -> bool:
        """Whether the letters are the same."""
        return self.one.letters == self.other.letters


def meet(one: Prepared, other: Prepared, limits: Limits) -> Meeting | None:
    """A first look at two texts, which asks for no layout; null when they share next to nothing."""
    if one.letters == other.letters:
        return Meeting(one=one, other=other, places=(), others=(), spanned=len(one.letters))
    anchors = one.anchors(other)
    spanned = math.inf if limits.quote else _spanned(one, other, anchors, limits)
    if not spanned:
        return None
    places, others = [place for place, _ in anchors], [place for _, place in anchors]
    return Meeting(one=one, other=other, places=places, others=others, spanned=spanned)


def _spanned(one: Prepared, other: Prepared, anchors: Sequence[tuple[int, int]], limits: Limits) -> float:
    """A cheap look before the alignment: the letters between common runs in the same order, as far apart.

    In a long text chance alone gives many common runs, but few pairs of them at one distance in both texts.
    What such pairs span is about what an alignment would cover. Counts no further than what is enough for
    any bodies, without end for texts that are too short to tell; 0 is too little for any.
    """
    few = min(one.distinct, other.distinct)
    if len(anchors) < max(1, min(3, few), SHARED_GRAMS * few):
        return 0
    if few < FEW_GRAMS:
        return math.inf
    least = least_of(limits)
    shorter = min(len(one.letters), len(other.letters))
    spanned = _in_step(anchors, least * shorter)
    return spanned if spanned >= min(least, HALF * BODIES_DIFFER) * shorter else 0


def enough(met: Meeting, limits: Limits) -> bool:
    """Whether half of what is wanted is there, of the texts or of their bodies."""
    one, other, least = met.one, met.other, least_of(limits)
    if met.spanned >= least * min(len(one.letters), len(other.letters)):
        return True
    return met.spanned >= least * min(end - start for start, end in (one.body, other.body))


def least_of(limits: Limits) -> float:
    """The share of a text that must be spanned: half of what is wanted."""
    return HALF * min(limits.jaccard, limits.containment)


def _in_step(anchors: Sequence[tuple[int, int]], enough: float) -> int:
    """The letters between runs that stand as far apart in both texts, of runs not far from each other.

    Counts no further than `enough`.
    """
    latest = deque[tuple[int, int]](maxlen=LATEST)
    spanned = 0
    for place, other_place in anchors:
        for last, other_last in latest:
            step, other_step = place - last, other_place - other_last
            if other_step > 0 and step <= STEP and abs(step - other_step) <= DRIFT:
                spanned += step if step <= GAP else GRAM
                break
        if spanned >= enough:
            break
        latest.appendleft((place, other_place))
    return spanned
