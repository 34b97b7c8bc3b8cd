"""Flag publication dates made of numbers whose day and month can be swapped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.analysis import Analysis
from qa.detectors.kinds import DocumentDetector
from qa.model.finding import Finding

REASONS = {
    "metadata": "the metadata give a date that can be read in two ways",
    "date-line": "the date line of the text can be read in two ways",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """No options."""


def detect(analysis: Analysis, params: Params) -> Iterator[Finding]:  # noqa: ARG001
    """One finding for each statement of the publication date that stays open."""
    for claim in analysis.date_claims:
        if claim.problem != "ambiguous-order" or claim.source not in REASONS:
            continue
        yield Finding(
            document=analysis.document.id,
            reason=claim.source,
            message=f"“{claim.text}” is {' or '.join(claim.candidates)}: nothing in the document tells which",
            start=claim.start,
            end=claim.end,
            data={"candidates": list(claim.candidates), "key": claim.evidence or None},
            evidence=claim.text,
        )


DETECTOR = DocumentDetector(id="ambiguous-date", params=Params, reasons=REASONS, detect=detect)
