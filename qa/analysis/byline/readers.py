"""How a line that may name the author is read, by form: what introduces the name and what follows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from qa.analysis.byline.candidate import Candidate, made
from qa.analysis.byline.known import first_class, last_class
from qa.analysis.byline.lexicon import (
    alternation,
    bio_verbs,
    credit_phrases,
    first_names,
    particles,
)
from qa.analysis.byline.names import Names, read_names
from qa.analysis.byline.phrases import (
    BULLET,
    about,
    by_start,
    contact,
    contributor_marks,
    credit_of,
    echo,
    inline,
    is_label,
    might_credit,
    owned,
    self_naming,
    sentence,
)
from qa.analysis.byline.rest import rest_kind
from qa.analysis.byline.spot import cued, pictured, stamp_at
from qa.analysis.byline.zones import Row

LONGEST_BARE = 200
MOST_PARTS = 8
Reader = Callable[[Row, int, str], Candidate | None]
_WORD = re.compile(r"[^\W\d_]+")
_LINE_NAME = re.compile(BULLET + r"(?=[^\W\d_])")
_PART = re.compile(r"\s{0,3}[|·•–—]\s{0,3}|\s-\s|(?<=\d)[,.]?\s{0,3}(?=[^\W\d_a-z][^\W\d_]+\s)")
_NUMBER = re.compile(r"\W*\d{0,4}\W*")
_CLOSED = ("none", "stamp", "title", "agency", "contact", "place")


def read_opened(row: Row, place: int, _above: str) -> Candidate | None:
    """A line that begins with "By", "Text:", "About the author" and the like, and goes on with a name."""
    line = row.text
    start = by_start().match(line)
    names = read_names(line, start.end(), single=True) if start else None
    if start and names and names.persons:
        return made(row, place, "by", names, line[: start.end()])
    told = about().match(line) if row.region != "body" else None
    names = read_names(line, told.end()) if told else None
    return made(row, place, "about", names, line[: told.end()]) if told and names and names.persons else None


def read_echo(row: Row, place: int, _above: str) -> Candidate | None:
    """The author of other stories too: "More posts by Jane Doe"."""
    found = echo().match(row.text)
    names = read_names(row.text, found.end()) if found else None
    return made(row, place, "echo", names) if names and names.persons else None


def read_mid_line(row: Row, place: int, _above: str) -> Candidate | None:
    """A name after "by" within a line."""
    for found in inline().finditer(row.text, 0, 140):
        before = row.text[: found.start()]
        if (not found.group("verb") and (credit_of(row.text) or _credit_before(before))) or _contributes(
            row.text
        ):
            continue
        names = read_names(row.text, found.end())
        if names.persons:
            return made(row, place, "written" if found.group("verb") else "inline", names, before)
    return None


def _of_picture(text: str) -> bool:
    """Does a credit stand in the text: "Photo: Coast Herald/"?"""
    return any(word.casefold() in credit_phrases() for word in _WORD.findall(text[-60:]))


def _credit_before(text: str) -> bool:
    """Does the text end in what makes the following "by" a credit: "Edited", "Photos"?"""
    words = _WORD.findall(text[-40:])
    return bool(words) and f"{words[-1].casefold()} by" in credit_phrases()


def read_sentence(row: Row, place: int, _above: str) -> Candidate | None:
    """A name within a sentence that says who wrote the text."""
    return _searched(row, place, "sentence", sentence())


def read_contact(row: Row, place: int, _above: str) -> Candidate | None:
    """How to reach the writer."""
    return _searched(row, place, "contact", contact())


def read_self(row: Row, place: int, _above: str) -> Candidate | None:
    """The writer in the first person."""
    return _searched(row, place, "self", self_naming())


def _searched(row: Row, place: int, form: str, pattern: re.Pattern[str]) -> Candidate | None:
    found = pattern.search(row.text, 0, 300)
    names = read_names(row.text, found.end()) if found else None
    return made(row, place, form, names) if names and names.persons else None


@cache
def name_shape() -> re.Pattern[str]:
    """A cheap look at the first two words, before a name is read properly."""
    small = alternation(particles())
    return re.compile(
        rf"{BULLET}(?:(?:{small})[ \xa0]|[^\W\d_a-z][^\s,;:!?]{{0,30}}[ \xa0]{{1,3}}"
        rf"(?:[^\W\d_a-z]|(?:{small})\b))"
    )


def read_bare(row: Row, place: int, above: str) -> Candidate | None:
    """A name that begins a line, below a label or alone."""
    labelled = is_label(above)
    names = read_names(row.text, _start_of_words(row.text), single=labelled)
    if not names.persons or _other_use(row.text, names.end) or (not labelled and _is_heading(names)):
        return None
    if owned().match(row.text, names.end):
        return made(row, place, "echo", names)
    found = made(row, place, "label" if labelled else "bare", names, above)
    if _contributes(row.text):
        return None
    if found.rest == "bio" or _described(row, names):
        return replace(found, form="bio")
    return found if found.rest != "prose" and len(row.text) <= LONGEST_BARE else None


def _contributes(line: str) -> bool:
    return might_credit(line) and contributor_marks().search(line) is not None


def _is_heading(names: Names) -> bool:
    """Is the first name made of common words?"""
    tokens = names.persons[0].tokens
    return first_class(tokens) == "common" and last_class(tokens) in ("common", "unknown")


def goes_on_as_note(line: str) -> bool:
    """Does a verb of an author's note, or a comma, follow among the first words of a long line?"""
    words = line[:90].split()[1:8]
    return any(word.endswith(",") or word in bio_verbs() for word in words)


def _start_of_words(line: str) -> int:
    found = _LINE_NAME.match(line)
    return found.end() if found else 0


def _described(row: Row, names: Names) -> bool:
    """Does a note without a verb follow: "Jane Doe, an engineer and a writer at …"?"""
    apart = row.region in ("end", "tail") and row.text.startswith(",", names.end) and len(names.persons) == 1
    long = len(row.text) > LONGEST_BARE or rest_kind(row.text[names.end :]) == "prose"
    return apart and long and cued("writers", row.text[names.end : names.end + 90])


def _other_use(line: str, end: int) -> bool:
    """Does the line sign a photograph ("Jane Doe/Getty Images"), head a quotation ("Jane Doe: …") or sign a
    message ("— Jane (@jane)")?
    """
    following = line[end : end + 80]
    if following.startswith(("/", ":")) or pictured(following):
        return True
    return line[0] in "—–-" and "(@" in following[:16]


def read_meta(row: Row, place: int, _above: str) -> Candidate | None:
    """A name among the other parts of a line of dates and counts: "12 May | Jane Doe | 3 comments"."""
    for number, part in enumerate(_PART.finditer(row.text, 0, 160)):
        if number == MOST_PARTS:
            break
        word = _WORD.match(row.text, part.end())
        if not word or not (word.group().casefold() in first_names() or word.end() - word.start() == 1):
            continue
        names = read_names(row.text, part.end())
        if not names.persons:
            continue
        before = row.text[: part.start()]
        if _NUMBER.fullmatch(before):
            continue
        if _of_picture(before) or _other_use(row.text, names.end):
            return None
        if part.group().strip() or stamp_at(before) >= 0:
            found = made(row, place, "meta", names, before)
            apart = row.text[names.end :].lstrip()[:1] in ("|", "·", "•")
            return found if found.rest in _CLOSED or apart else None
    return None
