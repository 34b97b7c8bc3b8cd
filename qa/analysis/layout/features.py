"""What the layout model sees of a line by itself: its shape, its cues, its words, its vocabulary.

All features are numbers. Of a long line only the first characters are looked at. A line of running text amid
running text is not looked at: it stands for itself with the values that such lines have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from math import log1p

from qa.analysis.layout.cues import cues
from qa.analysis.layout.rows import Row
from qa.analysis.layout.shape import ends_sentence, has_date, prose, titlelike
from qa.resources import data

KINDS = (
    "teaser-list",
    "newsletter",
    "comments",
    "share-bar",
    "author-bio",
    "legal",
    "call-to-action",
    "credits",
    "navigation",
    "advertisement",
    "byline",
    "contents",
)
_SHAPE = [
    "length",
    "words",
    "sentence_end",
    "colon",
    "question",
    "exclaim",
    "comma_end",
    "bullet",
    "heading",
    "lower_start",
    "digit_start",
    "quote_start",
    "capital_words",
    "upper",
    "digits",
    "signs",
    "date",
    "contact",
    "links",
    "word_length",
    "function_words",
    "prose",
    "titlelike",
    "sentences",
    "commas",
    "novel",
    "names_novel",
    "repeated",
    "gap",
]
LOCAL = (*_SHAPE, *KINDS)
"""Names of the features of a line by itself."""

_REACH = 320
_WORD = re.compile(r"[^\W\d_]+")
_SIGN = re.compile(r"[|»›·•>→©@]|https?:|www\.")
_SENTENCE = re.compile(r"[.!?…]['\"”’»)]* +[A-ZÀ-ÞА-Я\"“«]")
_LINK = re.compile(r"\]\(|https?://")
_CONTACT = re.compile(r"@\w|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\[email|www\.|\.com\b")
_TYPICAL = {
    "words": 4.0,
    "sentence_end": 1.0,
    "capital_words": 0.12,
    "upper": 0.025,
    "digits": 0.01,
    "word_length": 4.8,
    "function_words": 0.42,
    "prose": 1.0,
    "sentences": 0.7,
    "commas": 0.06,
    "novel": 0.55,
    "names_novel": 0.5,
    "gap": 2.0,
}
_AMID = 2


def amid_prose(rows: Sequence[Row]) -> list[bool]:
    """Which lines are running text with two lines of running text on either side."""
    flags = [prose(row.text) for row in rows]
    width = 2 * _AMID + 1
    run, runs = 0, []
    for flag in flags:
        run = run + 1 if flag else 0
        runs.append(run)
    size = len(flags)
    return [i + _AMID < size and runs[i + _AMID] >= width for i in range(size)]


class _Seen:
    """The vocabulary, names and lines met so far."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.names: set[str] = set()
        self.lines: dict[str, int] = {}


def local(rows: Sequence[Row], text: str, skip: Sequence[bool]) -> list[list[float]]:
    """The features of each line by itself, in the order of `LOCAL`; lines to skip get the typical values."""
    typical = [_TYPICAL.get(name, 0.0) for name in LOCAL]
    seen = _Seen()
    found = []
    last = 0
    for row, skipped in zip(rows, skip, strict=True):
        if skipped:
            found.append([log1p(row.end - row.start), *typical[1:]])
        else:
            gap = text.count("\n", last, row.start)
            found.append(_local(row.text, gap, seen))
        last = row.end
    return found


def _local(line: str, gap: int, seen: _Seen) -> list[float]:
    text = line[:_REACH]
    words = _WORD.findall(text)
    lower = [word.lower() for word in words]
    kinds = cues(line)
    return [
        *_marks(line, text, words, lower),
        *_vocabulary(words, lower, seen),
        float(_repeats(line, seen)),
        float(min(4, gap)),
        *[float(kinds.get(kind, 0)) for kind in KINDS],
    ]


def _marks(line: str, text: str, words: Sequence[str], lower: Sequence[str]) -> list[float]:
    """Length, punctuation, capitals and the like."""
    last, first, count = line[-1], line[0], len(words) or 1
    common = _function_words()
    return [
        log1p(len(line)),
        log1p(len(words)),
        float(ends_sentence(line)),
        float(last == ":"),
        float(last == "?"),
        float(last == "!"),
        float(last in ",;"),
        float(first in "-*•–‣▪"),
        float(first == "#"),
        float(first.islower()),
        float(first.isdigit()),
        float(first in "\"“„«'‘"),
        sum([word[0].isupper() for word in words]) / count,
        sum(map(str.isupper, text)) / len(text),
        sum(map(str.isdigit, text)) / len(text),
        float(len(_SIGN.findall(text))),
        float(has_date(text)),
        float(bool(_CONTACT.search(text))),
        float(len(_LINK.findall(text))),
        sum(map(len, words)) / count,
        sum([word in common for word in lower]) / count,
        float(prose(line)),
        float(titlelike(line)),
        log1p(len(_SENTENCE.findall(text))),
        text.count(",") / count,
    ]


def _vocabulary(words: Sequence[str], lower: Sequence[str], seen: _Seen) -> list[float]:
    """How much of the content words, and of the names, the text has not used before."""
    common = _function_words()
    content = {word for word in lower if len(word) > 4 and word not in common}
    names = {word for word in words[1:] if len(word) > 2 and word[0].isupper()}
    new = len(content - seen.words) / len(content) if content else 0.5
    new_names = len(names - seen.names) / len(names) if names else 0.5
    seen.words |= content
    seen.names |= names
    return [new, new_names]


def _repeats(line: str, seen: _Seen) -> int:
    """How often the line stood before, at most 3."""
    key = line[:200].lower()
    before = seen.lines.get(key, 0)
    seen.lines[key] = before + 1
    return min(3, before)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for words in data("language/words.json")["words"].values() for word in words)
