"""Compare two documents exactly: the passages they share, and how much of each these make up.

Documents are compared by their bodies, since head and tail belong to the page and not to the story. The
passages are found in the whole texts, so that a layout that was not recognised loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from qa.detectors._similarity.meeting import BODIES_DIFFER, Limits, Meeting, enough, meet
from qa.detectors._similarity.prepared import Prepared, Range
from qa.text.align import Passage, covered, shared_passages

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
class Comparison:
    """Two texts compared: the reason that links them (`exact`, `near`, `contained` or empty), its score.

    `passages` are the letters that both share, or (see `placed`) where these stand in the texts.
    """

    reason: str
    score: float
    overlap: Overlap
    passages: tuple[Passage, ...]


def compare(one: Prepared, other: Prepared, limits: Limits) -> Comparison | None:
    """The comparison of two texts, or null when they share next to nothing."""
    met = meet(one, other, limits)
    return judge(met, limits) if met else None


def judge(met: Meeting, limits: Limits) -> Comparison | None:
    """The comparison of two texts that have met, or null when their bodies share next to nothing."""
    one, other = met.one, met.other
    if met.same:
        return _same(one)
    if not enough(met, limits):
        return None
    seeds = zip(met.places, met.others, strict=True) if met.places else None
    passages = tuple(shared_passages(one.letters, other.letters, seeds=seeds))
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
    if max(whole.contained, whole.jaccard) < BODIES_DIFFER:
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
    if max(found[0].contained, found[0].jaccard) < BODIES_DIFFER:
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
