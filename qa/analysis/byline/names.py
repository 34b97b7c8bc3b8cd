"""Read names of persons from the start of a piece of text: their shape, their joints, what follows them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from qa.analysis.byline.lexicon import (
    agencies,
    conjunctions,
    credentials,
    first_names,
    honorifics,
    not_names,
    particles,
    places,
    suffixes,
    surnames,
    titles,
)

MOST_NAMES = 12
_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’`.-](?=[^\W\d_]))*\.?")
_GAP = re.compile(r"[  \t]{1,3}")
_JOINT = re.compile(r"\s*(,[\s,]*)?(?:([;/•·|+&])|([^\W\d_]+)(?=\s))?\s*")
_CREDENTIAL = re.compile(r"\s*,?\s*([^\W\d_][\w.-]*[\w.])(?=[\s,;&|)]|$)")
_SUFFIX = re.compile(r",? (Jr|Sr|II|III|IV)\b\.?(?![.\w]| [^\W\d_a-z])")
_AFTER_PARTICLE = re.compile(r"(?: [^\W\d_]{1,4}){0,2} [^\W\d_a-z]")
_MARKS = re.compile(r"[\s]?[\d*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}(?=[\s,;&]|$)(?:[, ]{0,2}[\d*†‡§]{1,2}(?=[\s,;&]|$)){0,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A name as it stands at `start:end` of the text read, and `name` as it is reported."""

    name: str
    start: int
    end: int
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The persons at the start of a piece of text; `end` is where the rest begins."""

    persons: tuple[Person, ...]
    end: int
    joined: bool = False


@cache
def _known(token: str) -> int:
    folded = token.casefold()
    return (folded in first_names()) + 2 * (folded in surnames())


def known_first(tokens: tuple[str, ...]) -> bool:
    """Does the name begin with a given name (or one after an initial)?"""
    words = [token for token in tokens if len(token.rstrip(".")) > 1]
    return bool(words) and any(_known(part) & 1 for part in (words[0], *words[0].split("-")))


def known_last(tokens: tuple[str, ...]) -> bool:
    """Does the name end in a known family name?"""
    return any(_known(part) & 2 for part in (tokens[-1], *tokens[-1].split("-")))


def _is_cap(token: str) -> bool:
    first = token[0]
    return first.isupper() or (
        len(token) > 3 and token[1:2] in "'’-l" and any(c.isupper() for c in token[1:4])
    )


def _initial(token: str) -> bool:
    bare = token.replace(".", "").replace("-", "")
    return bool(bare) and len(bare) <= 3 and bare.isupper() and (token.endswith(".") or len(bare) == 1)


def _normal_case(token: str) -> str:
    if len(token) > 3 and token.isupper():
        return "-".join(part[:1] + part[1:].lower() for part in token.split("-"))
    return token


def _reported(tokens: tuple[str, ...]) -> str:
    """The name in one spacing, not in capitals throughout."""
    loud = all(token.isupper() for token in tokens if len(token) > 2)
    shown = [_normal_case(token) if loud else token for token in tokens]
    kept = [word if _initial(word) or word.casefold() in suffixes() else word.rstrip(".") for word in shown]
    return " ".join(kept).replace("`", "'")


def _skip_honorifics(text: str, at: int) -> int:
    for _ in range(3):
        found = _TOKEN.match(text, at)
        if not found or found.group().casefold() not in honorifics():
            return at
        gap = _GAP.match(text, found.end())
        if not gap:
            return at
        at = gap.end()
    return at


def _tokens(text: str, at: int) -> list[tuple[str, int, int]]:
    """The capitalised words from `at` on that could make one name, with the particles between them."""
    found: list[tuple[str, int, int]] = []
    while len(found) < 7:
        match = _TOKEN.match(text, at)
        if not match:
            break
        token = match.group()
        if not (_is_cap(token) or (token.casefold() in particles() and (found or _small_start(text, match)))):
            break
        if token.endswith(".") and not _initial(token) and token.casefold() not in suffixes():
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


def _trim(tokens: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Without degrees at the end, and cut before the first word that is no name."""
    for place, (token, _, _) in enumerate(tokens):
        folded = token.casefold()
        if folded in credentials() and place >= 2 and token.isupper():
            return tokens[:place]
        if place >= 2 and folded in not_names() and folded not in particles():
            return tokens[:place]
    return tokens


def person_at(text: str, at: int, *, single: bool = False) -> Person | None:
    """The person whose name begins at `at` (after honorifics), or null. `single` allows one word."""
    begin = _skip_honorifics(text, at)
    tokens = _trim(_tokens(text, begin))
    suffix = _SUFFIX.match(text, tokens[-1][2]) if len(tokens) > 1 else None
    words = tuple(token for token, _, _ in tokens)
    if not _plausible(words, single=single):
        return None
    end = tokens[-1][2]
    if suffix:
        words, end = (*words, suffix.group(1)), suffix.end()
    return Person(name=_reported(words), start=tokens[0][1], end=end, tokens=words)


def _plausible(words: tuple[str, ...], *, single: bool) -> bool:
    solid = [word for word in words if word[0].isupper() or "-" in word or "’" in word or "'" in word]
    if not solid or len(solid) > 5 or (len(solid) < 2 and not single):
        return False
    folded = [word.casefold() for word in words]
    if any(_no_name(word, place, words) for place, word in enumerate(folded)):
        return False
    if all(_initial(word) for word in words):
        return False
    ending = words[-1]
    whole = " ".join(folded)
    if len(solid) == 1 and not known_first(words):
        return False
    return not ending.endswith(("'s", "’s")) and whole not in agencies() and whole not in places()


def _no_name(word: str, place: int, words: tuple[str, ...]) -> bool:
    """A word of headings and menus; some are family names too, and stand as such after a given name."""
    if word not in not_names() or word in particles():
        return False
    return not (place > 0 and word in surnames() and known_first(words))


def _joint(text: str, at: int) -> tuple[int, str] | None:
    """Where the next name of a list would begin, and what joins them; null where no list goes on."""
    marks = _MARKS.match(text, at)
    at = marks.end() if marks else at
    if marks and (found := _JOINT.match(text, at)) and found.group(1):
        return found.end(1), "and"
    found = _JOINT.match(text, at)
    if not found or found.end() == at:
        return None
    comma, sign, word = found.groups()
    if word is not None and word.casefold() not in conjunctions():
        return (found.start(3), ",") if comma else None
    if word or sign in ("&", "+"):
        return found.end(), "and"
    if sign or comma:
        return found.end(), sign or ","
    return None


def _skip_credentials(text: str, at: int) -> int:
    """Past degrees, divided by commas, that follow a name."""
    for _ in range(8):
        found = _CREDENTIAL.match(text, at)
        if not found or not found.group(1)[0].isupper() or found.group(1).casefold() not in credentials():
            return at
        at = found.end()
    return at


def read_names(text: str, at: int = 0, *, single: bool = False) -> Names:
    """All persons listed from `at` on.

    Outlets, places and titles also stand after a comma or a bar. So a list reaches as far as its last
    member that follows a conjunction or begins with a known given name.
    """
    first = person_at(text, at, single=single)
    if first is None:
        return Names(persons=(), end=at)
    persons, ends = [first], [_skip_credentials(text, first.end)]
    certain, joined = 1, False
    while len(persons) < MOST_NAMES:
        joint = _joint(text, ends[-1])
        if joint is None:
            break
        begin, sign = joint
        joined = joined or sign == "and"
        following = person_at(text, begin)
        if following is None or _is_title(following):
            certain = len(persons) if sign == "and" else certain
            break
        persons.append(following)
        ends.append(_skip_credentials(text, following.end))
        certain = len(persons) if sign == "and" or known_first(following.tokens) else certain
    marks = _MARKS.match(text, ends[certain - 1])
    end = marks.end() if marks else ends[certain - 1]
    return Names(persons=tuple(persons[:certain]), end=end, joined=joined)


def _is_title(person: Person) -> bool:
    return any(token.casefold() in titles() for token in person.tokens)
