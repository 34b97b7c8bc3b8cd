"""Flag what follows the end of the story: teasers, forms, comments, other stories; and propose the cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.analysis import Analysis, lay_out_again
from qa.detectors.kinds import DocumentDetector
from qa.model.finding import Finding, Fix
from qa.model.option import option
from qa.text.quoting import shortened

REASONS = {
    "call-to-action": "the reader is asked to do something: call, buy, join, download",
    "teaser-list": "other stories are announced",
    "newsletter": "the reader is asked to subscribe",
    "comments": "readers' comments, or the form for them",
    "share-bar": "buttons to share or follow",
    "author-bio": "a note on the author",
    "legal": "copyright, terms, privacy or a disclaimer",
    "credits": "sources, tags, dates and credits",
    "navigation": "the site's menus",
    "other-topic": "text that has nothing to do with the body",
    "repeated-block": "lines that other documents end with as well",
}
_BREAK = re.compile(r"\r\n|\r|\n")
_TOKEN = re.compile(r"[^\W_]+")
_QUOTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """How long and how sure a tail must be."""

    min_tokens: int = option(3, help="Shortest tail that is flagged, in words.", minimum=1)
    min_score: float = option(
        0.0, help="Least score (0–1) of a tail that is flagged; 0 flags every one.", minimum=0, maximum=1
    )


def detect(analysis: Analysis, params: Params) -> Iterator[Finding]:
    """One finding for the tail, if there is one."""
    yield from detect_batch([analysis], params)[0]


def detect_batch(analyses: Sequence[Analysis], params: Params) -> list[list[Finding]]:
    """The findings on many documents: what is left of them is laid out together."""
    flagged = [each for each in analyses if _counts(each, params)]
    fixes = dict(zip(map(id, flagged), _cuts(flagged), strict=True))
    return [[_finding(each, fixes[id(each)])] if id(each) in fixes else [] for each in analyses]


def _counts(analysis: Analysis, params: Params) -> bool:
    """Whether the tail is long and sure enough."""
    tokens = len(_TOKEN.findall(_tail(analysis)))
    return tokens >= params.min_tokens and analysis.layout.tail_score >= params.min_score


def _tail(analysis: Analysis) -> str:
    return analysis.text[analysis.layout.tail_start :]


def _finding(analysis: Analysis, fix: Fix | None) -> Finding:
    layout, text, tail = analysis.layout, analysis.text, _tail(analysis)
    tokens = len(_TOKEN.findall(tail))
    lines = [line.strip() for line in tail.splitlines() if line.strip()]
    reasons = list(layout.tail_reasons) or ["other-topic"]
    told, first = ", ".join(reasons), shortened(lines[0], _QUOTE)
    alike = f"; {layout.repeated_in} documents or more end so" if layout.repeated_in else ""
    return Finding(
        document=analysis.document.id,
        reason=reasons[0],
        message=f"the story ends before “{first}”; {tokens} words follow ({told}){alike}",
        start=layout.tail_start,
        end=len(text),
        score=layout.tail_score,
        data={
            "characters": len(tail),
            "tokens": tokens,
            "lines": len(lines),
            "share": round(len(tail) / len(text), 4),
            "reasons": reasons,
            "repeated_in": layout.repeated_in,
            "first_line": first,
        },
        fix=fix,
        evidence="\n".join(lines[:3]),
    )


def _cuts(analyses: Sequence[Analysis]) -> Iterator[Fix | None]:
    """Delete each tail; the body keeps every byte and, where it had one, its line break.

    Null where what is left would be cut again: then the boundary is in doubt, and a reader must decide.
    """
    starts = [_cut_start(each.text, each.layout.tail_start) for each in analyses]
    left = [each.text[:start] for each, start in zip(analyses, starts, strict=True)]
    for each, start, again in zip(analyses, starts, lay_out_again(analyses, left), strict=True):
        fix = Fix(start=start, end=len(each.text), replacement="", title="Delete what follows the story")
        yield fix if again.tail_start >= start else None


def _cut_start(text: str, tail_start: int) -> int:
    """After the body's last line break, if it has one before the tail."""
    line_break = _BREAK.search(text, len(text[:tail_start].rstrip()), tail_start)
    return line_break.end() if line_break else tail_start


def _skip(analysis: Analysis, _params: Params) -> str | None:
    return None if analysis.layout.evaluated else "the text has no lines to tell body and tail apart by"


DETECTOR = DocumentDetector(
    id="off-topic-tail",
    params=Params,
    reasons=REASONS,
    detect=detect,
    skip=_skip,
    detect_batch=detect_batch,
)
