"""Lines that may name the author, by form: what introduces the name and what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from qa.analysis.byline.lexicon import (
    agencies,
    alternation,
    bio_verbs,
    credit_phrases,
    cue_pattern,
    cues,
    particles,
    stamp,
    titles,
)
from qa.analysis.byline.names import Names, read_names
from qa.analysis.byline.phrases import (
    BULLET,
    about,
    by_start,
    contributor_marks,
    credit_of,
    first_word,
    inline,
    is_label,
    openers,
    self_naming,
    sentence,
)
from qa.analysis.byline.zones import Row

_LINE_NAME = re.compile(BULLET + r"(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w|@\w{2,}|https?://|www\.")
_EDGES = " \t*_#|.,;:·•–—-)("
_RIGHTS = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_INLINE_HINT = re.compile(r"[Bb][Yy]|[ |·][VvPpDdAa][A-Za-z]{1,3}:? |utor:|uthor:")
_SENTENCE_HINTS = (" by ", "ontact ", "ollow ", "mail ", "Write to ", "each ")
LONGEST_BARE = 200
SELF_LINES = 6


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
    first = first_word(row.text)
    if first in openers() or first.startswith("by"):
        made = _opened(row, place)
        if made:
            yield made
            return
    if len(row.text) <= LONGEST_BARE:
        yield from _mid_line(row, place)
    if row.region in ("end", "tail", "lead"):
        yield from _sentences(row, place)


def _opened(row: Row, place: int) -> Candidate | None:
    """A line that begins with "By", "Text:", "About the author" and the like, and goes on with a name."""
    line = row.text
    start = by_start().match(line)
    names = read_names(line, start.end(), single=True) if start else None
    if start and names and names.persons:
        return _made(row, place, "by", names, line[: start.end()])
    told = about().match(line) if row.region != "body" else None
    names = read_names(line, told.end()) if told else None
    return _made(row, place, "about", names) if names and names.persons else None


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
    """Names within a sentence that says who wrote the text."""
    line = row.text[:300]
    patterns = []
    if any(hint in line for hint in _SENTENCE_HINTS):
        patterns.append(("sentence", sentence()))
    near = row.region == "lead" and row.rank < SELF_LINES
    if near and any(hint in line.casefold() for hint in cues("self")):
        patterns.append(("self", self_naming()))
    for form, pattern in patterns:
        found = pattern.search(line)
        names = read_names(row.text, found.end()) if found else None
        if names and names.persons:
            yield _made(row, place, form, names)


@cache
def _name_shape() -> re.Pattern[str]:
    """A cheap look at the first two words, before a name is read properly."""
    small = alternation(particles())
    return re.compile(
        rf"{BULLET}(?:(?:{small})[ \xa0]|[^\W\d_a-z][^\s,;:!?]{{0,30}}[ \xa0]{{1,3}}"
        rf"(?:[^\W\d_a-z]|(?:{small})\b))"
    )


def _bare(row: Row, place: int, above: str) -> Iterator[Candidate]:
    labelled = is_label(above)
    start = (_LINE_NAME if labelled else _name_shape()).match(row.text)
    names = read_names(row.text, _start_of_words(row.text), single=labelled) if start else None
    if not names or not names.persons or _other_use(row.text, names.end):
        return
    if contributor_marks().search(row.text):
        return
    made = _made(row, place, "label" if labelled else "bare", names, above)
    if made.rest == "bio" or _described(row, names):
        yield replace(made, form="bio")
    elif made.rest != "prose" and len(row.text) <= LONGEST_BARE:
        yield made


def _start_of_words(line: str) -> int:
    found = _LINE_NAME.match(line)
    return found.end() if found else 0


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
        if _worth_reading(row, above) and not _RIGHTS.search(row.text, 0, 60):
            made = list(_introduced(row, place))
            if not made and not credit_of(row.text):
                made = list(_bare(row, place, above))
            yield from made
        above = row.text


def _worth_reading(row: Row, above: str) -> bool:
    """A cheap test that passes every line with a candidate."""
    line = row.text
    return (
        _name_shape().match(line) is not None
        or first_word(line) in openers()
        or (len(line) <= LONGEST_BARE and _INLINE_HINT.search(line) is not None)
        or any(hint in line for hint in _SENTENCE_HINTS)
        or (row.region == "lead" and row.rank < SELF_LINES)
        or (len(line) <= LONGEST_BARE and is_label(above))
        or line[:2] in ("By", "BY")
    )
