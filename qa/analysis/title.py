"""The headline of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.analysis.layout.cues import OPENS, cues
from qa.analysis.layout.rows import Row, rows
from qa.analysis.layout.shape import ends_sentence, has_date, titlelike
from qa.model.cues import OwnCues
from qa.model.facts import Layout, Title

_HEADING = re.compile(r"#[ \t]+(?=\S)")
_WORD = re.compile(r"[^\W\d_]{4,}")
_HEAD_ROWS, _BODY_ROWS = 25, 2
_REACH = 20000
_BODY_REACH = 6000
_LEAST = 1.4


def find_title(text: str, layout: Layout, own: OwnCues | None = None) -> Title | None:
    """The headline as it stands in the text, or null.

    A Markdown heading of the first level wins. Else it is the most headline-like line near the end of the
    head or at the very beginning of the body; that the body takes up its words counts most. `own` are cues
    that the corpus declares: a line with one is less of a headline.
    """
    begin = max(0, layout.head_end - _REACH)
    reach = text[begin : min(layout.tail_start, layout.head_end + _REACH)]
    placed = [Row(row.start + begin, row.end + begin, row.text) for row in rows(reach)]
    head = [row for row in placed if row.start < layout.head_end][-_HEAD_ROWS:]
    start = [row for row in placed if row.start >= layout.head_end][:_BODY_ROWS]
    candidates = [*head, *start]
    return _heading(candidates) or _best(candidates, text, layout, own)


def _heading(candidates: Sequence[Row]) -> Title | None:
    for row in candidates:
        mark = _HEADING.match(row.text)
        if mark:
            return _title(row, mark.end())
    return None


def _best(candidates: Sequence[Row], text: str, layout: Layout, own: OwnCues | None) -> Title | None:
    """The best line; of equals the first. A line of the head, or the first of all, has a lead."""
    likely = []
    for row in candidates:
        inside = row.start < layout.head_end
        body = text[max(layout.head_end, row.end) : min(layout.tail_start, layout.head_end + _BODY_REACH)]
        lead = 0.6 if inside or not row.start else 0.0
        likely.append((_score(row, body.lower(), own) + lead, -row.start, row))
    best = max(likely, default=None)
    return _title(best[2], 0) if best and best[0] >= _LEAST else None


def _score(row: Row, body: str, own: OwnCues | None) -> float:
    """How headline-like: a few words that the body takes up; no full stop, date, byline or furniture."""
    if not titlelike(row.text):
        return 0.0
    words = len(row.text.split())
    score = 0.6 + (min(words, 10) / 10 if words <= 18 else 0.0) + 1.5 * _taken_up(row.text, body)
    strongest = max(cues(row.text, own).values(), default=0)
    score -= 1.5 if strongest >= OPENS else 0.4 if strongest else 0.0
    score -= 0.7 if ends_sentence(row.text) and row.text[-1] != "?" else 0.0
    return score - (1.0 if has_date(row.text) else 0.0)


def _taken_up(line: str, body: str) -> float:
    """The share of the line's longer words that the body uses as well."""
    words = set(_WORD.findall(line.lower()))
    return sum(word in body for word in words) / len(words) if body and words else 0.0


def _title(row: Row, skip: int) -> Title:
    body = row.text[skip:].rstrip("# \t")
    start = row.start + skip
    return Title(text=body, start=start, end=start + len(body))
