"""Flag documents that hold passages of a reference: a held-out set, a test set, a protected collection.

The documents of the reference come as features with ids that begin with `reference:`; they are compared with
and never flagged. See `reference` in `qa.detectors.kinds.CorpusDetector`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.analysis import Analysis
from qa.detectors._similarity.runs import Runs, fingerprints, fingerprints_of
from qa.detectors.kinds import REFERENCE, CorpusDetector, Features, Joined, Reader
from qa.model.finding import Finding, Related
from qa.model.option import option
from qa.text.align import covered
from qa.text.sketch import unpack


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Options of `contaminated`."""

    reference: tuple[str, ...] = option(
        (),
        help="Files, folders or an index of the reference, relative to the file that declares the check.",
    )
    words: int = option(13, help="Shortest passage of the reference that counts, in words.", minimum=4)


def features(analysis: Analysis, params: Params) -> bytes:
    """Fingerprints by winnowing, of documents and references alike."""
    return fingerprints(analysis, params.words)


def features_batch(analyses: Sequence[Analysis], params: Params) -> list[bytes]:
    """The features of many documents at once, by numpy."""
    return fingerprints_of(analyses, params.words)


def join(found: Sequence[Features], params: Params, reader: Reader) -> Joined:
    """Compare each document with the references that it has a fingerprint in common with."""
    holders: Mapping[int, list[str]] = defaultdict(list)
    for each in sorted(found, key=lambda each: each.document):
        if _is_reference(each):
            for value in unpack(each.data):
                holders[value].append(each.document)
    references: dict[str, Runs] = {}
    findings = []
    for each in sorted(found, key=lambda each: each.document):
        met = sorted({name for value in unpack(each.data) for name in holders.get(value, ())})
        if not met or not each.focus or _is_reference(each):
            continue
        own = Runs(reader(each.document), params.words)
        for name in met:
            references.setdefault(name, Runs(reader(name), params.words))
        related = [passage for name in met for passage in _passages(own, name, references[name])]
        findings += [_finding(each.document, own, related)] if related else []
    return Joined(findings=findings)


def _is_reference(found: Features) -> bool:
    return found.document.startswith(REFERENCE)


def _passages(own: Runs, name: str, other: Runs) -> Iterator[Related]:
    """The stretches of a document that stand in one reference, where the other place is one stretch too."""
    for start, end in own.stretches(other.places.__contains__):
        there = other.places[own.hashes[start]]
        own_start, own_end = own.span(start, end)
        other_start, other_end = other.span(there, min(there + end - start, other.words))
        yield Related(
            document=name,
            score=round((end - start) / own.words, 4),
            start=own_start,
            end=own_end,
            other_start=other_start,
            other_end=other_end,
        )


def _finding(document: str, own: Runs, related: Sequence[Related]) -> Finding:
    longest = max(related, key=lambda each: (each.score or 0, -(each.start or 0)))
    held = covered((each.start or 0, each.end or 0) for each in related)
    start, end = own.span(0, own.words)
    share = min(1.0, held / (end - start))
    references = {each.document for each in related}
    more = f" and {len(references) - 1} more" if len(references) > 1 else ""
    name = longest.document.removeprefix(REFERENCE)
    return Finding(
        document=document,
        reason="contaminated",
        message=f"Holds a passage of {name}{more}: {share:.0%} of the text stands in the reference",
        start=longest.start,
        end=longest.end,
        score=round(share, 4),
        related=tuple(sorted(related, key=lambda each: (each.start or 0, each.document))),
        data={"references": len(references), "passages": len(related), "share": round(share, 4)},
    )


def _skip(_analysis: Analysis, params: Params) -> str | None:
    return None if params.reference else "no reference is declared"


DETECTOR = CorpusDetector(
    id="contaminated",
    params=Params,
    reasons={"contaminated": "A passage of the reference corpus stands in the document."},
    features=features,
    features_batch=features_batch,
    join=join,
    skip=_skip,
    reference=lambda params: params.reference,
)
