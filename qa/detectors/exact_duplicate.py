"""Flag documents whose text, or whose body, is another document's, letter for letter.

Case, punctuation, white space, hyphens at line ends and invisible characters make no difference, and head
and tail of a page do not count: the same story under two sets of teasers is the same story.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations
from unicodedata import combining

from qa.analysis import Analysis, lay_out
from qa.detectors._similarity.allowed import Allows, permitted
from qa.detectors._similarity.clusters import RULES, Edge, clusters
from qa.detectors._similarity.groups import Union
from qa.detectors._similarity.prepared import BODY
from qa.detectors.kinds import CorpusDetector, Features, Joined, Reader
from qa.model.finding import Finding, Related
from qa.model.jsonvalue import Json
from qa.model.option import option
from qa.text.canonical import letters_of

NAMED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Options of `exact-duplicate`."""

    compare: str = option("body", help="What must be equal.", choices=("body", "whole"))
    keep: tuple[str, ...] = option(
        ("byline", "date", "longest", "first"),
        help="Rules, in turn, for the copy to keep.",
        choices=RULES,
    )
    allow_pairs: tuple[str, ...] = option((), help="Pairs that may be alike, each as `id | id`.")
    allow_differing: tuple[str, ...] = option(
        (), help="Metadata keys that tell allowed copies apart (edition, translation)."
    )


@dataclass(frozen=True, slots=True)
class _Copy:
    """A document by the digests of its parts, and where its body stands in it."""

    document: str
    whole: bytes
    body: bytes
    head: bytes
    tail: bytes
    start: int
    end: int
    length: int


_FEATURES = struct.Struct("<16s16s16s16sQQQ")


def features(analysis: Analysis, params: Params) -> bytes:
    """Digests of the whole, the body, the head and the tail; the body's place; the length of the text."""
    text, layout = analysis.text, analysis.layout if params.compare == "body" else None
    start, end = (layout.head_end, layout.tail_start) if layout else (0, len(text))
    head, body, tail = (
        letters_of(text[slice(*part)]) for part in ((0, start), (start, end), (end, len(text)))
    )
    if len(body) < BODY or not (head or tail):
        head, body, tail = "", head + body + tail, ""
        place = 0, len(text)
    else:
        place = _place(text, start, end)
    digests = map(_digest, (head + body + tail, body, head, tail))
    return _FEATURES.pack(*digests, *place, len(text))


def features_batch(analyses: Sequence[Analysis], params: Params) -> list[bytes]:
    """The features of many documents, whose layouts are found at once."""
    if params.compare == "body":
        lay_out(analyses)
    return [features(analysis, params) for analysis in analyses]


def _place(text: str, start: int, end: int) -> tuple[int, int]:
    """From the first letter to the last with the marks on it."""
    while start < end and not text[start].isalnum():
        start += 1
    last = end
    while last > start and not text[last - 1].isalnum():
        last -= 1
    while last < end and combining(text[last]):
        last += 1
    return start, last


def join(found: Sequence[Features], params: Params, reader: Reader) -> Joined:
    """Group documents by body; every one names the others. A group needs a document in focus."""
    repeated = _repeated(found)
    several = [each for each in found if not repeated.isdisjoint(_sorts(each))]
    copies = {each.document: _Copy(each.document, *_FEATURES.unpack(each.data)) for each in several}
    focus = {each.document for each in several if each.focus}
    allows = permitted(params.allow_pairs, params.allow_differing, reader)
    findings: list[Finding] = []
    edges: list[Edge] = []
    for group in _groups(copies.values()):
        if focus.isdisjoint(group):
            continue
        edges += [Edge(one=one, other=other, score=1.0) for one, other in _ties(group, allows)]
        new = [each for each in group if each in focus]
        for name in group:
            partners = group if name in focus else new
            others = [each for each in partners if each != name and not (allows and allows(name, each))]
            findings += [_finding(copies[name], [copies[each] for each in others])] if others else []
    return Joined(
        findings=sorted(findings, key=lambda finding: finding.document),
        clusters=clusters(edges, kind="exact", keep=params.keep, reader=reader),
    )


def _repeated(found: Iterable[Features]) -> set[bytes]:
    """The digests of wholes and bodies that several documents have."""
    seen: set[bytes] = set()
    repeated: set[bytes] = set()
    for each in found:
        for digest in _sorts(each):
            (repeated if digest in seen else seen).add(digest)
    return repeated


def _sorts(features: Features) -> frozenset[bytes]:
    """The digests of the whole and of the body: either groups a document."""
    return frozenset([features.data[:16], features.data[16:32]])


def _digest(letters: str) -> bytes:
    return blake2b(letters.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _groups(copies: Iterable[_Copy]) -> list[list[str]]:
    """The documents that share a whole text or a body, each group sorted."""
    groups: Union[str] = Union()
    first: dict[bytes, str] = {}
    for copy in copies:
        for digest in (copy.whole, copy.body):
            groups.join(first.setdefault(digest, copy.document), copy.document)
    return sorted(map(sorted, groups.sets()))


def _ties(group: Sequence[str], allows: Allows | None) -> Iterable[tuple[str, str]]:
    if allows is None:
        return ((group[0], each) for each in group[1:])
    return (pair for pair in combinations(group, 2) if not allows(*pair))


def _finding(copy: _Copy, others: Sequence[_Copy]) -> Finding:
    """Names at most `NAMED` others; the cluster lists all, and the data say how many there are."""
    relation = _relation(copy, others[0])
    more = f" (and {len(others) - 1} more)" if len(others) > 1 else ""
    return Finding(
        document=copy.document,
        reason="exact",
        message=f"{relation} as {others[0].document}{more}",
        start=copy.start,
        end=copy.end,
        score=1.0,
        related=tuple(_related(copy, other) for other in others[:NAMED]),
        data={"relation": relation, "copies": len(others), **_tails(copy, others[0])},
        evidence=copy.body.hex(),
    )


def _related(copy: _Copy, other: _Copy) -> Related:
    return Related(
        document=other.document,
        score=1.0,
        start=copy.start,
        end=copy.end,
        other_start=other.start,
        other_end=other.end,
    )


def _relation(copy: _Copy, other: _Copy) -> str:
    differing = [part for part in ("head", "tail") if getattr(copy, part) != getattr(other, part)]
    if copy.whole == other.whole or not differing:
        return "same text"
    return f"same body, other {' and '.join(differing)}"


def _tails(copy: _Copy, other: _Copy) -> Mapping[str, Json]:
    """Where the tails stand that tell two copies apart."""
    if copy.tail == other.tail:
        return {}
    return {"tail": [copy.end, copy.length], "other_tail": [other.end, other.length]}


def _skip(analysis: Analysis, _params: Params) -> str | None:
    return None if any(map(str.isalnum, analysis.text)) else "no letters"


DETECTOR = CorpusDetector(
    id="exact-duplicate",
    params=Params,
    reasons={"exact": "The text, or its body, is that of another document."},
    features=features,
    features_batch=features_batch,
    join=join,
    skip=_skip,
    version=2,
)
