"""The words of temporal expressions of one language, compiled for one scan.

Each word or phrase has a class, a single character, so that the grammar can be written as regular expressions
over strings of classes, the same for every language. The words are data: `qa/data/temporal/<language>.json`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from qa.resources import data, data_names

Value = int | float | str

CLASSES: Mapping[str, str] = {
    "month": "M",
    "weekday": "W",
    "weekdays": "s",
    "weekday_part": "5",
    "season": "S",
    "unit": "U",
    "units": "u",
    "quarter": "4",
    "part": "P",
    "noon": "O",
    "last": "L",
    "next": "X",
    "rolling": "7",
    "neighbour": "Q",
    "relation": "6",
    "this": "I",
    "that": "A",
    "ago": "g",
    "before_ago": "<",
    "earlier": "b",
    "later": "f",
    "from_now": "N",
    "within": "i",
    "duration_lead": "r",
    "the": "t",
    "a": "a",
    "of": "F",
    "list": "&",
    "bound": "m",
    "approx": "q",
    "vague": "w",
    "half": "h",
    "and_half": "+",
    "more": "x",
    "long": "_",
    "deictic": "K",
    "tonight": "k",
    "present": "R",
    "past": "R",
    "future": "R",
    "current": "J",
    "recent": "v",
    "every": "e",
    "every_other": "V",
    "per": "p",
    "set": "j",
    "times_of": "3",
    "number": "n",
    "ordinal": "o",
    "decade": "E",
    "half_year": "G",
    "fiscal": "y",
    "era": "B",
    "clock_word": "C",
    "minutes_past": "%",
    "week_of": "^",
    "ampm": "z",
    "zone": "Z",
    "at": "@",
    "first_last": "1",
    "age": "2",
    "holiday": "H",
}
_CORE = frozenset("MWs5SUu4POKkRJEGjHBy%zC7^")
_SHAPES = (
    r"\d{4}|\d{1,2}[/.:-]\d|\d0(?:['’]?s|er)(?!\w)|\d{1,2}\s?(?:[ap]\.?\s?m\b|h\d|uhr\b)"
    r"|\d{1,2}(?:st|nd|rd|th|er|º)\b|[qh][1-4]\b|fy\d"
)


_PIECES = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*")


class Guard(NamedTuple):
    """No date if all that is given holds: of the expression, of what ends before it, of what begins after."""

    inside: re.Pattern[str] | None
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language, compiled.

    `entries` maps a word or phrase to its class and value, `words` matches the longest of them, `pieces` are
    the single words that they are made of.
    """

    language: str
    order: str
    entries: Mapping[str, tuple[str, Value]]
    core: re.Pattern[str]
    words: str
    pieces: frozenset[str]
    title_only: frozenset[str]
    upper_only: frozenset[str]
    abbreviations: frozenset[str]
    dotted_days: bool
    past_cue: re.Pattern[str]
    future_cue: re.Pattern[str]
    span_cue: re.Pattern[str]
    guards: Mapping[str, Sequence[Guard]]


@cache
def languages() -> tuple[str, ...]:
    """The languages with a lexicon, sorted."""
    return tuple(name.removeprefix("temporal/").removesuffix(".json") for name in data_names("temporal"))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language that has one."""
    words: Mapping[str, Any] = data(f"temporal/{language}.json")
    entries = {
        word: (char, value) for name, char in CLASSES.items() for word, value in words.get(name, {}).items()
    }
    core = trie_pattern(word for word, (char, _) in entries.items() if char in _CORE)
    cues = words["cues"]
    return Lexicon(
        language=language,
        order=words["order"],
        entries=entries,
        core=re.compile(rf"(?<!\w)(?:{core}(?!\w)|{_SHAPES})"),
        words=trie_pattern(entries),
        pieces=frozenset(piece for entry in entries for piece in _PIECES.findall(entry)),
        title_only=frozenset(words.get("title_only", ())),
        upper_only=frozenset(words.get("upper_only", ())),
        abbreviations=frozenset(words.get("abbreviations", ())),
        dotted_days="." in words["day_suffix"],
        past_cue=_cue(cues["past"]),
        span_cue=re.compile(cues["span"]),
        future_cue=_cue(cues["future"]),
        guards={name: _guards(rows) for name, rows in words.get("guards", {}).items()},
    )


def _cue(cue: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join([trie_pattern(cue['words']), *cue['patterns']])})\b")


def _guards(rows: Iterable[Mapping[str, str]]) -> tuple[Guard, ...]:
    return tuple(
        Guard(
            inside=re.compile(row["inside"]) if "inside" in row else None,
            before=re.compile(rf"(?:{row['before']})\Z") if "before" in row else None,
            after=re.compile(row["after"]) if "after" in row else None,
        )
        for row in rows
    )


def trie_pattern(words: Iterable[str]) -> str:
    """A regular expression that matches the longest of the words, sharing their prefixes."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(root)


def _branch(node: Mapping[str, Any]) -> str:
    options = [re.escape(char) + _branch(child) for char, child in sorted(node.items()) if char]
    if not options:
        return ""
    body = options[0] if len(options) == 1 else "(?:" + "|".join(options) + ")"
    return f"(?:{body})?" if "" in node else body
