"""What follows the names on their line: nothing, a date, a title, an agency, a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

from qa.analysis.byline.lexicon import agencies, bio_verbs, cues, titles
from qa.analysis.byline.spot import stamp_at

_WORD = re.compile(r"[^\W\d_]+")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w|@\w{2,}|https?://|www\.")
_EDGES = " \t*_#|.,;:·•–—-)("
_APART = ",|·•–—-(/@;"


def rest_kind(rest: str) -> str:
    """The kind of text after the names: none, bio, contact, affiliation, title, stamp, agency, place, other
    (a few words set apart), outlet (a few capitalised words) or prose (words that the name runs into).
    """
    stripped = rest.strip(_EDGES)
    if not stripped:
        return "none"
    words = [word.casefold() for word in _WORD.findall(stripped, 0, 80)]
    return next((kind for kind, holds in _RESTS if holds(stripped, words)), _loose(rest, stripped))


_RESTS: tuple[tuple[str, Callable[[str, list[str]], bool]], ...] = (
    ("bio", lambda _, words: bool(words) and words[0] in bio_verbs()),
    ("contact", lambda rest, _: _CONTACT.search(rest, 0, 80) is not None),
    (
        "affiliation",
        lambda rest, words: len(rest) < 100 and not cues("affiliations").isdisjoint(words[:8]),
    ),
    ("title", lambda _, words: not titles().isdisjoint(words[:6])),
    ("stamp", lambda rest, _: _stamped(rest) or rest.casefold() in cues("dangling")),
    ("agency", lambda rest, words: rest.casefold() in agencies() or (bool(words) and words[0] in agencies())),
    ("place", lambda _, words: bool(words) and words[0] in cues("in")),
)


def _loose(rest: str, stripped: str) -> str:
    if rest.lstrip()[:1] in _APART and len(stripped) < 90:
        return "other"
    words = stripped.split()
    outlet = len(words) < 6 and len(stripped) < 50 and all(word[0].isupper() for word in words)
    return "outlet" if outlet and stripped[-1] not in ".?!" else "prose"


def _stamped(rest: str) -> bool:
    """Does the rest begin with a date or a stamp, after two words at most?"""
    found = stamp_at(rest[:60])
    return found >= 0 and len(rest[:found].split()) <= 2
