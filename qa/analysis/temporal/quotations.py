"""Which stretches of a text are quoted."""

from __future__ import annotations

import re
from bisect import bisect_right

_MARK = re.compile(r"[“”„«»\"]|``|''|\n[ \t]*\n|\Z")
_OPEN = {"“": "”", "„": "“”", "«": "»", "``": "''", '"': "close"}


class Quotations:
    """The quoted stretches of a text. A quotation ends with its paragraph at the latest."""

    def __init__(self, text: str) -> None:
        self._spans = _quoted(text)
        self._starts = [start for start, _ in self._spans]

    def __contains__(self, offset: int) -> bool:
        place = bisect_right(self._starts, offset) - 1
        return place >= 0 and offset < self._spans[place][1]


def _quoted(text: str) -> list[tuple[int, int]]:
    """Straight marks open before a word and close after one; one left open quotes nothing."""
    spans: list[tuple[int, int]] = []
    opened, closing = -1, ""
    for mark in _MARK.finditer(text):
        sign = mark.group()
        if sign == '"' and not _opens(text, mark.start()):
            sign = "close"
        if opened >= 0 and sign and sign in closing:
            spans.append((opened, mark.end()))
            opened = -1
        elif sign in _OPEN:
            opened, closing = mark.start(), _OPEN[sign]
        elif sign.isspace() or not sign:
            if opened >= 0 and closing != "close":
                spans.append((opened, mark.start()))
            opened = -1
    return spans


def _opens(text: str, place: int) -> bool:
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    return (not before or before.isspace() or before in "([—–-") and bool(after) and not after.isspace()
