"""Read one name of a person from a piece of text, by the shape and the words of its tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.analysis.byline.known import initial, known, known_first, known_last
from qa.analysis.byline.lexicon import (
    agencies,
    cues,
    first_names,
    honorifics,
    not_names,
    particles,
    places,
    suffixes,
    surnames,
    titles,
)
from qa.analysis.byline.trim import Tokens, trimmed

_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’`.-](?=[^\W\d_]))*\.?")
_GAP = re.compile(r"[  \t]{1,3}")
_CONTRACTED = ("'m", "’m", "'ve", "’ve", "'ll", "’ll", "'re", "’re", "n't", "n’t")
_SUFFIX = re.compile(r",? (Jr|Sr|II|III|IV)\b\.?(?![.\w]| [^\W\d_a-z])")
_AFTER_PARTICLE = re.compile(r"(?: [^\W\d_]{1,4}){0,2} [^\W\d_a-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A name as it stands at `start:end` of the text read, in its words."""

    start: int
    end: int
    tokens: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name as it is reported: in one spacing, not in capitals throughout."""
        return _reported(self.tokens)


def _is_cap(token: str) -> bool:
    first = token[0]
    return first.isupper() or (
        len(token) > 3 and token[1:2] in "'’-l" and any(c.isupper() for c in token[1:4])
    )


def _normal_case(token: str) -> str:
    if token.isupper() and (len(token) > 3 or known(token)):
        return "-".join(part[:1] + part[1:].lower() for part in token.split("-"))
    return token


def _reported(tokens: tuple[str, ...]) -> str:
    """The name in one spacing, not in capitals throughout."""
    loud = all(token.isupper() for token in tokens if len(token) > 2)
    shown = [_normal_case(token) if loud else token for token in tokens]
    kept = [word if initial(word) or word.casefold() in suffixes() else word.rstrip(".") for word in shown]
    return " ".join(kept).replace("`", "'")


def _skip_honorifics(text: str, at: int) -> int:
    for _ in range(3):
        found = _TOKEN.match(text, at)
        if not found or found.group().casefold() not in honorifics():
            return at
        gap = _GAP.match(text, found.end())
        following = _TOKEN.match(text, gap.end()) if gap else None
        if not gap or not following or (len(found.group()) < 3 and initial(following.group())):
            return at  # "M. A. Okafor" is no monsieur
        at = gap.end()
    return at


def _tokens(text: str, at: int) -> Tokens:
    """The capitalised words from `at` on that could make one name, with the particles between them."""
    found: Tokens = []
    while len(found) < 7:
        match = _TOKEN.match(text, at)
        if not match:
            break
        token = match.group()
        if token.casefold().endswith(_CONTRACTED):
            break
        if not (_is_cap(token) or (token.casefold() in particles() and (found or _small_start(text, match)))):
            break
        if token.endswith(".") and not initial(token) and token.casefold() not in suffixes():
            found.append((token[:-1], match.start(), match.end() - 1))
            break
        found.append((token, match.start(), match.end()))
        gap = _GAP.match(text, match.end())
        if not gap:
            break
        at = gap.end()
    while found and found[-1][0].casefold() in particles() and found[-1][0].islower():
        found.pop()
    return found


def _small_start(text: str, match: re.Match[str]) -> bool:
    """A particle may begin a name when a capital follows: "de Vries", "van der Merwe"."""
    return bool(_AFTER_PARTICLE.match(text, match.end()))


def person_at(text: str, at: int, *, single: bool = False) -> Person | None:
    """The person whose name begins at `at` (after honorifics), or null. `single` allows one word."""
    read = _tokens(text, _skip_honorifics(text, at))
    if len(read) > 1 and _is_heading(read[1][0].casefold()):
        return None
    tokens = trimmed(read, text)
    words = tuple(token for token, _, _ in tokens)
    if not _plausible(words, single=single) or _signs_for_a_body(read[len(tokens) :], words):
        return None
    end = tokens[-1][2]
    suffix = _SUFFIX.match(text, end) if len(tokens) > 1 else None
    if suffix:
        words, end = (*words, suffix.group(1)), suffix.end()
    return Person(start=tokens[0][1], end=end, tokens=words)


def _is_heading(second: str) -> bool:
    """Can the second word only be one of a heading or a menu?"""
    return second in not_names() and second not in particles() and second not in surnames()


def _signs_for_a_body(left: Tokens, words: tuple[str, ...]) -> bool:
    """Does "Team" or "Editorial" follow words that begin with no given name?"""
    return bool(left) and left[0][0].casefold() in cues("bodies") and not known_first(words[:1])


def _plausible(words: tuple[str, ...], *, single: bool) -> bool:
    solid = [word for word in words if word[0].isupper() or "-" in word or "’" in word or "'" in word]
    if not solid or len(solid) > 5 or (len(solid) < 2 and not single) or words[-1].endswith(("'s", "’s")):
        return False
    folded = [word.casefold() for word in words]
    if any(_no_name(word, place, words) for place, word in enumerate(folded)) or _office(folded):
        return False
    known = known_first(words)
    if all(initial(word) for word in words) or (len(solid) == 1 and not known):
        return False
    if all(_is_particle(word) for word in folded[:-1]) and len(words) > 1 and not known_last(words):
        return False  # "Le Figaro", "El País"
    whole = " ".join(folded)
    return whole not in agencies() and whole not in places()


def _is_particle(word: str) -> bool:
    """A particle that is no given name too, as Al and Ben are."""
    return word in particles() and (word not in first_names() or word in cues("articles"))


def _office(folded: list[str]) -> bool:
    """Words of a title in place of a name; a few are given names too (Dean)."""
    return folded[0] in titles() and folded[0] not in first_names()


def _no_name(word: str, place: int, words: tuple[str, ...]) -> bool:
    """A word of headings and menus; some are family names too, and stand as such after a given name."""
    if word not in not_names() or word in particles():
        return False
    return not (place > 0 and word in surnames() and known_first(words))
