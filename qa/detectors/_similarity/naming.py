"""Say what is alike: findings that name the other documents and the passages shared with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.detectors._similarity.compare import Overlap
from qa.detectors._similarity.links import Link
from qa.model.finding import Cluster, Finding, Related
from qa.text.align import Passage

NAMED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """A link as one of its documents sees it; `share` is the part of this document that is in the other."""

    document: str
    other: str
    reason: str
    score: float
    share: float
    other_share: float
    overlap: Overlap
    passages: Sequence[Related]


def findings(links: Sequence[Link]) -> Iterator[Finding]:
    """One finding for each document and reason; exact links are told elsewhere."""
    by_case: Mapping[tuple[str, str], list[_Side]] = defaultdict(list)
    for link in links:
        if link.found.reason != "exact":
            for side in _sides(link):
                by_case[side.document, side.reason].append(side)
    for case in sorted(by_case):
        yield _finding(sorted(by_case[case], key=lambda side: (-side.score, side.other)))


def chain_findings(clusters: Iterable[Cluster], giant: int) -> Iterator[Finding]:
    """An alarm at the representative of each large cluster that is a chain."""
    for cluster in clusters:
        if cluster.data.get("chained") and len(cluster.documents) >= giant:
            yield Finding(
                document=cluster.representative,
                reason="chained",
                message=f"a cluster of {len(cluster.documents)} documents hangs together by a chain of links",
                score=cluster.weakest_link,
                data={**cluster.data, "size": len(cluster.documents)},
                evidence=cluster.representative,
            )


def _sides(link: Link) -> tuple[_Side, _Side]:
    found = link.found
    there = [_related(link.other, found.score, passage) for passage in found.passages]
    back = [_turned(link.one, passage) for passage in there]
    shares = found.overlap.aligned_one, found.overlap.aligned_other
    return (
        _side(link, link.other, shares, there),
        _side(link, link.one, shares[::-1], back),
    )


def _side(link: Link, other: str, shares: tuple[float, float], passages: Sequence[Related]) -> _Side:
    return _Side(
        document=link.one if other == link.other else link.other,
        other=other,
        reason=link.found.reason,
        score=link.found.score,
        share=shares[0],
        other_share=shares[1],
        overlap=link.found.overlap,
        passages=passages,
    )


def _related(name: str, score: float, passage: Passage) -> Related:
    return Related(
        document=name,
        score=round(score, 4),
        start=passage.start,
        end=passage.end,
        other_start=passage.other_start,
        other_end=passage.other_end,
    )


def _turned(name: str, passage: Related) -> Related:
    return Related(
        document=name,
        score=passage.score,
        start=passage.other_start,
        end=passage.other_end,
        other_start=passage.start,
        other_end=passage.end,
    )


def _finding(sides: Sequence[_Side]) -> Finding:
    """Names at most `NAMED` others, the nearest first; the data say how many there are."""
    best = sides[0]
    longest = max(best.passages, key=lambda passage: (passage.end or 0) - (passage.start or 0), default=None)
    more = f" (and {len(sides) - 1} more)" if len(sides) > 1 else ""
    related = [
        passage
        for side in sides[:NAMED]
        for passage in side.passages or (Related(document=side.other, score=round(side.score, 4)),)
    ]
    return Finding(
        document=best.document,
        reason=best.reason,
        message=_message(best) + more,
        start=longest.start if longest else None,
        end=longest.end if longest else None,
        score=round(best.score, 4),
        related=tuple(related),
        data={
            "relation": _relation(best),
            "documents": len(sides),
            "passages": len(best.passages),
            "share": round(best.share, 4),
            "other_share": round(best.other_share, 4),
            "jaccard": round(best.overlap.jaccard, 4),
            "containment": round(best.overlap.containment, 4),
            "aligned": round(best.overlap.aligned, 4),
        },
        evidence=best.other,
    )


def _relation(side: _Side) -> str:
    if side.reason == "contained":
        return "contained in the other" if side.share >= side.other_share else "contains the other"
    return side.reason


def _message(side: _Side) -> str:
    if side.reason == "near":
        return f"near duplicate of {side.other}: {side.share:.0%} of the text stands there too"
    if side.reason == "quoted":
        return f"shares a long passage with {side.other}"
    if side.share >= side.other_share:
        return f"contained in {side.other}: {side.share:.0%} of the text stands there"
    return f"contains {side.other}: {side.other_share:.0%} of it stands here"
