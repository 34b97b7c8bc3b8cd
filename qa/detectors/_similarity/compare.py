"""Compare two documents exactly: the passages they share, and how much of each these make up.

Documents are compared by their bodies, since head and tail belong to the page and not to the story. The
passages are found in the whole texts, so that a layout that was not recognised loses nothing.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.analysis.sketch import GRAM
from qa.detectors._similarity.prepared import Prepared, Range
from qa.text.align import GAP, Passage, covered, shared_passages

_SHARED_GRAMS = 0.02
_FEW_GRAMS = 60
_HALF = 0.5
_LATEST = 4
_STEP = 400
_DRIFT = 24
_BODIES_DIFFER = 0.1
_FULL_LENGTH = 400
_SHORT_MARGIN = 0.4
_STRENGTH = ("", "contained", "near")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """What a part of one text and a part of another have in common, all shares 0–1.

    `jaccard` and `containment` are those of the runs of three words. `aligned` is the Jaccard of the letters
    in shared passages, `aligned_one` and `aligned_other` the share of such letters in each. `shorter` counts
    the letters of the shorter part.
    """

    jaccard: float
    containment: float
    aligned: float
    aligned_one: float
    aligned_other: float
    shorter: int

    @property
    def contained(self) -> float:
        """The share of letters in shared passages, of the text that has more of them."""
        return max(self.aligned_one, self.aligned_other)


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
class Comparison:
    """Two texts compared: the reason that links them (`exact`, `near`, `contained` or empty), its score.

    `passages` are the letters that both share, or (see `placed`) where these stand in the texts.
    """

    reason: str
    score: float
    overlap: Overlap
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two texts that may be alike: the places of letter runs they share, and how much of them these span."""

    one: Prepared
    other: Prepared
    anchors: Sequence[tuple[int, int]]
    spanned: float

    @property
    def same(self) -> bool:
        """Whether the letters are the same."""
        return self.one.letters == self.other.letters


def compare(one: Prepared, other: Prepared, limits: Limits) -> Comparison | None:
    """The comparison of two texts, or null when they share next to nothing."""
    met = meet(one, other, limits)
    return judge(met, limits) if met else None


def meet(one: Prepared, other: Prepared, limits: Limits) -> Meeting | None:
    """A first look at two texts, which asks for no layout; null when they share next to nothing."""
    if one.letters == other.letters:
        return Meeting(one=one, other=other, anchors=(), spanned=len(one.letters))
    anchors = one.anchors(other)
    spanned = math.inf if limits.quote else _spanned(one, other, anchors, limits)
    return Meeting(one=one, other=other, anchors=anchors, spanned=spanned) if spanned else None


def judge(met: Meeting, limits: Limits) -> Comparison | None:
    """The comparison of two texts that have met, or null when their bodies share next to nothing."""
    one, other = met.one, met.other
    if met.same:
        return _same(one)
    if not _enough(met, limits):
        return None
    passages = tuple(shared_passages(one.letters, other.letters, seeds=met.anchors))
    found = _judge(one, other, passages, limits)
    return found if found.reason or not limits.quote else _quoted(one, found, limits)


def placed(one: Prepared, other: Prepared, found: Comparison) -> Comparison:
    """The comparison with its passages as spans of the two texts."""
    return replace(found, passages=tuple(_placed(one, other, each) for each in found.passages))


def _placed(one: Prepared, other: Prepared, passage: Passage) -> Passage:
    start, end = one.span(passage.start, passage.end)
    other_start, other_end = other.span(passage.other_start, passage.other_end)
    return replace(passage, start=start, end=end, other_start=other_start, other_end=other_end)


def _judge(one: Prepared, other: Prepared, passages: tuple[Passage, ...], limits: Limits) -> Comparison:
    whole = _overlap(one, other, passages, one.whole, other.whole)
    if max(whole.contained, whole.jaccard) < _BODIES_DIFFER:
        return Comparison(reason="", score=whole.contained, overlap=whole, passages=passages)
    return _by_bodies(one, other, whole, passages, limits)


def _by_bodies(
    one: Prepared, other: Prepared, whole: Overlap, passages: tuple[Passage, ...], limits: Limits
) -> Comparison:
    """Bodies decide. The whole texts may still link them, unless the bodies share nothing."""
    body, other_body = one.body, other.body
    if one.letters[slice(*body)] == other.letters[slice(*other_body)]:
        overlap = _overlap(one, other, passages, body, other_body)
        return Comparison(reason="exact", score=1.0, overlap=overlap, passages=passages)
    found = [whole]
    if (body, other_body) != (one.whole, other.whole):
        found.insert(0, _overlap(one, other, passages, body, other_body))
    if max(found[0].contained, found[0].jaccard) < _BODIES_DIFFER:
        return Comparison(reason="", score=found[0].contained, overlap=found[0], passages=passages)
    judged = [(*_judged(overlap, limits), overlap) for overlap in found]
    reason, score, overlap = max(judged, key=lambda each: (_STRENGTH.index(each[0]), each[1]))
    if not reason:
        score, overlap = found[0].contained, found[0]
    return Comparison(reason=reason, score=score, overlap=overlap, passages=passages)


def _quoted(one: Prepared, found: Comparison, limits: Limits) -> Comparison:
    """The comparison of two texts that nothing else links, linked when they share a long passage."""
    longest = max((len(one.words((each.start, each.end))) for each in found.passages), default=0)
    return replace(found, reason="quoted") if longest >= limits.quote else found


def _judged(overlap: Overlap, limits: Limits) -> tuple[str, float]:
    """Why an overlap links two texts, and how strongly.

    In short texts chance and formula weigh more, so below 400 letters a text must share more of itself: up
    to 0.4 more for the shortest.
    """
    if overlap.jaccard >= limits.jaccard:
        return "near", overlap.jaccard
    margin = max(0.0, 1 - overlap.shorter / _FULL_LENGTH) * _SHORT_MARGIN
    if overlap.aligned >= limits.jaccard + margin:
        return "near", overlap.aligned
    if (
        overlap.contained >= limits.containment + margin
        and overlap.contained * overlap.shorter >= limits.letters
    ):
        return "contained", overlap.contained
    return "", 0.0


def _same(text: Prepared) -> Comparison:
    length = len(text.letters)
    full = Overlap(
        jaccard=1.0, containment=1.0, aligned=1.0, aligned_one=1.0, aligned_other=1.0, shorter=length
    )
    passage = Passage(start=0, end=length, other_start=0, other_end=length, equal=length)
    return Comparison(reason="exact", score=1.0, overlap=full, passages=(passage,) if length else ())


def _spanned(one: Prepared, other: Prepared, anchors: Sequence[tuple[int, int]], limits: Limits) -> float:
    """A cheap look before the alignment: the letters between common runs in the same order, as far apart.

    In a long text chance alone gives many common runs, but few pairs of them at one distance in both texts.
    What such pairs span is about what an alignment would cover. Counts no further than what is enough for
    any bodies, without end for texts that are too short to tell; 0 is too little for any.
    """
    few = min(one.distinct, other.distinct)
    if len(anchors) < max(1, min(3, few), _SHARED_GRAMS * few):
        return 0
    if few < _FEW_GRAMS:
        return math.inf
    least = _least(limits)
    shorter = min(len(one.letters), len(other.letters))
    spanned = _in_step(anchors, least * shorter)
    return spanned if spanned >= min(least, _HALF * _BODIES_DIFFER) * shorter else 0


def _enough(met: Meeting, limits: Limits) -> bool:
    """Whether half of what is wanted is there, of the texts or of their bodies."""
    one, other, least = met.one, met.other, _least(limits)
    if met.spanned >= least * min(len(one.letters), len(other.letters)):
        return True
    return met.spanned >= least * min(end - start for start, end in (one.body, other.body))


def _least(limits: Limits) -> float:
    return _HALF * min(limits.jaccard, limits.containment)


def _in_step(anchors: Sequence[tuple[int, int]], enough: float) -> int:
    """The letters between runs that stand as far apart in both texts, of runs not far from each other.

    Counts no further than `enough`.
    """
    latest = deque[tuple[int, int]](maxlen=_LATEST)
    spanned = 0
    for place, other_place in anchors:
        for last, other_last in latest:
            step, other_step = place - last, other_place - other_last
            if other_step > 0 and step <= _STEP and abs(step - other_step) <= _DRIFT:
                spanned += step if step <= GAP else GRAM
                break
        if spanned >= enough:
            break
        latest.appendleft((place, other_place))
    return spanned


def _overlap(
    one: Prepared, other: Prepared, passages: tuple[Passage, ...], part: Range, other_part: Range
) -> Overlap:
    length, other_length = part[1] - part[0], other_part[1] - other_part[0]
    both = [_clipped(passage, part, other_part) for passage in passages]
    common = min(covered((p.start, p.end) for p in both), covered((p.other_start, p.other_end) for p in both))
    own = covered((max(p.start, part[0]), min(p.end, part[1])) for p in passages)
    others = covered((max(p.other_start, other_part[0]), min(p.other_end, other_part[1])) for p in passages)
    shingles, other_shingles, shared = one.shingles(part, other, other_part)
    return Overlap(
        jaccard=_ratio(shared, shingles + other_shingles - shared),
        containment=_ratio(shared, min(shingles, other_shingles)),
        aligned=_ratio(common, length + other_length - common),
        aligned_one=_ratio(own, length),
        aligned_other=_ratio(others, other_length),
        shorter=min(length, other_length),
    )


def _clipped(passage: Passage, part: Range, other_part: Range) -> Passage:
    """The passage as far as it lies inside both parts; empty when it does not."""
    head = max(0, part[0] - passage.start, other_part[0] - passage.other_start)
    tail = max(0, passage.end - part[1], passage.other_end - other_part[1])
    start, other_start = passage.start + head, passage.other_start + head
    return Passage(
        start=start,
        end=max(start, passage.end - tail),
        other_start=other_start,
        other_end=max(other_start, passage.other_end - tail),
        equal=passage.equal,
    )


def _ratio(part: int, of: int) -> float:
    return part / of if of else 0.0
