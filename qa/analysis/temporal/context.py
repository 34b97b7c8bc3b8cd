"""What surrounds an expression: its sentence and the tense of it.

Sentence ends and verbs are looked up in stretches of the text that are scanned once, when first asked for, so
that many expressions close together cost no more than few.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from qa.analysis.temporal.lexicon import Lexicon

_REACH = 240  # code points to either side in which the end of the sentence is sought
_SPAN_REACH = 80
_CHUNK, _OVERLAP = 1024, 64
_BESIDE = re.compile(r"(?:['’]s)?,? (?:\w{2,20}ly )?")
_ABBREVIATIONS = re.findall(
    r"\w+", "Mr Dr St Mrs Sen Gen Gov Rep Jan Feb Aug Sept Oct Nov Dec Inc Corp Nr Sr Ph"
)
_STOP = re.compile(
    r"[.!?](?<!\b[A-Z]\.)(?<!\.m\.)"
    + "".join(rf"(?<!\b{word}\.)" for word in _ABBREVIATIONS)
    + r"[\"'”’)]{0,2}\s{1,8}(?=[\"'“‘(\[`]{0,2}[A-Z0-9ÄÖÜÉÈÀÁÍÓÚÑ¿¡])|\n[ \t]{0,8}\n|\n(?=[A-Z#*-])|;"
)


class _Places:
    """Where a pattern matches in a text, found a chunk at a time. Matches are at most 64 code points long."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._pattern = pattern
        self._text = text
        self._chunks: dict[int, tuple[list[int], list[int]]] = {}

    def _chunk(self, number: int) -> tuple[list[int], list[int]]:
        known = self._chunks.get(number)
        if known is None:
            begin, end = number * _CHUNK, (number + 1) * _CHUNK
            found = self._pattern.finditer(self._text, begin, min(end + _OVERLAP, len(self._text)))
            spans = [match.span() for match in found if match.start() < end]
            known = self._chunks[number] = [start for start, _ in spans], [last for _, last in spans]
        return known

    def last(self, floor: int, place: int) -> tuple[int, int] | None:
        """The last match that lies in `floor:place`."""
        for number in range(place // _CHUNK, floor // _CHUNK - 1, -1):
            starts, ends = self._chunk(number)
            at = bisect_left(starts, place) - 1
            while at >= 0 and ends[at] > place:
                at -= 1
            if at >= 0:
                return (starts[at], ends[at]) if starts[at] >= floor else None
        return None

    def first(self, place: int, ceiling: int) -> tuple[int, int] | None:
        """The first match that begins in `place:ceiling`."""
        for number in range(place // _CHUNK, ceiling // _CHUNK + 1):
            starts, ends = self._chunk(number)
            at = bisect_left(starts, place)
            if at < len(starts):
                return (starts[at], ends[at]) if starts[at] < ceiling else None
        return None


class Surroundings:
    """The sentences and the tenses of one text; `lowered` is it in lower case, with the same offsets."""

    def __init__(self, text: str, lowered: str, words: Lexicon) -> None:
        self._lowered = lowered
        self._words = words
        self._stops = _Places(_STOP, text)
        self._past = _Places(words.past_cue, lowered)
        self._future = _Places(words.future_cue, lowered)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The span of the sentence around `start:end`, at most 240 code points to either side."""
        floor, ceiling = max(0, start - _REACH), min(len(self._lowered), end + _REACH)
        before, after = self._stops.last(floor, start), self._stops.first(end, ceiling)
        return before[1] if before else floor, after[0] if after else ceiling

    def tense(self, start: int, end: int) -> int:
        """-1 past, 1 future, 0 unknown.

        A past verb right after the expression decides ("on Sunday issued"), else the verb nearest before it,
        else the first after it.
        """
        beside = _BESIDE.match(self._lowered, end)
        if beside and self._words.past_cue.match(self._lowered, beside.end()):
            return -1
        first, last = self.sentence(start, end)
        return self._before(first, start) or self._after(end, last)

    def _before(self, floor: int, place: int) -> int:
        future = self._future.last(floor, place)
        past = self._past.last(future[1] if future else floor, place)
        if future is None:
            return -1 if past else 0
        if past is None or self._lowered.count(" ", future[1], past[0]) <= 3:
            return 1
        return -1

    def _after(self, place: int, ceiling: int) -> int:
        past, future = self._past.first(place, ceiling), self._future.first(place, ceiling)
        if past is None or future is None:
            return -1 if past else 1 if future else 0
        return -1 if past[0] < future[0] else 1


def spans_to_now(lowered: str, start: int, words: Lexicon) -> bool:
    """Whether a duration at `start` reaches back from the story's date ("for the first time in … years")."""
    return words.span_cue.search(lowered, max(0, start - _SPAN_REACH), start) is not None
