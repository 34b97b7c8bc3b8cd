"""Flag lines inside the story that advertise something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.analysis import Analysis, lay_out_again
from qa.analysis.layout.removal import cut_of, removals
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


def detect(analysis: Analysis, params: Params) -> Iterator[Finding]:
    """One finding for each line of furniture in the body."""
    yield from detect_batch([analysis], params)[0]


def detect_batch(analyses: Sequence[Analysis], _params: Params) -> list[list[Finding]]:
    """The findings on many documents: what is left of them is laid out together."""

    def again(texts: Sequence[str]) -> Iterator[Sequence[Span]]:
        return (_furniture(layout.furniture) for layout in lay_out_again(analyses, texts))

    texts = [each.text for each in analyses]
    found = removals(texts, [_furniture(each.layout.furniture) for each in analyses], again)
    return [
        [_finding(analysis, span, clean=each.clean) for span in each.spans]
        for analysis, each in zip(analyses, found, strict=True)
    ]


def _finding(analysis: Analysis, span: Span, *, clean: bool) -> Finding:
    start, end = cut_of(analysis.text, span)
    fix = Fix(start=start, end=end, replacement="", title="Delete the line")
    return Finding(
        document=analysis.document.id,
        reason=span.reason,
        message=f"a line inside the story is {REASONS[span.reason]}",
        start=span.start,
        end=span.end,
        data={"characters": span.end - span.start},
        fix=fix if clean else None,
    )


def _furniture(spans: Sequence[Span]) -> list[Span]:
    return [span for span in spans if span.reason in REASONS]


def _skip(analysis: Analysis, _params: Params) -> str | None:
    return None if analysis.layout.evaluated else "the text has no lines to tell story and furniture apart by"


DETECTOR = DocumentDetector(
    id="promo-furniture",
    params=Params,
    reasons=REASONS,
    detect=detect,
    skip=_skip,
    detect_batch=detect_batch,
)
