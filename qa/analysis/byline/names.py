"""Read lists of names from the start of a piece of text: who is listed, how, and what follows them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.analysis.byline.known import known_first
from qa.analysis.byline.lexicon import conjunctions, credentials, titles
from qa.analysis.byline.person import Person, person_at

MOST_NAMES = 12
_JOINT = re.compile(r"\s*(,[\s,]*)?(?:([;/•·|+&])|([^\W\d_]+)(?=\s))?\s*")
_CREDENTIAL = re.compile(r"\s*,?\s*([^\W\d_][\w.-]*[\w.])(?=[\s,;&|)]|$)")
_MARKS = re.compile(r"[\s]?[\d*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}(?=[\s,;&]|$)(?:[, ]{0,2}[\d*†‡§]{1,2}(?=[\s,;&]|$)){0,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The persons at the start of a piece of text; `end` is where the rest begins."""

    persons: tuple[Person, ...]
    end: int
    joined: bool = False


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
