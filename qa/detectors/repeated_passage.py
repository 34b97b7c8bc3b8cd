"""Flag passages that stand, word for word, in many documents: notices, credits and other boilerplate.

What makes up most of a document is a copy and not boilerplate; it is left to the checks of duplicates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.analysis import Analysis
from qa.detectors._similarity.repeated import NAMED, Repeated, Stretch, Wanted, repeated
from qa.detectors._similarity.runs import fingerprints, fingerprints_of
from qa.detectors.kinds import CorpusDetector, Features, Joined, Reader
from qa.model.finding import Finding, Related
from qa.model.option import option

VECTORISE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Options of `repeated-passage`."""

    documents: int = option(
        5, help="In how many documents a passage must stand to be boilerplate.", minimum=2
    )
    words: int = option(20, help="Shortest passage, in words.", minimum=4)
    share: float = option(
        0.5,
        help="Largest share of its document a passage makes up before it is a copy.",
        minimum=0,
        maximum=1,
    )


def features(analysis: Analysis, params: Params) -> bytes:
    """Fingerprints by winnowing."""
    return fingerprints(analysis, params.words)


def features_batch(analyses: Sequence[Analysis], params: Params) -> list[bytes]:
    """The features of many documents at once, by numpy."""
    return fingerprints_of(analyses, params.words)


def join(found: Sequence[Features], params: Params, reader: Reader) -> Joined:
    """Name the passages that so many documents have, in each document in focus."""
    wanted = Wanted(documents=params.documents, words=params.words, share=params.share)
    passages = _repeated(found, wanted, reader)
    focus = {each.document for each in found if each.focus}
    return Joined(
        findings=[
            _finding(each, passages.carriers[each.common])
            for each in passages.stretches
            if each.document in focus
        ]
    )


def _repeated(found: Sequence[Features], wanted: Wanted, reader: Reader) -> Repeated:
    """The passages; those of many documents by numpy, where that is installed."""
    if len(found) >= VECTORISE:
        try:
            from qa.detectors._similarity.repeated_batch import repeated_batch  # noqa: PLC0415 - if needed
        except ImportError:
            return repeated(found, wanted, reader)
        return repeated_batch(found, wanted, reader)
    return repeated(found, wanted, reader)


def _finding(stretch: Stretch, carriers: Sequence[Stretch]) -> Finding:
    """Names at most `NAMED` other documents; the data say in how many the passage stands."""
    start, end = stretch.span
    others = [each for each in carriers if each.document != stretch.document]
    words = stretch.end - stretch.start
    return Finding(
        document=stretch.document,
        reason="repeated",
        message=f"Passage of {words} words stands in {stretch.documents} documents",
        start=start,
        end=end,
        related=tuple(_related(start, end, other) for other in others[:NAMED]),
        data={"documents": stretch.documents, "words": words},
    )


def _related(start: int, end: int, other: Stretch) -> Related:
    other_start, other_end = other.span
    return Related(
        document=other.document, start=start, end=end, other_start=other_start, other_end=other_end
    )


DETECTOR = CorpusDetector(
    id="repeated-passage",
    params=Params,
    reasons={"repeated": "The passage stands word for word in many documents."},
    features=features,
    features_batch=features_batch,
    join=join,
)
