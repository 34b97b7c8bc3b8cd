"""Flag what the page shows above the story: menus, site names, share buttons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.analysis import Analysis, lay_out_again
from qa.analysis.layout.chrome import chrome
from qa.analysis.layout.removal import cut_of, removals
from qa.analysis.title import find_title
from qa.detectors.kinds import DocumentDetector
from qa.model.facts import Span
from qa.model.finding import Finding, Fix
from qa.model.option import option
from qa.text.counting import counted
from qa.text.quoting import shortened

REASONS = {
    "navigation": "menus, links to skip them, breadcrumbs",
    "share-bar": "buttons to share or follow",
    "newsletter": "the reader is asked to subscribe",
    "teaser-list": "other stories are announced",
    "comments": "the number of comments, or a link to them",
    "legal": "terms, privacy, cookies or a disclaimer",
    "call-to-action": "the reader is asked to do something",
    "advertisement": "the mark of an advertisement",
    "above-headline": "lines above the headline that are neither byline nor date",
}
_QUOTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """How much chrome there must be."""

    min_lines: int = option(1, help="Fewest lines in a row that are flagged.", minimum=1)


def detect(analysis: Analysis, params: Params) -> Iterator[Finding]:
    """One finding for each run of lines."""
    yield from detect_batch([analysis], params)[0]


def detect_batch(analyses: Sequence[Analysis], params: Params) -> list[list[Finding]]:
    """The findings on many documents: what is left of them is laid out together."""
    own = analyses[0].context.cues if analyses else None

    def again(texts: Sequence[str]) -> Iterator[Sequence[Span]]:
        for text, layout in zip(texts, lay_out_again(analyses, texts), strict=True):
            yield chrome(text, layout, find_title(text, layout, own), fewest=params.min_lines, own=own)

    found = removals(
        [each.text for each in analyses],
        [chrome(each.text, each.layout, each.title, fewest=params.min_lines, own=own) for each in analyses],
        again,
    )
    return [
        [_finding(analysis, span, clean=each.clean) for span in each.spans]
        for analysis, each in zip(analyses, found, strict=True)
    ]


def _finding(analysis: Analysis, span: Span, *, clean: bool) -> Finding:
    text = analysis.text
    start, end = cut_of(text, span)
    lines = [line for line in text[span.start : span.end].splitlines() if line.strip()]
    shown = shortened(lines[0].strip(), _QUOTE)
    fix = Fix(start=start, end=end, replacement="", title="Delete the page's own lines")
    return Finding(
        document=analysis.document.id,
        reason=span.reason,
        message=f"{counted(len(lines), 'line')} of the page before the story, from “{shown}”",
        start=span.start,
        end=span.end,
        score=analysis.layout.head_score,
        data={"lines": len(lines), "characters": span.end - span.start},
        fix=fix if clean else None,
    )


def _skip(analysis: Analysis, _params: Params) -> str | None:
    return None if analysis.layout.evaluated else "the text has no lines to tell story and page apart by"


DETECTOR = DocumentDetector(
    id="page-chrome",
    params=Params,
    reasons=REASONS,
    detect=detect,
    skip=_skip,
    detect_batch=detect_batch,
)
