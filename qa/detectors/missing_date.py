"""Flag documents that do not say when they were published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.analysis import Analysis
from qa.detectors.kinds import DocumentDetector
from qa.model.finding import Finding
from qa.model.option import option

REASONS = {
    "no-date": "neither metadata nor dateline, head or address state a date",
    "no-year": "the dateline names a day without its year",
    "unusable": "a date is stated, but it cannot be told which day it is",
    "only-updated": "only the date of a revision is stated",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What is good enough."""

    accept_updated: bool = option(False, help="Take the date of a revision for a publication date.")


def detect(analysis: Analysis, params: Params) -> Iterator[Finding]:
    """At most one finding, for the document as a whole or for the date that falls short."""
    claims = [claim for claim in analysis.date_claims if claim.source != "body"]
    dated = [claim for claim in claims if claim.value]
    if any(claim.kind != "updated" or params.accept_updated for claim in dated):
        return
    best = next(iter(dated or claims), None)
    reason = "no-date" if best is None else "only-updated" if dated else _problem(best.problem)
    yield Finding(
        document=analysis.document.id,
        reason=reason,
        message=f"no publication date: {REASONS[reason]}" + (f" (“{best.text}”)" if best else ""),
        start=best.start if best else None,
        end=best.end if best else None,
        data={"claims": [claim.as_data() for claim in claims]},
        evidence="publication date",
    )


def _problem(problem: str) -> str:
    return "no-year" if problem == "no-year" else "unusable"


def _skip(analysis: Analysis, _params: Params) -> str | None:
    return None if analysis.text.strip() else "the document is empty"


DETECTOR = DocumentDetector(id="missing-date", params=Params, reasons=REASONS, detect=detect, skip=_skip)
