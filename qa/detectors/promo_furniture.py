"""Flag lines inside the story that advertise something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.analysis import Analysis
from qa.analysis.layout import find_layout
from qa.analysis.layout.removal import cut_of, removal
from qa.detectors.kinds import DocumentDetector
from qa.model.facts import Span
from qa.model.finding import Finding, Fix

REASONS = {
    "promo-link": "a link to another story",
    "advertisement": "the mark of an advertisement, or of a link",
    "newsletter": "the reader is asked to subscribe",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """No options."""


def detect(analysis: Analysis, _params: Params) -> Iterator[Finding]:
    """One finding for each line of furniture in the body."""
    if not _furniture(analysis.layout.furniture):
        return

    def again(text: str) -> Sequence[Span]:
        return _furniture(find_layout(text, own=analysis.context.cues).furniture)

    text = analysis.text
    found = removal(text, again)
    for span in found.spans:
        start, end = cut_of(text, span)
        fix = Fix(start=start, end=end, replacement="", title="Delete the line")
        yield Finding(
            document=analysis.document.id,
            reason=span.reason,
            message=f"a line inside the story is {REASONS[span.reason]}",
            start=span.start,
            end=span.end,
            data={"characters": span.end - span.start},
            fix=fix if found.clean else None,
        )


def _furniture(spans: Sequence[Span]) -> list[Span]:
    return [span for span in spans if span.reason in REASONS]


def _skip(analysis: Analysis, _params: Params) -> str | None:
    return None if analysis.layout.evaluated else "the text has no lines to tell story and furniture apart by"


DETECTOR = DocumentDetector(id="promo-furniture", params=Params, reasons=REASONS, detect=detect, skip=_skip)
