"""Which lines of the head are the page's own: not headline, byline, date or standfirst."""

from __future__ import annotations

from collections.abc import Sequence

from qa.analysis.layout.cues import OPENS, cues
from qa.analysis.layout.rows import Row, rows
from qa.analysis.layout.shape import has_date, prose
from qa.model.cues import OwnCues
from qa.model.facts import Layout, Span, Title

_KINDS = ("navigation", "share-bar", "newsletter", "teaser-list", "comments", "legal", "call-to-action")
_MARKS = (*_KINDS, "advertisement")
_LONGEST = 160


def chrome(
    text: str, layout: Layout, title: Title | None, *, fewest: int = 1, own: OwnCues | None = None
) -> list[Span]:
    """Runs of at least `fewest` lines of chrome in the head, with the reason most lines give; `own` are cues
    that the corpus declares.
    """
    head = rows(text[: layout.head_end])
    runs: list[list[tuple[Row, str]]] = [[]]
    for row in head:
        reason = _reason(row, title, own)
        if reason:
            runs[-1].append((row, reason))
        elif runs[-1]:
            runs.append([])
    return [_span(run) for run in runs if len(run) >= fewest]


def _span(run: Sequence[tuple[Row, str]]) -> Span:
    votes = [reason for _, reason in run]
    told = [reason for reason in _MARKS if reason in votes]
    most = max(told, key=votes.count) if told else "above-headline"
    return Span(start=run[0][0].start, end=run[-1][0].end, reason=most)


def _reason(row: Row, title: Title | None, own: OwnCues | None) -> str | None:
    """Why the line is chrome, or null: a cue, or its place above the headline."""
    if title and row.start <= title.start < row.end:
        return None
    kinds = cues(row.text, own)
    if kinds.get("byline", 0) >= OPENS or has_date(row.text) or prose(row.text) or len(row.text) > _LONGEST:
        return None
    strong = [kind for kind in _MARKS if kinds.get(kind, 0) >= OPENS]
    if strong:
        return max(strong, key=lambda kind: kinds[kind])
    return "above-headline" if title and row.end <= title.start else None
