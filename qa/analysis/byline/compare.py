"""Compare names of persons, and read them from metadata."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from qa.analysis.byline.lexicon import credentials, honorifics, particles, suffixes
from qa.model.jsonvalue import Json

FIELDS = ("author", "authors", "byline", "creator")
_WORD = re.compile(r"[^\W\d_]+")
_SEPARATORS = re.compile(r"\s*[;|&]\s*|\s+(?:and|und|et|y|e|en|och|og)\s+")
_PREFIX = re.compile(r"^(?:by|von|par|por|di|door|av|af)\s+", re.IGNORECASE)
_NOTHING = ("", "none", "null", "unknown", "n/a", "na", "anonymous", "-")


def folded(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents, titles, degrees and suffixes."""
    plain = unicodedata.normalize(
        "NFKD", name.casefold().replace("ß", "ss").replace("ø", "o").replace("ł", "l")
    )
    words = _WORD.findall("".join(each for each in plain if not unicodedata.combining(each)))
    skipped = honorifics() | credentials() | suffixes()
    kept = tuple(word for word in words if word not in skipped)
    return kept if len(kept) > 1 else tuple(words)


def same_person(one: str, other: str) -> bool:
    """Can two writings mean one person? Order, accents, initials, middle names and particles are free.

    Every word of the shorter name must stand in the longer one, in full or as its initial, and at least one
    of them in full.
    """
    few, many = sorted((_solid(one), _solid(other)), key=len)
    if not few or len(few) < 2 <= len(many):
        return bool(few) and few == many
    left, whole = list(many), 0
    for word in sorted(few, key=lambda each: (-len(each), each)):
        match = next((each for each in left if each == word), None)
        whole += match is not None and len(word) > 1
        match = match or next((each for each in left if _initial(word, each)), None)
        if match is None:
            return False
        left.remove(match)
    return whole > 0


def _solid(name: str) -> list[str]:
    return [word for word in folded(name) if word not in particles()]


def _initial(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def declared_authors(metadata: Mapping[str, Json]) -> tuple[str, ...]:
    """The authors named in `author`, `authors`, `byline` or `creator`: the first field that has any.

    Lists, mappings with a `name`, and texts with several names divided by semicolons, bars or "and" are read.
    """
    for field in FIELDS:
        names = tuple(dict.fromkeys(_names(metadata.get(field))))
        if names:
            return names
    return ()


def _names(value: Json) -> list[str]:
    if isinstance(value, str):
        parts = _SEPARATORS.split(_PREFIX.sub("", value.strip()))
        return [name for part in parts for name in _unlisted(part) if name.casefold() not in _NOTHING]
    if isinstance(value, Mapping):
        return _names(value.get("name"))
    if isinstance(value, Sequence):
        return [name for each in value for name in _names(each)]
    return []


def _unlisted(part: str) -> list[str]:
    """The names of "A B, C D"; "Family, Given" stays one."""
    pieces = [piece.strip() for piece in part.split(",")]
    several = len(pieces) > 1 and all(len(folded(piece)) > 1 for piece in pieces)
    return pieces if several else [part.strip()]
