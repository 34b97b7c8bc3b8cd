"""Lines that may name the author, by form: what introduces the name and what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from qa.analysis.byline.lexicon import (
    about_labels,
    agencies,
    alternation,
    bio_verbs,
    by_phrases,
    contributor_phrases,
    credit_phrases,
    label_phrases,
    stamp,
    titles,
)
from qa.analysis.byline.names import Names, known_first, read_names
from qa.analysis.byline.zones import Row

_BULLET = r"[\s(>*•‣▪◦#_|~.…·–—-]{0,8}"
_LINE_NAME = re.compile(_BULLET + r"(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?:^|\s)@\w{2,}|https?://|www\.")
_EDGES = " \t*_#|.,;:·•–—-)("
_IN = ("in", "à", "en", "em", "aus", "a", "i")
LONGEST_BARE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Persons named in one line, the form they are named in, and the kind of text that follows them.

    `form` is by, inline, label, bare, bio, about, sentence or self; `rest` is none, stamp, title, agency,
    contact, place, bio, other or prose.
    """

    row: Row
    place: int
    form: str
    rest: str
    names: Names
    start: int
    end: int
    before: str = ""


@cache
def _by_start() -> re.Pattern[str]:
    free, labels = alternation(by_phrases()), alternation(label_phrases())
    glued = r"(?-i:By(?=[^\W\d_a-z][^\W\d_A-Z]))"
    return re.compile(
        rf"{_BULLET}(?:(?:{free})\b\s?:?|{glued}|(?:{labels})\s?[:|–—-])[\s*_]{{0,4}}", re.IGNORECASE
    )


@cache
def _inline() -> re.Pattern[str]:
    return re.compile(
        r"(?:[\s|·•,;:–—)-]|(?<=[a-z])(?=By))(?P<verb>(?:written|posted|published|story|words|text|author)\s)?"
        r"(?P<by>[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]oor|[Aa]v|[Aa]f|[Aa]uthor:|[Aa]utor:)\b:?\s+(?=[^\W\d_a-z])"
    )


@cache
def _about() -> re.Pattern[str]:
    labels = alternation(label for label in about_labels() if " " in label or "'" in label or "’" in label)
    return re.compile(rf"{_BULLET}(?:{labels}|about|author|contributor)\s?[:|–—-]?\s+", re.IGNORECASE)


@cache
def _sentence() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:story|article|post|piece|report|column|essay|guide|content|blog|text|page|edition)\b[^.\n]{0,70}?"
        r"\b(?:was|is|were)\s(?:[\w-]+\s){0,4}?(?:written|authored|created|reported|contributed|compiled|prepared|penned)"
        r"(?:\s[^.\n]{0,30}?)?\sby|[Cc]ontact|[Ff]ollow|[Ee]mail|E-mail|Write to|[Rr]each)\s+"
        r"(?:(?:[a-z][\w’'&.-]*\s){1,4}?)?(?=[^\W\d_a-z])"
    )


@cache
def _credit() -> re.Pattern[str]:
    phrases = alternation(credit_phrases())
    return re.compile(rf"{_BULLET}\(?(?P<what>{phrases})\b(?P<mark>\s?[:/|–—-])?\s*", re.IGNORECASE)


@cache
def _self() -> re.Pattern[str]:
    return re.compile(
        r"(?:\b[Ii][’']m|\bI am|[Mm]y name is|[Ii]ch bin|[Ii]ch heiße|[Jj]e suis|[Jj]e m[’']appelle|[Ss]oy"
        r"|[Mm]e llamo|[Mm]i chiamo|[Mm]eu nome é|[Ii]k ben|[Mm]ijn naam is)\s"
        r"(?:your \w+,?\s)?(?=[^\W\d_a-z])"
    )


@cache
def contributor_marks() -> re.Pattern[str]:
    """What marks the credits of contributors at the end of a story."""
    after, before = alternation(contributor_phrases("after")), alternation(contributor_phrases("before"))
    reported = alternation(contributor_phrases("reported"))
    return re.compile(
        rf"(?P<after>\b(?:{after})\b)|(?P<before>\b(?:{before})(?:\b|(?<=:)))|(?P<reported>\b(?:{reported})\b)",
        re.IGNORECASE,
    )


def credit_of(line: str) -> tuple[str, int] | None:
    """The role of a credit line ("Photo by …") and where its name begins; null for other lines."""
    found = _credit().match(line)
    if not found:
        return None
    what = found.group("what").casefold()
    if not found.group("mark") and " " not in what:
        return None
    return credit_phrases()[what], found.end()


def by_payload(line: str) -> int | None:
    """Where the text after an introduction such as "By:" begins; null for lines without one."""
    found = _by_start().match(line)
    return found.end() if found else None


def is_label(line: str) -> bool:
    """Is the line nothing but a label such as "By", "Written by:" or "About the author"?"""
    if len(line) > 40:
        return False
    bare = line.strip(" \t:|*_#–—-.").casefold()
    return bare in by_phrases() or bare in label_phrases() or bare in about_labels()


def rest_kind(rest: str) -> str:
    """What follows the names on their line."""
    stripped = rest.strip(_EDGES)
    if not stripped:
        return "none"
    begin = stripped[:80]
    words = [word.casefold() for word in _WORD.findall(begin)]
    first = words[0] if words else ""
    tests = (
        ("bio", first in bio_verbs()),
        ("contact", _CONTACT.search(begin)),
        ("title", any(word in titles() for word in words[:6])),
        ("stamp", stamp().search(begin[:60])),
        ("agency", first in agencies() or stripped.casefold() in agencies()),
        ("place", first in _IN),
        ("other", rest.lstrip()[:1] in ",|·•–—-(/@;" and len(stripped) < 90),
    )
    return next((kind for kind, holds in tests if holds), "prose")


def _made(row: Row, place: int, form: str, names: Names, before: str = "") -> Candidate:
    rest = rest_kind(row.text[names.end : names.end + 160])
    return Candidate(
        row=row,
        place=place,
        form=form,
        rest=rest,
        names=names,
        start=row.start + names.persons[0].start,
        end=row.start + names.persons[-1].end,
        before=before,
    )


def _introduced(row: Row, place: int) -> Iterator[Candidate]:
    """By-lines: the phrase and the name on one line."""
    line = row.text
    start = _by_start().match(line)
    if start:
        names = read_names(line, start.end(), single=True)
        if names.persons:
            yield _made(row, place, "by", names)
            return
    about = _about().match(line) if row.region != "body" else None
    if about:
        names = read_names(line, about.end())
        if names.persons:
            yield _made(row, place, "about", names)
            return
    if len(line) <= LONGEST_BARE:
        yield from _mid_line(row, place)
    if row.region in ("end", "tail", "lead"):
        yield from _sentences(row, place)


def _mid_line(row: Row, place: int) -> Iterator[Candidate]:
    for found in _inline().finditer(row.text, 0, 140):
        if credit_of(row.text) or _credit_before(row.text[: found.start()]):
            return
        names = read_names(row.text, found.end())
        if names.persons:
            yield _made(row, place, "inline", names, row.text[: found.start()])
            return


def _credit_before(text: str) -> bool:
    """Does the text end in what makes the following "by" a credit: "Edited", "Photos"?"""
    words = _WORD.findall(text[-40:])
    return bool(words) and f"{words[-1].casefold()} by" in credit_phrases()


def _sentences(row: Row, place: int) -> Iterator[Candidate]:
    for form, pattern in (("sentence", _sentence()), ("self", _self())):
        found = pattern.search(row.text, 0, 300)
        names = read_names(row.text, found.end()) if found else None
        if names and names.persons:
            yield _made(row, place, form, names)


def _bare(row: Row, place: int, above: str) -> Iterator[Candidate]:
    start = _LINE_NAME.match(row.text)
    if not start:
        return
    if contributor_marks().search(row.text):
        return
    labelled = is_label(above)
    names = read_names(row.text, start.end(), single=labelled)
    if not names.persons or row.text.startswith("/", names.end):  # "Jane Doe/Getty Images" signs a photograph
        return
    made = _made(row, place, "label" if labelled else "bare", names, above)
    if made.rest == "bio":
        yield Candidate(
            row=row,
            place=place,
            form="bio",
            rest="bio",
            names=names,
            start=made.start,
            end=made.end,
            before=above,
        )
    elif made.rest != "prose" and len(row.text) <= LONGEST_BARE:
        yield made
    elif (
        len(names.persons) == 1
        and row.region in ("end", "tail")
        and row.text[names.end : names.end + 1] == ","
    ):
        yield Candidate(
            row=row,
            place=place,
            form="bio",
            rest=made.rest,
            names=names,
            start=made.start,
            end=made.end,
            before=above,
        )


def candidates(found: Sequence[Row]) -> Iterator[Candidate]:
    """Every candidate of the lines, in order."""
    above = ""
    for place, row in enumerate(found):
        made = list(_introduced(row, place))
        if not made and not credit_of(row.text):
            made = list(_bare(row, place, above))
        yield from made
        above = row.text


def looks_known(candidate: Candidate) -> bool:
    """Does every name begin with a known given name?"""
    return all(known_first(person.tokens) for person in candidate.names.persons)
