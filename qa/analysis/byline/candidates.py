"""Lines that may name the author, by form: what introduces the name and what follows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from qa.analysis.byline.lexicon import (
    agencies,
    alternation,
    bio_verbs,
    credit_phrases,
    cue_pattern,
    cues,
    not_names,
    particles,
    stamp,
    titles,
)
from qa.analysis.byline.names import Names, read_names
from qa.analysis.byline.phrases import (
    BULLET,
    about,
    by_start,
    contact,
    contributor_marks,
    credit_of,
    first_word,
    inline,
    is_label,
    might_credit,
    openers,
    self_naming,
    sentence,
)
from qa.analysis.byline.zones import Row

_LINE_NAME = re.compile(BULLET + r"(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w|@\w{2,}|https?://|www\.")
_RUNNING = ("prose", "place", "bio", "other")
_EDGES = " \t*_#|.,;:·•–—-)("
_RIGHTS = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_INLINE_HINT = re.compile(r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]oor|[Aa]v|[Aa]f|utor|uthor):?\s+[^\W\d_a-z]")
_INLINE_WORDS = frozenset(
    each + colon
    for word in ("by", "von", "par", "por", "door", "av", "af", "author", "autor")
    for each in (word, word.capitalize(), word.upper())
    for colon in ("", ":")
)
LONGEST_BARE = 200
SELF_LINES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Persons named in one line, the form they are named in, and the kind of text that follows them.

    `form` is by, inline, label, bare, bio, about, sentence, contact or self; `rest` is none, stamp, title,
    agency, contact, place, affiliation, bio, other or prose.
    """

    row: Row
    place: int
    form: str
    rest: str
    names: Names
    start: int
    end: int
    before: str = ""


Reader = Callable[[Row, int, str], Candidate | None]


def rest_kind(rest: str) -> str:
    """What follows the names on their line."""
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
    ("stamp", lambda rest, _: _stamped(rest)),
    ("agency", lambda rest, words: rest.casefold() in agencies() or (bool(words) and words[0] in agencies())),
    ("place", lambda _, words: bool(words) and words[0] in cues("in")),
)


def _loose(rest: str, stripped: str) -> str:
    """A few words set apart from the name, or prose that it runs into."""
    return "other" if rest.lstrip()[:1] in ",|·•–—-(/@;" and len(stripped) < 90 else "prose"


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


def _opened(row: Row, place: int, _above: str) -> Candidate | None:
    """A line that begins with "By", "Text:", "About the author" and the like, and goes on with a name."""
    line = row.text
    start = by_start().match(line)
    names = read_names(line, start.end(), single=True) if start else None
    if start and names and names.persons:
        return _made(row, place, "by", names, line[: start.end()])
    told = about().match(line) if row.region != "body" else None
    names = read_names(line, told.end()) if told else None
    return _made(row, place, "about", names) if names and names.persons else None


def _mid_line(row: Row, place: int, _above: str) -> Candidate | None:
    """A name after "by" within a line."""
    for found in inline().finditer(row.text, 0, 140):
        if credit_of(row.text) or _credit_before(row.text[: found.start()]):
            return None
        names = read_names(row.text, found.end())
        if names.persons:
            return _made(row, place, "inline", names, row.text[: found.start()])
    return None


def _credit_before(text: str) -> bool:
    """Does the text end in what makes the following "by" a credit: "Edited", "Photos"?"""
    words = _WORD.findall(text[-40:])
    return bool(words) and f"{words[-1].casefold()} by" in credit_phrases()


def _sentence(row: Row, place: int, _above: str) -> Candidate | None:
    """A name within a sentence that says who wrote the text."""
    return _searched(row, place, "sentence", sentence())


def _contact(row: Row, place: int, _above: str) -> Candidate | None:
    """How to reach the writer."""
    return _searched(row, place, "contact", contact())


def _self(row: Row, place: int, _above: str) -> Candidate | None:
    """The writer in the first person."""
    return _searched(row, place, "self", self_naming())


def _searched(row: Row, place: int, form: str, pattern: re.Pattern[str]) -> Candidate | None:
    found = pattern.search(row.text, 0, 300)
    names = read_names(row.text, found.end()) if found else None
    return _made(row, place, form, names) if names and names.persons else None


@cache
def _name_shape() -> re.Pattern[str]:
    """A cheap look at the first two words, before a name is read properly."""
    small = alternation(particles())
    return re.compile(
        rf"{BULLET}(?:(?:{small})[ \xa0]|[^\W\d_a-z][^\s,;:!?]{{0,30}}[ \xa0]{{1,3}}"
        rf"(?:[^\W\d_a-z]|(?:{small})\b))"
    )


def _bare(row: Row, place: int, above: str) -> Candidate | None:
    """A name that begins a line, below a label or alone."""
    labelled = is_label(above)
    names = read_names(row.text, _start_of_words(row.text), single=labelled)
    if not names.persons or _other_use(row.text, names.end):
        return None
    made = _made(row, place, "label" if labelled else "bare", names, above)
    if made.rest in _RUNNING and might_credit(row.text) and contributor_marks().search(row.text):
        return None
    if made.rest == "bio" or _described(row, names):
        return replace(made, form="bio")
    return made if made.rest != "prose" and len(row.text) <= LONGEST_BARE else None


def _goes_on_as_note(line: str) -> bool:
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
        for reader in _readers(row, above):
            made = reader(row, place, above)
            if made:
                if not _RIGHTS.search(row.text, 0, 60):
                    yield made
                break
        above = row.text


def _readers(row: Row, above: str) -> Iterator[Reader]:
    """The readers that may find something, by cheap tests; the first that does has the line."""
    line = row.text
    first = first_word(line)
    short = len(line) <= LONGEST_BARE
    if first in openers() or first.startswith("by"):
        yield _opened
    if short and not _INLINE_WORDS.isdisjoint(line.split()) and _INLINE_HINT.search(line):
        yield _mid_line
    if row.region in ("end", "tail", "lead"):
        if " by " in line:
            yield _sentence
        if (
            "ontact " in line
            or "ollow " in line
            or "mail " in line
            or "Write to " in line
            or "Reach " in line
        ):
            yield _contact
    if (
        row.region == "lead"
        and row.rank < SELF_LINES
        and any(hint in line.casefold() for hint in cues("self"))
    ):
        yield _self
    named = first not in not_names() and _name_shape().match(line) and (short or _goes_on_as_note(line))
    if (named or (short and is_label(above))) and not credit_of(line):
        yield _bare
