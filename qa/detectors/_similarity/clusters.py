"""Clusters of linked documents: which one to keep, the weakest link, and how far the ends are apart."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from qa.analysis import Analysis, lay_out
from qa.detectors._similarity.compare import compare
from qa.detectors._similarity.groups import Union
from qa.detectors._similarity.meeting import Limits
from qa.detectors._similarity.prepared import Prepared
from qa.detectors.kinds import Reader, read_many, spread
from qa.model.finding import Cluster
from qa.model.jsonvalue import Json

RULES = ("byline", "date", "longest", "oldest", "first")
_CHAIN = 3
_NO_DATE = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Two documents of one cluster and how alike they are (0–1)."""

    one: str
    other: str
    score: float


def clusters(
    edges: Sequence[Edge], *, kind: str, keep: Sequence[str], reader: Reader, limits: Limits | None = None
) -> list[Cluster]:
    """The clusters that the edges make, sorted by representative.

    With `limits` the two ends of a long chain are compared with one another; a cluster is `chained` when
    they share too little: A resembles B and B resembles C, but A does not resemble C.
    """
    groups: Union[str] = Union()
    for edge in edges:
        groups.join(edge.one, edge.other)
    inside: Mapping[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        inside[groups.root(edge.one)].append(edge)
    keepers = representatives(groups.sets(), keep, reader)
    found = [
        Cluster(
            kind=kind,
            representative=keeper,
            documents=tuple(sorted(members)),
            weakest_link=_weakest(inside[groups.root(keeper)]),
            data=_shape(min(members), inside[groups.root(keeper)], reader, limits),
        )
        for members, keeper in zip(groups.sets(), keepers, strict=True)
    ]
    return sorted(found, key=lambda cluster: cluster.representative)


def _shape(start: str, edges: Sequence[Edge], reader: Reader, limits: Limits | None) -> dict[str, Json]:
    """Links, diameter (in links, by a double sweep of breadth-first search) and whether it is a chain."""
    near = _neighbours(edges)
    far, _ = _farthest(near, start)
    end, diameter = _farthest(near, far)
    data: dict[str, Json] = {"links": len(edges), "diameter": diameter, "chained": False}
    if limits and diameter >= _CHAIN:
        met = compare(Prepared(reader(far)), Prepared(reader(end)), limits)
        data |= {"chained": not (met and met.reason), "ends": round(met.score, 4) if met else 0.0}
    return data


def representatives(groups: Sequence[Sequence[str]], keep: Sequence[str], reader: Reader) -> list[str]:
    """The document to keep of each group, by rules applied in turn; the first id decides between equals."""
    rules = tuple(rule for rule in keep if rule != "first")
    if not rules:
        return [min(members) for members in groups]
    names = sorted({name for members in groups for name in members})
    work = partial(_all_merits, rules=rules)
    merits = dict(zip(names, spread(reader, work, read_many(reader, names), weight=_length), strict=True))
    return [min(members, key=lambda name: (*merits[name], name)) for members in groups]


def _length(analysis: Analysis) -> int:
    return len(analysis.text)


def _all_merits(analyses: Sequence[Analysis], *, rules: Sequence[str]) -> list[list[int | str]]:
    lay_out(analyses)  # every rule but `first`, which is gone by now, asks for it
    return [_merits(analysis, rules) for analysis in analyses]


def _merits(analysis: Analysis, rules: Iterable[str]) -> list[int | str]:
    merits: list[int | str] = []
    for rule in rules:
        if rule == "byline":
            merits.append(0 if analysis.byline and analysis.byline.names else 1)
        elif rule == "date":
            merits.append(0 if analysis.published else 1)
        elif rule == "longest":
            merits.append(-len(analysis.body))
        elif rule == "oldest":
            merits.append(analysis.published.value if analysis.published else _NO_DATE)
    return merits


def _weakest(edges: Sequence[Edge]) -> float:
    """The weakest of the strongest links that hold the cluster together (maximum spanning tree, Kruskal)."""
    tree: Union[str] = Union()
    weakest = 1.0
    for edge in sorted(edges, key=lambda edge: (-edge.score, edge.one, edge.other)):
        if tree.root(edge.one) != tree.root(edge.other):
            tree.join(edge.one, edge.other)
            weakest = edge.score
    return round(weakest, 4)


def _neighbours(edges: Iterable[Edge]) -> Mapping[str, list[str]]:
    near: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        near[edge.one].append(edge.other)
        near[edge.other].append(edge.one)
    return near


def _farthest(near: Mapping[str, Sequence[str]], start: str) -> tuple[str, int]:
    """The document most links away (the first by id of several), and how many links that is."""
    away, queue = {start: 0}, deque([start])
    while queue:
        here = queue.popleft()
        for there in near[here]:
            if there not in away:
                away[there] = away[here] + 1
                queue.append(there)
    links = max(away.values())
    return min(document for document, distance in away.items() if distance == links), links
