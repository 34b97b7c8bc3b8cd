"""Flag what follows the end of the story: teasers, forms, comments, other stories; and propose the cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.analysis import Analysis
from qa.analysis.layout import find_layout
from qa.detectors.kinds import DocumentDetector
from qa.model.finding import Finding, Fix
from qa.model.option import option

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
    layout, text = analysis.layout, analysis.text
    tail = text[layout.tail_start :]
    tokens = len(_TOKEN.findall(tail))
    if tokens < params.min_tokens or layout.tail_score < params.min_score:
        return
    lines = [line.strip() for line in tail.splitlines() if line.strip()]
    reasons = list(layout.tail_reasons) or ["other-topic"]
    told = ", ".join(reasons)
    alike = f"; {layout.repeated_in} documents or more end so" if layout.repeated_in else ""
    yield Finding(
        document=analysis.document.id,
        reason=reasons[0],
        message=f"the story ends before “{_short(lines[0])}”; {tokens} words follow ({told}){alike}",
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
            "first_line": _short(lines[0]),
        },
        fix=_cut(analysis),
        evidence="\n".join(lines[:3]),
    )


def _cut(analysis: Analysis) -> Fix | None:
    """Delete the tail; the body keeps every byte and, where it had one, its line break.

    Null where what is left would be cut again: then the boundary is in doubt, and a reader must decide.
    """
    text, tail_start = analysis.text, analysis.layout.tail_start
    body_end = len(text[:tail_start].rstrip())
    line_break = _BREAK.search(text, body_end, tail_start)
    start = line_break.end() if line_break else tail_start
    context = analysis.context
    again = find_layout(text[:start], blocks=context.blocks, own=context.cues)
    if again.tail_start < start:
        return None
    return Fix(start=start, end=len(text), replacement="", title="Delete what follows the story")


def _short(line: str) -> str:
    return line if len(line) <= _QUOTE else line[: _QUOTE - 1].rstrip() + "…"


def _skip(analysis: Analysis, _params: Params) -> str | None:
    return None if analysis.layout.evaluated else "the text has no lines to tell body and tail apart by"


DETECTOR = DocumentDetector(id="off-topic-tail", params=Params, reasons=REASONS, detect=detect, skip=_skip)
