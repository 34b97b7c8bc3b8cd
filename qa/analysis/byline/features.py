"""What tells a line that names the author from one that names somebody else, or nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.analysis.byline.candidates import Candidate, credit_of, is_label
from qa.analysis.byline.lexicon import not_names, stamp, titles
from qa.analysis.byline.names import Person, known_first, known_last
from qa.analysis.byline.zones import PROSE, Row
from qa.model.facts import Title

REACH = 16000
_INTRODUCED = ("by", "label", "about")
_TEASER = re.compile(
    r"\b(?:related|more from|more by|read more|read next|recommended|you may|latest|popular|trending"
    r"|comments?|recent posts|featured|testimonials?|our team|next up|previous|further reading|also read"
    r"|verwandte|mehr zum|mehr von|lesen sie auch|kommentare|à lire aussi|lire aussi|sur le même|relacionad"
    r"|leia também|te puede|leggi anche|lees ook|meer over|läs också|läs mer|les også|læs også|czytaj"
    r"|commentaires|comentarios)\b",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"\b(?:repl(?:y|ied)|says|said|wrote|antworten|répondre|responder|rispondi)\b", re.IGNORECASE
)
_CONTACT = re.compile(r"@\w|\b[\w.+-]+@[\w-]+\.")
_WRITER = re.compile(
    r"\b(?:write[rs]?|author|editor|journalist\w*|reporter\w*|correspond\w+|columnist\w*|blogger|contribut\w+"
    r"|copywriter|schreibt|autor\w*|redakt\w+|journaliste|rédact\w+|périodiste|periodista|escrib\w+|escreve"
    r"|jornalista|giornalista|scrive|schrijft|verslaggever|redacteur|skribent|skriver)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the candidates of one text are judged against: its searched lines, its title, its prose."""

    rows: Sequence[Row]
    excerpt: str
    title: str


def page_of(text: str, rows: Sequence[Row], title: Title | None) -> Page:
    """The page of a text; of a long text only the beginning and the end count as prose."""
    excerpt = text if len(text) <= REACH else text[: REACH * 3 // 4] + text[-REACH // 4 :]
    return Page(rows=rows, excerpt=excerpt, title=title.text if title else "")


def features(candidate: Candidate, page: Page, crowd: int) -> frozenset[str]:
    """The names of the features that hold; `crowd` counts the other bare candidates close by."""
    return frozenset(
        name
        for part in (_form(candidate), _shape(candidate), _near(candidate, page), _elsewhere(candidate, page))
        for name in part
    ) | {f"{_group(candidate)}:crowd={min(crowd, 3)}"}


def _group(candidate: Candidate) -> str:
    """Forms that behave alike: introduced by a phrase, or by nothing but their place."""
    return "by" if candidate.form in _INTRODUCED else candidate.form


def _form(candidate: Candidate) -> Iterator[str]:
    group, region = _group(candidate), candidate.row.region
    near = abs(candidate.row.rank) <= 4
    yield "bias"
    yield f"form={candidate.form}"
    yield f"{group}@{region}{'-near' if near else ''}"
    yield f"{group}+{candidate.rest}"


def _shape(candidate: Candidate) -> Iterator[str]:
    persons, group = candidate.names.persons, _group(candidate)
    first, last = known_first(persons[0].tokens), known_last(persons[0].tokens)
    known = f"{'first' if first else ''}{'last' if last else ''}" or "unknown"
    yield f"{'by' if group == 'by' else 'bare'}:{known}"
    yield f"words={min(len(persons[0].tokens), 4)}"
    if len(persons) > 1:
        yield "several"
    if any(_initialled(person) for person in persons):
        yield "initial"
    if any(word.casefold() in titles() or word.casefold() in not_names() for word in persons[0].tokens):
        yield "common"
    if candidate.row.text[
        candidate.start - candidate.row.start : candidate.end - candidate.row.start
    ].isupper():
        yield "capitals"
    if candidate.form == "inline":
        yield "before-stamp" if stamp().search(candidate.before) else "before-text"
        if len(candidate.before.split()) > 5:
            yield "before-long"
    if candidate.form in ("bio", "about") or len(candidate.row.text) > PROSE:
        yield "writer" if _WRITER.search(candidate.row.text, 0, 300) else "no-writer"


def _initialled(person: Person) -> bool:
    return any(len(token.rstrip(".")) == 1 for token in person.tokens)


def _kind(row: Row | None) -> str:
    """What a neighbouring line is."""
    if row is None:
        return "edge"
    text = row.text
    short = len(text) < 90
    tests = (
        ("label", is_label(text)),
        ("credit", credit_of(text)),
        ("prose", len(text) > PROSE),
        ("stamp", short and stamp().search(text)),
        ("title", short and any(word.strip(",.|").casefold() in titles() for word in text.split()[:10])),
        ("contact", _CONTACT.search(text, 0, 120)),
    )
    return next((kind for kind, holds in tests if holds), "line")


def _at(rows: Sequence[Row], place: int) -> Row | None:
    return rows[place] if 0 <= place < len(rows) else None


def _near(candidate: Candidate, page: Page) -> Iterator[str]:
    place, group = candidate.place, "by" if candidate.form in _INTRODUCED else "bare"
    above, below = _at(page.rows, place - 1), _at(page.rows, place + 1)
    up, down = _kind(above), _kind(below)
    yield f"{group}^{up}"
    yield f"{group}v{down}"
    if page.title and any(row and page.title[:40] in row.text for row in (above, _at(page.rows, place - 2))):
        yield f"{group}:after-title"
    if page.title and below and page.title[:40] in below.text:
        yield f"{group}:before-title"
    if any(len(row.text) < 80 and _TEASER.search(row.text) for row in page.rows[max(0, place - 4) : place]):
        yield f"{group}:teaser-above"
    if _TEASER.search(candidate.row.text, 0, 100):
        yield "teaser-line"
    if (above and len(above.text) < 40 and _REPLY.search(above.text)) or (
        below and len(below.text) < 40 and _REPLY.search(below.text)
    ):
        yield "reply"
    if below and below.text.startswith(candidate.names.persons[0].tokens[0]):
        yield f"{group}:goes-on"


def _elsewhere(candidate: Candidate, page: Page) -> Iterator[str]:
    """The rest of the document as evidence: small letters, repetition, the title, what the person says."""
    person, group = candidate.names.persons[0], "by" if candidate.form in _INTRODUCED else "bare"
    raw = candidate.row.text[person.start : person.end]
    small = (token.lower() for token in person.tokens if len(token) > 2 and token[0].isupper())
    spotted = sum(_in_small_letters(word, page.excerpt) for word in small)
    if spotted:
        yield f"{group}:small={min(spotted, 2)}"
    if page.title and (raw in page.title or person.tokens[-1] in page.title.split()):
        yield f"{group}:in-title"
    times = page.excerpt.count(raw)
    if times > 1:
        yield f"{group}:times={min(times, 4)}"
        if _noted(raw, page.excerpt):
            yield f"{group}:noted"
    if _speaks(person.tokens[-1], page.excerpt):
        yield f"{group}:speaks"


def _noted(name: str, text: str) -> bool:
    """Does a line begin with the name and go on like an author's note?"""
    at = text.find(f"\n{name} ")
    while at >= 0:
        if _WRITER.search(text, at, at + 250):
            return True
        at = text.find(f"\n{name} ", at + 1)
    return False


def _speaks(surname: str, text: str) -> bool:
    """Is somebody of that name quoted?"""
    return len(surname) > 2 and any(
        f"{surname} {verb}" in text or f"{verb} {surname}" in text
        for verb in ("said", "says", "told", "added", "explained", "sagte", "a déclaré", "dijo", "disse")
    )


def _in_small_letters(word: str, text: str) -> bool:
    return any(f" {word}{after}" in text for after in (" ", "s ", ",", "."))


def crowd_of(found: Sequence[Candidate], index: int) -> int:
    """How many bare candidates stand close to this one: lists of people or of headings."""
    place = found[index].place
    near = found[max(0, index - 6) : index + 7]
    return sum(1 for other in near if other.form == "bare" and 0 < abs(other.place - place) <= 4)
