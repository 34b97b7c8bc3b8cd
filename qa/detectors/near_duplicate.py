"""Flag documents that share most of their text with another one, or contain it, or quote it at length.

Candidates come from sketches and are compared exactly (see `qa.text.align`), so that errors of character
recognition, cuts and additions do not hide a copy, and a shared template does not make one. Copies that are
letter for letter the same belong to `exact-duplicate` and are not named again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.analysis import Analysis
from qa.detectors._similarity.allowed import permitted
from qa.detectors._similarity.candidates import candidates
from qa.detectors._similarity.clusters import RULES, Edge, clusters
from qa.detectors._similarity.links import Link, link, pairs_of
from qa.detectors._similarity.meeting import Limits
from qa.detectors._similarity.naming import chain_findings, findings
from qa.detectors._similarity.samples import digest_of, packed
from qa.detectors.kinds import CorpusDetector, Features, Joined, Reader, alongside
from qa.model.finding import Cluster
from qa.model.option import option
from qa.text.sketch import SKETCH_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Options of `near-duplicate`."""

    jaccard: float = option(
        0.5, help="Share of both texts together that makes them near.", minimum=0, maximum=1
    )
    containment: float = option(
        0.5, help="Share of the one text, found in the other, that makes it contained.", minimum=0, maximum=1
    )
    letters: int = option(100, help="Letters that a contained text shares at the least.", minimum=0)
    quote: int = option(
        0, help="Words of a shared passage that make a quotation; 0 looks for none.", minimum=0
    )
    giant: int = option(10, help="Size from which a chained cluster raises an alarm.", minimum=2)
    keep: tuple[str, ...] = option(
        ("byline", "date", "longest", "first"),
        help="Rules, in turn, for the copy to keep.",
        choices=RULES,
    )
    allow_pairs: tuple[str, ...] = option((), help="Pairs that may be alike, each as `id | id`.")
    allow_differing: tuple[str, ...] = option(
        (), help="Metadata keys that tell allowed copies apart (edition, translation)."
    )


def features(analysis: Analysis, _params: Params) -> bytes:
    """The digest of the letters, the bound of the sketch, and 32 bits of each of its hashes."""
    return packed(analysis.sketch)


def features_batch(analyses: Sequence[Analysis], _params: Params) -> list[bytes]:
    """The features of many documents at once, by numpy."""
    from qa.detectors._similarity.samples_batch import packed_batch  # noqa: PLC0415 - numpy, where it pays

    return packed_batch([analysis.text for analysis in analyses])


def join(found: Sequence[Features], params: Params, reader: Reader) -> Joined:
    """Compare the candidates among the distinct texts, and name each document's nearest.

    Two documents out of focus are not compared; one that resembles a document in focus is flagged as well.
    """
    copies = _copies(found)
    limits = Limits(
        jaccard=params.jaccard, containment=params.containment, letters=params.letters, quote=params.quote
    )
    names = [group[0].document for group in copies]
    samples = [group[0].data for group in copies]
    old = frozenset(each.document for each in found if not each.focus)
    pairs = pairs_of(candidates(samples, alongside(reader)), names, old)
    allows = permitted(params.allow_pairs, params.allow_differing, reader)
    links = [each for each in link(pairs, reader, limits) if not (allows and allows(each.one, each.other))]
    grouped = _clusters(links, copies, params, reader, limits)
    named = [*findings(links), *chain_findings(grouped, params.giant)]
    return Joined(
        findings=sorted(named, key=lambda each: (each.document, each.start or 0, each.reason)),
        clusters=grouped,
    )


def _copies(found: Sequence[Features]) -> list[list[Features]]:
    """Documents by text, the groups and each group sorted by id; one in focus stands for its group."""
    by_text: dict[bytes, list[Features]] = {}
    for each in sorted(found, key=lambda each: (not each.focus, each.document)):
        by_text.setdefault(digest_of(each.data), []).append(each)
    return sorted(by_text.values(), key=lambda group: group[0].document)


def _clusters(
    links: Sequence[Link],
    copies: Sequence[Sequence[Features]],
    params: Params,
    reader: Reader,
    limits: Limits,
) -> list[Cluster]:
    """Clusters with at least one link that is not exact; the copies of a linked text belong to them."""
    edges = [
        Edge(one=each.one, other=each.other, score=each.found.score)
        for each in links
        if each.found.reason != "quoted"
    ]
    linked = {name for edge in edges for name in (edge.one, edge.other)}
    edges += [
        Edge(one=group[0].document, other=each.document, score=1.0)
        for group in copies
        if group[0].document in linked
        for each in group[1:]
    ]
    loose = {name for each in links if each.found.reason != "exact" for name in (each.one, each.other)}
    found = clusters(edges, kind="near", keep=params.keep, reader=reader, limits=limits)
    return [cluster for cluster in found if not loose.isdisjoint(cluster.documents)]


def _skip(analysis: Analysis, _params: Params) -> str | None:
    return None if any(map(str.isalnum, analysis.text)) else "no letters"


DETECTOR = CorpusDetector(
    id="near-duplicate",
    params=Params,
    reasons={
        "near": "The text shares most of its passages with another document.",
        "contained": "Most of the text stands in another document, or the other way round.",
        "quoted": "A passage of the declared length stands in another document too.",
        "chained": "A cluster hangs together by a chain of links whose ends are not alike.",
    },
    features=features,
    features_batch=features_batch,
    join=join,
    skip=_skip,
    version=SKETCH_VERSION + 1,
)
