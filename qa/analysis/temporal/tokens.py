"""Cut a stretch of text into classed tokens: words of the lexicon, numbers by their shape, and breaks."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from qa.analysis.temporal.lexicon import Lexicon, Value, lexicon
from qa.analysis.temporal.numeric import NumericDate, read_numeric
from qa.analysis.temporal.shapes import BREAK, READERS, SHAPES

STOP = "."  # class of a sign that ends a run
_REACH = 64  # code points before a trigger that may belong to its expression
_MOST = 48  # tokens in one run; longer ones are cut, which keeps hostile input linear
_GAP = r"[ \t\xa0\u2009\u202f]{0,3}(?:\r?\n(?![ \t]*\r?\n)[ \t]{0,3})?"
_MEASURE = r"(?:\s?[%°]|\s(?:percent|per\ cent|million|billion|trillion|points?|degrees|miles|km|kg|lbs?)\b)"
_TOKEN = rf"""{_GAP}(?:
 (?P<phrase>PHRASES)(?:(?!\w)|(?<=['’]))
|(?P<word>[^\W\d_]+(?:['’](?!s?(?!\w))[^\W\d_]+)*)(?![\d_])
|(?P<chain>\d{{1,9}}(?P<link>[/.:-])\d{{1,9}}(?:(?P=link)\d{{1,9}}){{2,}})
|(?P<money>[$€£¥]\s?\d[\d.,]*(?:\s?[kmb]\b)?|\d[\d.,]*{_MEASURE})
|(?P<dotted>DOTTED)
|SHAPES
|(?P<owner>['’]s?(?!\w))
|(?P<comma>,)(?!\d)
|(?P<hyphen>[-–])
|(?P<slash>/)
|(?P<other>\w+|[\s\S])
)"""
_PIECE = re.compile(r"\d{1,2}\.(?=\s)|[^\W_]+(?:[.’'][^\W_]+)*|[^\w\s]")
_LEADING = "0123456789,'’–-/$€£½¼¾"
_DOTTED = r"\d{1,2}\.(?=[ ]?[^\W\d_])"
_MARKS = {"comma": "c", "hyphen": "-", "slash": "&", "owner": "'"}
_NUMBER_AFTER = re.compile(r"\.?,?[ /-]?(?:the )?(?:\d{1,2}|\d{4})(?!\d)")
_NUMBER_BEFORE = re.compile(r"\d(?:st|nd|rd|th)?(?: of)?[ -]?\Z")
_GOES_ON = re.compile(r"\.(?=,|\s{0,2}\d|\s[a-z]|[)\]])")


class Token(NamedTuple):
    """A token: its class, its value, and where it stands."""

    kind: str
    value: Value | NumericDate
    start: int
    end: int


def run_around(text: str, lowered: str, trigger: int, floor: int, words: Lexicon) -> list[Token]:
    """The tokens from a little before a trigger (never before `floor`) to the first break after it.

    `lowered` is `text` in lower case with the same offsets.
    """
    match = _token_pattern(words.language).match
    position = _left_edge(lowered, trigger, floor, words)
    tokens: list[Token] = []
    while len(tokens) < _MOST:
        found = match(lowered, position)
        if found is None:
            break
        token = _classify(found, text, words)
        tokens.append(token)
        position = token.end
        if token.kind in "|." and token.start >= trigger:
            break
    return tokens


def _left_edge(lowered: str, trigger: int, floor: int, words: Lexicon) -> int:
    """Where the words of the lexicon and the numbers begin that lead up to the trigger without a break."""
    low = max(floor, trigger - _REACH)
    edge = trigger
    for found in reversed(list(_PIECE.finditer(lowered, low, trigger))):
        piece = found.group()
        if not (piece in words.pieces or piece[0] in _LEADING):
            break
        if found.start() == low > floor and lowered[low - 1].isalnum():
            break
        edge = found.start()
    return edge


@cache
def _token_pattern(language: str) -> re.Pattern[str]:
    words = lexicon(language)
    parts = {"PHRASES": words.words, "SHAPES": SHAPES, "DOTTED": _DOTTED if words.dotted_days else "(?!)"}
    pattern = re.sub("PHRASES|SHAPES|DOTTED", lambda name: parts[name.group()], _TOKEN)
    return re.compile(pattern, re.VERBOSE)


def _classify(found: re.Match[str], text: str, words: Lexicon) -> Token:
    group = found.lastgroup or ""
    start, end = found.span(group)
    raw = found.group(group)
    if group == "phrase":
        return _of_lexicon(raw, text, start, end, words)
    reader = READERS.get(group)
    if reader is not None:
        kind, value = reader(raw)
        return Token(kind, value, start, start + 4 if group == "monthly" and kind == "Y" else end)
    if group == "date":
        parsed = read_numeric(raw, words.order)
        return Token("D", parsed, start, end) if parsed else Token(BREAK, 0, start, end)
    kind = _MARKS.get(group) or (BREAK if raw[0].isalnum() or group in ("money", "chain") else STOP)
    return Token(kind, 0, start, end)


def _of_lexicon(word: str, text: str, start: int, end: int, words: Lexicon) -> Token:
    """The token of a word, its full stop included when it is an abbreviation's and ends no sentence."""
    kind, value = words.entries[word]
    if _miscased(word, text, start, end, words):
        return Token(BREAK, 0, start, end)
    if word in words.abbreviations and text[end : end + 1] == "." and _GOES_ON.match(text, end):
        end += 1
    return Token(kind, value, start, end)


def _miscased(word: str, text: str, start: int, end: int, words: Lexicon) -> bool:
    """Whether a word that is temporal only with capitals ("May", "AD") is written without."""
    if word in words.upper_only:
        return not text[start:end].isupper()
    if word not in words.title_only or text[start].isupper():
        return False
    return not (_NUMBER_AFTER.match(text, end) or _NUMBER_BEFORE.search(text, max(0, start - 8), start))
