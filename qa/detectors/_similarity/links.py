"""From candidates to links: compare them, and stop where comparing more would tell nothing new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from qa.detectors._similarity.candidates import Candidate
from qa.detectors._similarity.compare import Comparison, Limits, compare
from qa.detectors._similarity.groups import Union
from qa.detectors._similarity.prepared import Shelf

PARTNERS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two documents that belong together, `one` before `other` by id."""

    one: str
    other: str
    found: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The links, and the candidates that were not compared since their documents were linked already."""

    links: Sequence[Link]
    compared: int
    spared: Sequence[tuple[str, str]]


def link(
    found: Iterable[Candidate],
    names: Sequence[str],
    shelf: Shelf,
    limits: Limits,
    *,
    old: frozenset[str] = frozenset(),
) -> Linked:
    """Compare candidates, the most telling first for each document; two `old` ones not at all.

    In a group of n copies n²/2 pairs are alike. Two documents that are in one group already, each with
    `PARTNERS` links of its own, are not compared again; they are counted and named in `spared`.
    """
    groups: Union[int] = Union()
    partners: dict[int, int] = defaultdict(int)
    links: list[Link] = []
    spared: list[tuple[str, str]] = []
    compared = 0
    for _, of_one in groupby(found, key=lambda candidate: candidate.one):
        for each in sorted(of_one, key=lambda candidate: (-candidate.evidence, candidate.other)):
            one, other = each.one, each.other
            if names[one] in old and names[other] in old:
                continue
            busy = min(partners[one], partners[other]) >= PARTNERS
            if busy and groups.root(one) == groups.root(other):
                spared.append((names[one], names[other]))
                continue
            compared += 1
            comparison = compare(shelf(names[one]), shelf(names[other]), limits)
            if comparison is None or not comparison.reason:
                continue
            links.append(Link(one=names[one], other=names[other], found=comparison))
            partners[one] += 1
            partners[other] += 1
            groups.join(one, other)
    return Linked(links=links, compared=compared, spared=spared)
