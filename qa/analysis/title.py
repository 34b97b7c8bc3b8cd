"""The headline of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.analysis.layout.cues import OPENS, cues
from qa.analysis.layout.rows import Row, rows
from qa.analysis.layout.shape import ends_sentence, has_date, titlelike
from qa.model.facts import Layout, Title

_HEADING = re.compile(r"#[ \t]+(?=\S)")
_BODY_ROWS = 2
_REACH = 20000


def find_title(text: str, layout: Layout) -> Title | None:
    """The headline as it stands in the text, or null.

    A Markdown heading of the first level wins. Else it is the most headline-like line at the end of the head
    or at the very beginning of the body.
    """
    reach = text[: min(layout.tail_start, layout.head_end + _REACH)]
    found = rows(reach[-2 * _REACH :])
    shift = max(0, len(reach) - 2 * _REACH)
    placed = [Row(row.start + shift, row.end + shift, row.text) for row in found]
    head = [row for row in placed if row.start < layout.head_end]
    start = [row for row in placed if row.start >= layout.head_end][:_BODY_ROWS]
    return _heading([*head, *start]) or _best(head, start)


def _heading(candidates: Sequence[Row]) -> Title | None:
    for row in candidates:
        mark = _HEADING.match(row.text)
        if mark:
            return _title(row, mark.end())
    return None


def _best(head: Sequence[Row], start: Sequence[Row]) -> Title | None:
    scored = [(_score(row) + (1.0 if row in head else 0.0), row) for row in [*head[-12:], *start]]
    likely = [(score, row) for score, row in scored if score >= 1.0]
    if not likely:
        return None
    return _title(max(likely, key=lambda pair: (pair[0], -pair[1].start))[1], 0)


def _score(row: Row) -> float:
    """How headline-like: five to sixteen words without a full stop, no date, no byline, no furniture."""
    if not titlelike(row.text):
        return 0.0
    words = len(row.text.split())
    strongest = max(cues(row.text).values(), default=0)
    score = 1.0 + (min(words, 10) / 10 if words <= 18 else 0.0)
    return (
        score
        - (1.0 if ends_sentence(row.text) else 0.0)
        - (1.0 if has_date(row.text) else 0.0)
        - (1.5 if strongest >= OPENS else 0.0)
    )


def _title(row: Row, skip: int) -> Title:
    body = row.text[skip:].rstrip("# \t")
    start = row.start + skip
    return Title(text=body, start=start, end=start + len(body))
