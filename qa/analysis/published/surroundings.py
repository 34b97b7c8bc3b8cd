"""What stands around a date near the top of a document, and how much each of it speaks for or against it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

from qa.analysis.published.words import fold, phrase_pattern, words
from qa.resources import data

_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BYLINE = re.compile(
    r"^\W*(?:by|von|por|par|di|door|av|af|written by|words by|posted by|author|autor|auteur)\b", re.IGNORECASE
)
_NAME = re.compile(r"^\W*[A-ZÀ-Ý][\w.'’-]+(?: [\w.'’-]+){0,2} [A-ZÀ-Ý][\w.'’-]+\W*$")
_READING = re.compile(
    r"\d+\s*-?\s*(?:min|m)\b\.?|min(?:ute)?s?\.? read|read(?:ing)? time|lesezeit|leestijd", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Evidence by name; every field has a weight of the same name in the data file."""

    published: bool
    updated: bool
    other: bool
    alone: bool
    lower: int
    upper: int
    byline: bool
    read_time: bool
    prose_before: float
    in_prose: bool
    body_near: bool
    body_far: bool
    in_head: bool
    below_head: bool
    first: bool
    others: int

    def score(self) -> float:
        """The weighted sum."""
        weights = data("published/weights.json")["weights"]
        return round(sum(float(weights[each.name] * getattr(self, each.name)) for each in fields(self)), 6)


def label_before(before: str, line_above: str) -> str:
    """`published`, `updated`, `other` or nothing: what the words before a date say it is the date of."""
    tokens = _tokens(before)
    while tokens and (tokens[-1] in words("filler") or tokens[-1] in words("weekdays")):
        if _topic(tokens):
            break
        tokens.pop()
    found = _topic(tokens)
    if found or tokens:
        return found
    above = _tokens(line_above)
    return _topic(above) if len(above) <= 4 else ""


def _topic(tokens: Sequence[str]) -> str:
    for size in range(min(4, len(tokens)), 0, -1):
        phrase = " ".join(tokens[-size:])
        for topic in ("published", "updated", "other"):
            if phrase in words(topic):
                return topic
    return ""


def _tokens(text: str) -> list[str]:
    """The last words of a text, folded; words glued by a lost line break are parted."""
    return [fold(token) for token in _TOKEN.findall(_GLUED.sub(" ", text[-80:]))]


def rest_words(line: str, dates: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """How many words of a line belong to no date, label or filler: in lower case, and capitalised."""
    for start, end in reversed(dates):
        line = line[:start] + " " + line[end:]
    folded = fold(line)
    known: set[str] = set()
    for topic in ("published", "updated", "other", "byline"):
        for phrase in phrase_pattern(topic).findall(folded):
            known.update(phrase.split())
    rest = [token for token in _TOKEN.findall(_GLUED.sub(" ", line)) if not token[0].isdigit()]
    left = [token for token in rest if not _known(fold(token), known)]
    upper = sum(token[0].isupper() for token in left)
    return len(left) - upper, upper


def _known(token: str, known: set[str]) -> bool:
    return token in known or token in words("filler") or token in words("weekdays")


def speaks_of_author(line: str) -> bool:
    """A byline, or nothing but a name of two to four words."""
    return len(line) <= 120 and bool(_BYLINE.match(line) or _NAME.match(line))


def speaks_of_reading(line: str) -> bool:
    """How long the story takes to read."""
    return len(line) <= 80 and bool(_READING.search(line))
