"""Flag documents whose text and metadata name different authors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.analysis import Analysis
from qa.analysis.byline import declared_authors, same_person
from qa.detectors.kinds import DocumentDetector
from qa.model.finding import Finding
from qa.model.option import option

REASONS = {
    "other-author": "text and metadata name different people",
    "partly": "text and metadata agree on some authors and not on others",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """How sure the byline must be, and how far the two must agree."""

    min_score: float = option(0.6, help="Least score of the byline in the text.", minimum=0, maximum=1)
    partly: bool = option(False, help="Whether to flag authors named on one side only.")


def _skip(analysis: Analysis, params: Params) -> str | None:
    if not declared_authors(analysis.document.metadata):
        return "no author in the metadata"
    byline = analysis.byline
    if byline is None or byline.kind != "person" or byline.score < params.min_score:
        return "no person named in the text"
    return None


def _detect(analysis: Analysis, params: Params) -> Iterator[Finding]:
    byline = analysis.byline
    declared = declared_authors(analysis.document.metadata)
    if byline is None or byline.kind != "person" or byline.score < params.min_score or not declared:
        return
    shared = [name for name in byline.names if any(same_person(name, other) for other in declared)]
    known = [other for other in declared if any(same_person(name, other) for name in byline.names)]
    if shared and not (params.partly and (len(shared) < len(byline.names) or len(known) < len(declared))):
        return
    yield Finding(
        document=analysis.document.id,
        reason="partly" if shared else "other-author",
        message=f"the text names {', '.join(byline.names)}, the metadata {', '.join(declared)}",
        start=byline.start,
        end=byline.end,
        score=byline.score,
        data={"text": list(byline.names), "metadata": list(declared)},
    )


DETECTOR = DocumentDetector(id="byline-conflict", params=Params, reasons=REASONS, detect=_detect, skip=_skip)
