"""What stands around a date near the top of a document, and how much each of it speaks for or against it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

from qa.analysis.published.words import fold, weekdays, words
from qa.resources import data

_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_GLUED = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_READING = re.compile(
    r"\d+\s*-?\s*(?:min|m)\b\.?|min(?:ute)?s?\.? read|read(?:ing)? time|lesezeit|leestijd", re.IGNORECASE
)
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_NAME = re.compile(r"\W*[^\W\d_a-z][\w.'’-]+(?: [\w.'’-]+){0,2} [^\W\d_a-z][\w.'’-]+\W*")
_MOST = 6
_SIGNATURE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Evidence by name; every field has a weight of the same name in the data file.

    On the date's own line: a label of publication, of revision or of something else before it; `signed`, a
    byline right before it; `named`, nothing but a name before it; `alone`, nothing else on the line; how many
    further words stand `before_lower`, `before_upper` (capitalised) and `after_lower`, `after_upper`; a clock
    time; a weekday. Around it: a byline, a reading time, a line like a headline, other dates. And how far
    down it stands, in units of 500 code points of running text.
    """

    published: bool
    updated: bool
    other: bool
    signed: bool
    named: bool
    alone: bool
    before_lower: int
    before_upper: int
    after_lower: int
    after_upper: int
    clock: bool
    weekday: bool
    byline: bool
    read_time: bool
    headline: bool
    in_prose: bool
    prose_before: float
    body_near: bool
    body_far: bool
    in_head: bool
    at_end: bool
    first: bool
    others: int

    def score(self) -> float:
        """The weighted sum."""
        weights = data("published/weights.json")["weights"]
        return round(sum(float(weights[each.name] * getattr(self, each.name)) for each in fields(self)), 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What the words of its own line make of a date."""

    label: str
    signed: bool
    named: bool
    before: tuple[int, int]
    after: tuple[int, int]
    weekday: bool


def look_beside(before: str, after: str, line_above: str) -> Beside:
    """Read the line around a date: its label, its signature, and the words that belong to neither."""
    left, right = _tokens(before[-160:]), _tokens(after[:160])
    weekday = bool(left) and fold(left[-1]) in weekdays()
    rest = _strip(left)
    label = "other" if "©" in before else _topic(rest)
    if not label and not rest:
        above = _tokens(line_above[-80:])
        label = _topic(above) if len(above) <= 4 else ""
    signature = _signature(rest)
    if signature is not None:
        label = label or _topic(rest[: signature + 1])
        rest = []
    elif label:
        rest = rest[: -len(_phrase(rest))] if _topic(rest) else rest
    return Beside(
        label=label,
        signed=signature is not None,
        named=len(before) <= 60 and bool(_NAME.fullmatch(before)),
        before=_count(rest),
        after=_count(right),
        weekday=weekday,
    )


def _strip(tokens: Sequence[str]) -> list[str]:
    """The words without the fillers and weekdays at their end; a label ends the stripping."""
    left = list(tokens)
    while left and not _topic(left) and (fold(left[-1]) in words("filler") or fold(left[-1]) in weekdays()):
        left.pop()
    return left


def _topic(tokens: Sequence[str]) -> str:
    phrase = " ".join(map(fold, _phrase(tokens)))
    return next((topic for topic in ("published", "updated", "other") if phrase in words(topic)), "")


def _phrase(tokens: Sequence[str]) -> Sequence[str]:
    """The longest label that the words end in."""
    for size in range(min(4, len(tokens)), 0, -1):
        phrase = " ".join(map(fold, tokens[-size:]))
        if any(phrase in words(topic) for topic in ("published", "updated", "other")):
            return tokens[-size:]
    return ()


def _signature(tokens: Sequence[str]) -> int | None:
    """Where "by" stands when the words end in a byline of a few capitalised names, else null."""
    for back in range(len(tokens) - 1, max(-1, len(tokens) - 1 - _SIGNATURE), -1):
        token = tokens[back]
        if fold(token) in words("byline"):
            return back if back < len(tokens) - 1 else None
        if not token[0].isupper() and fold(token) not in words("name_particle"):
            return None
    return None


def _tokens(text: str) -> list[str]:
    """The words of a text; words glued by a lost line break are parted."""
    return [token for token in _TOKEN.findall(_GLUED.sub(" ", text)) if not token[0].isdigit()]


def _count(tokens: Sequence[str]) -> tuple[int, int]:
    """How many words are no filler, weekday, label or byline: in lower case, and capitalised; capped."""
    known = words("filler") | words("published") | words("updated") | words("byline") | weekdays().keys()
    left = [token for token in tokens if fold(token) not in known]
    upper = sum(token[0].isupper() for token in left)
    return min(len(left) - upper, _MOST), min(upper, _MOST)


def speaks_of_author(line: str) -> bool:
    """A byline, or nothing but a name of two to four words."""
    if len(line) > 120:
        return False
    tokens = _tokens(line[:40])
    opened = bool(tokens) and (fold(tokens[0]) in words("byline") or _pair(tokens) in words("byline"))
    return opened or bool(_NAME.fullmatch(line))


def _pair(tokens: Sequence[str]) -> str:
    return " ".join(map(fold, tokens[:2]))


def speaks_of_reading(line: str) -> bool:
    """How long the story takes to read."""
    return len(line) <= 80 and bool(_READING.search(line))


def tells_time(line: str) -> bool:
    """A time of day stands in the line."""
    return bool(_CLOCK.search(line))


def like_headline(line: str) -> bool:
    """As long as a headline, several words, and no full stop at its end."""
    return (
        20 <= len(line) <= 160 and line.count(" ") >= 3 and not line.rstrip().endswith((".", ":", ";", ","))
    )
