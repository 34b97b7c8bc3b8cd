"""What surrounds an expression: its sentence, the tense of it, and whether it stands in a quotation."""

from __future__ import annotations

import re
from bisect import bisect_right

from qa.analysis.temporal.lexicon import Lexicon

_REACH = 240  # code points to either side in which the end of the sentence is sought
_STOP = re.compile(
    r"(?<![A-Z]\.[A-Z])(?<!\b[A-Z])(?<!\.m)(?<!\bMr)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bSen)(?<!\bGen)(?<!\bGov)"
    r"(?<!\bRep)(?<!\bJan)(?<!\bFeb)(?<!\bAug)(?<!\bSept)(?<!\bOct)(?<!\bNov)(?<!\bDec)(?<!\bInc)(?<!\bCorp)"
    r"[.!?][\"'”’)]{0,2}\s+(?=[\"'“‘(\[`]{0,2}[A-Z0-9])"
    r"|\n[ \t]*\n|\n(?=[A-Z#*-])|;"
)
_SPAN_REACH = 80
_BESIDE = re.compile(r"(?:['’]s)?,? (?:\w+ly )?")
_MARK = re.compile(r"[“”„«»\"]|``|''|\n[ \t]*\n|\Z")
_OPEN = {"“": "”", "„": "“”", "«": "»", "``": "''", '"': "close"}


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the sentence around `start:end`, at most 240 code points to either side."""
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    for stop in _STOP.finditer(text, first, start):
        if stop.end() <= start:
            first = stop.end()
    found = _STOP.search(text, end, last)
    return first, found.start() if found else last


def tense(lowered: str, start: int, end: int, bounds: tuple[int, int], words: Lexicon) -> int:
    """-1 past, 1 future, 0 unknown.

    A past verb right after the expression decides ("on Sunday issued"), else the verb nearest before it, else
    the first after it.
    """
    beside = _BESIDE.match(lowered, end)
    if beside and words.past_cue.match(lowered, beside.end()):
        return -1
    return _last_cue(lowered, bounds[0], start, words) or _first_cue(lowered, end, bounds[1], words)


def _last_cue(lowered: str, start: int, end: int, words: Lexicon) -> int:
    future = _last(words.future_cue, lowered, start, end)
    past = _last(words.past_cue, lowered, future.end() if future else start, end)
    if future is None:
        return -1 if past else 0
    if past is None or not lowered[future.end() : past.start()].count(" ") > 3:
        return 1
    return -1


def _last(cue: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    last = None
    for found in cue.finditer(text, start, end):
        last = found
    return last


def _first_cue(lowered: str, start: int, end: int, words: Lexicon) -> int:
    past = words.past_cue.search(lowered, start, end)
    future = words.future_cue.search(lowered, start, end)
    if past is None or future is None:
        return -1 if past else 1 if future else 0
    return -1 if past.start() < future.start() else 1


def spans_to_now(lowered: str, start: int, words: Lexicon) -> bool:
    """Whether a duration at `start` reaches back from the story's date ("for the first time in … years")."""
    return words.span_cue.search(lowered, max(0, start - _SPAN_REACH), start) is not None


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
