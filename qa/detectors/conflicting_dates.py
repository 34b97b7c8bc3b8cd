"""Flag documents whose sources of a publication date contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.analysis import Analysis
from qa.analysis.published import Claim, Conflict, conflicts
from qa.detectors.kinds import DocumentDetector
from qa.model.finding import Finding
from qa.model.option import option

REASONS = {
    "metadata-text": "the metadata and the text give different days",
    "metadata-address": "the metadata and the address of the page give different days",
    "text-address": "the text and the address of the page give different days",
    "within-text": "the dateline and a date line of the text give different days",
    "within-metadata": "two keys of the metadata give different days",
    "updated-before-published": "the document was revised before it was published",
}
_PLACE = {"metadata": "metadata", "dateline": "text", "date-line": "text", "url": "address"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """How far apart is too far."""

    tolerance: int = option(
        2, help="By how many days two sources may differ; time zones and print editions make one.", minimum=0
    )


def detect(analysis: Analysis, params: Params) -> Iterator[Finding]:
    """One finding for each source that contradicts the most trusted one."""
    for conflict in conflicts(analysis.date_claims, params.tolerance):
        yield _finding(analysis, conflict)


def _finding(analysis: Analysis, conflict: Conflict) -> Finding:
    trusted, other = conflict.trusted, conflict.other
    shown = other if other.start is not None else trusted
    return Finding(
        document=analysis.document.id,
        reason=_reason(trusted, other),
        message=f"{_told(trusted)}, but {_told(other)}: {conflict.days} days apart",
        start=shown.start,
        end=shown.end,
        data={"days": conflict.days, "claims": [claim.as_data() for claim in analysis.date_claims]},
        evidence=f"{trusted.source} {trusted.value} {other.source} {other.value or other.text}",
    )


def _reason(trusted: Claim, other: Claim) -> str:
    if other.kind == "updated":
        return "updated-before-published"
    first, second = _PLACE[trusted.source], _PLACE[other.source]
    return f"within-{first}" if first == second else f"{first}-{second}"


def _told(claim: Claim) -> str:
    verb = "was revised on" if claim.kind == "updated" else "says"
    source = f"{claim.source} ({claim.evidence})" if claim.source == "metadata" else claim.source
    return f"{source} {verb} {claim.value or claim.text}"


DETECTOR = DocumentDetector(id="conflicting-dates", params=Params, reasons=REASONS, detect=detect)
