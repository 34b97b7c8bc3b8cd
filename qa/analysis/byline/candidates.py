"""Lines that may name the author, by form: what introduces the name and what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qa.analysis.byline.lexicon import agencies, bio_verbs, credit_phrases, cue_pattern, cues, stamp, titles
from qa.analysis.byline.names import Names, read_names
from qa.analysis.byline.phrases import (
    BULLET,
    about,
    by_start,
    contributor_marks,
    credit_of,
    inline,
    is_label,
    self_naming,
    sentence,
)
from qa.analysis.byline.zones import Row

_LINE_NAME = re.compile(BULLET + r"(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w|@\w{2,}|https?://|www\.")
_EDGES = " \t*_#|.,;:·•–—-)("
_RIGHTS = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
LONGEST_BARE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Persons named in one line, the form they are named in, and the kind of text that follows them.

    `form` is by, inline, label, bare, bio, about, sentence or self; `rest` is none, stamp, title, agency,
    contact, place, affiliation, bio, other or prose.
    """

    row: Row
    place: int
    form: str
    rest: str
    names: Names
    start: int
    end: int
    before: str = ""


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
        ("affiliation", not cues("affiliations").isdisjoint(words[:8]) and len(stripped) < 100),
        ("title", any(word in titles() for word in words[:6])),
        ("stamp", _stamped(begin)),
        ("agency", first in agencies() or stripped.casefold() in agencies()),
        ("place", first in cues("in")),
        ("other", rest.lstrip()[:1] in ",|·•–—-(/@;" and len(stripped) < 90),
    )
    return next((kind for kind, holds in tests if holds), "prose")


def _stamped(rest: str) -> bool:
    """Does the rest begin with a date or a stamp, after two words at most?"""
    found = stamp().search(rest, 0, 60)
    return found is not None and len(rest[: found.start()].split()) <= 2


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
    start = by_start().match(line)
    if start:
        names = read_names(line, start.end(), single=True)
        if names.persons:
            yield _made(row, place, "by", names, line[: start.end()])
            return
    told = about().match(line) if row.region != "body" else None
    if told:
        names = read_names(line, told.end())
        if names.persons:
            yield _made(row, place, "about", names)
            return
    if len(line) <= LONGEST_BARE:
        yield from _mid_line(row, place)
    if row.region in ("end", "tail", "lead"):
        yield from _sentences(row, place)


def _mid_line(row: Row, place: int) -> Iterator[Candidate]:
    for found in inline().finditer(row.text, 0, 140):
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
    for form, pattern in (("sentence", sentence()), ("self", self_naming())):
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
    if not names.persons or _other_use(row.text, names.end):
        return
    made = _made(row, place, "label" if labelled else "bare", names, above)
    if made.rest == "bio" or _described(row, names):
        yield replace(made, form="bio")
    elif made.rest != "prose" and len(row.text) <= LONGEST_BARE:
        yield made


def _described(row: Row, names: Names) -> bool:
    """Does a note without a verb follow: "Jane Doe, an engineer and a writer at …"?"""
    apart = row.region in ("end", "tail") and row.text.startswith(",", names.end) and len(names.persons) == 1
    long = len(row.text) > LONGEST_BARE or rest_kind(row.text[names.end :]) == "prose"
    return apart and long and bool(cue_pattern("writers").search(row.text, names.end, names.end + 90))


def _other_use(line: str, end: int) -> bool:
    """Does the line sign a photograph ("Jane Doe/Getty Images"), head a quotation ("Jane Doe: …") or sign a
    message ("— Jane (@jane)")?
    """
    return line.startswith(("/", ":"), end) or (line[0] in "—–-" and "(@" in line[end : end + 16])


def candidates(found: Sequence[Row]) -> Iterator[Candidate]:
    """Every candidate of the lines, in order."""
    above = ""
    for place, row in enumerate(found):
        if not _RIGHTS.search(row.text, 0, 60):
            made = list(_introduced(row, place))
            if not made and not credit_of(row.text):
                made = list(_bare(row, place, above))
            yield from made
        above = row.text
