"""What tells a line that names the author from one that names somebody else, or nobody."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from qa.analysis.byline.candidates import Candidate
from qa.analysis.byline.known import first_class, known_first, known_last, last_class
from qa.analysis.byline.lexicon import (
    alternation,
    bio_verbs,
    cues,
    not_names,
    suffixes,
    titles,
)
from qa.analysis.byline.person import Person
from qa.analysis.byline.phrases import first_word
from qa.analysis.byline.spot import cued, mostly_stamp, stamp_at
from qa.analysis.byline.zones import PROSE, Row
from qa.model.facts import Title

REACH = 12000
_INTRODUCED = ("by", "label")
_CONTACT = re.compile(r"@\w|\b[\w.+-]+@[\w-]+\.")
_TOLD = ("bio", "about", "sentence", "contact", "self", "echo", "written")
_HANDLE = re.compile(r"[\w.+-]{0,40}@[\w.-]{2,40}")
_QUOTE = re.compile(r"[“”«»„\"]")


@cache
def _describes() -> re.Pattern[str]:
    """How an author's note goes on after the name: "is a …", "is The Herald's editor", "covers …"."""
    being, articles, writers = (alternation(cues(topic)) for topic in ("being", "articles", "writers"))
    return re.compile(
        rf"\W{{1,3}}(?:(?:{being}) (?:(?:{articles})\b|(?:[^\W\d_]+[’'\w-]* ){{1,4}}(?:{writers})\b)"
        rf"|(?:{alternation(bio_verbs() - cues('being'))})\b)",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the candidates of one text are judged against: its searched lines, its title, its prose.

    `traits` are features of the page itself; `teasers` is the place of the first line of the tail that heads
    a list of other stories. `handles` are the user names and e-mail addresses.
    """

    rows: Sequence[Row]
    excerpt: str
    title: str
    traits: tuple[str, ...] = ()
    teasers: int | None = None
    handles: frozenset[str] = frozenset()


def page_of(text: str, rows: Sequence[Row], title: Title | None) -> Page:
    """The page of a text; of a long text only the beginning and the end count as prose."""
    excerpt = text if len(text) <= REACH else text[: REACH * 3 // 4] + text[-REACH // 4 :]
    traits = tuple(_traits(rows, title))
    teasers = next((at for at, row in enumerate(rows) if row.region == "tail" and teases(row)), None)
    handles = (
        frozenset(handle.casefold() for handle in _HANDLE.findall(excerpt)) if "@" in excerpt else frozenset()
    )
    return Page(
        rows=rows,
        excerpt=excerpt,
        title=title.text if title else "",
        traits=traits,
        teasers=teasers,
        handles=handles,
    )


def _traits(rows: Sequence[Row], title: Title | None) -> Iterator[str]:
    """How much of the page is left around the story: where menus and stamps stand, the byline does too."""
    heads = sum(row.region == "head" for row in rows)
    tails = sum(row.region == "tail" for row in rows)
    yield f"page:head={'none' if not heads else 'few' if heads < 4 else 'some' if heads < 12 else 'many'}"
    yield f"page:tail={'none' if not tails else 'few' if tails < 8 else 'many'}"
    near = (row for row in rows if row.region in ("head", "lead") and -12 <= row.rank < 4)
    if any(len(row.text) < 80 and stamp_at(row.text) >= 0 for row in near):
        yield "page:stamp"
    if title is None:
        yield "page:untitled"


def own_features(candidate: Candidate, page: Page, others: Iterable[str]) -> frozenset[str]:
    """The cheap features: of the line itself, of the page, and `others`, which hang on other candidates."""
    own = (_form(candidate), _shape(candidate), _introduction(candidate), _line(candidate))
    return frozenset(name for part in (*own, others, page.traits) for name in part)


def group_of(candidate: Candidate) -> str:
    """Forms that behave alike: introduced by a phrase, or by nothing but their place."""
    return "by" if candidate.form in _INTRODUCED else candidate.form


def kind_of(candidate: Candidate) -> str:
    """Forms whose names and surroundings are weighed alike: introduced, told of, or standing alone."""
    return "by" if candidate.form in _INTRODUCED else "told" if candidate.form in _TOLD else "bare"


def _form(candidate: Candidate) -> Iterator[str]:
    group, region = group_of(candidate), candidate.row.region
    near = abs(candidate.row.rank) <= 4
    yield "bias"
    yield f"form={candidate.form}"
    yield f"{group}@{region}{'-near' if near else ''}"
    yield f"{group}+{candidate.rest}"


def _shape(candidate: Candidate) -> Iterator[str]:
    persons = candidate.names.persons
    first, last = known_first(persons[0].tokens), known_last(persons[0].tokens)
    known = f"{'first' if first else ''}{'last' if last else ''}" or "unknown"
    yield f"{kind_of(candidate)}:{known}"
    kind = kind_of(candidate)
    yield f"{kind}:{first_class(persons[0].tokens)}|{last_class(persons[0].tokens)}"
    yield f"words={min(len(persons[0].tokens), 4)}"
    if len(persons) > 1:
        yield f"several={min(len(persons), 3)}"
    if any(_initialled(person) for person in persons):
        yield "initial"
    if any(word.casefold() in titles() or word.casefold() in not_names() for word in persons[0].tokens):
        yield "common"
    if candidate.row.text[
        candidate.start - candidate.row.start : candidate.end - candidate.row.start
    ].isupper():
        yield "capitals"
    if any(_is_acronym(word) for word in persons[0].tokens[1:]) and not persons[0].tokens[0].isupper():
        yield "acronym"


def _introduction(candidate: Candidate) -> Iterator[str]:
    """What stands before the name on its line."""
    if candidate.form == "by" and _verbed(candidate.before):
        yield "by-verb"
        yield f"by={first_word(candidate.before)}"
    if candidate.form == "about" and not _verbed(candidate.before):
        yield "about-plain"
    if candidate.row.text[0] in "-*•–—":
        yield "bullet"
    if candidate.form in ("inline", "written"):
        yield "before-stamp" if mostly_stamp(candidate.before) else "before-text"
        if len(candidate.before.split()) > 5:
            yield "before-long"


def _line(candidate: Candidate) -> Iterator[str]:
    """What the line goes on to say."""
    line, end = candidate.row.text, candidate.names.end
    if _QUOTE.search(line, end, end + 200) or cued("says", line[end : end + 200]):
        yield "line-says"
    if candidate.form in ("bio", "about"):
        yield "describes" if _describes().match(line, end) else "tells"
    if candidate.form in ("bio", "about") or len(line) > PROSE:
        yield "writer" if cued("writers", line[: end + 90]) else "no-writer"


def _is_acronym(word: str) -> bool:
    return 1 < len(word) < 6 and word.isupper() and word.casefold() not in suffixes()


def _verbed(before: str) -> bool:
    """Does the introduction say more than "by"?"""
    return len(re.findall(r"[^\W\d_]+", before)) > 1


def _initialled(person: Person) -> bool:
    return any(len(token.rstrip(".")) == 1 for token in person.tokens)


def teases(row: Row) -> bool:
    """Does the line head a list of other stories, or of comments?"""
    return len(row.text) < 80 and cued("teasers", row.text)


def company(found: Sequence[Candidate]) -> list[tuple[str, ...]]:
    """Features of each candidate from the others: crowds of bare lines, which is the first or only, and the
    forms in which the same person stands on other lines.
    """
    bare = [each.place for each in found if each.form == "bare"]
    people: dict[str, list[str]] = {}
    same: dict[tuple[str, str], list[Candidate]] = {}
    for each in found:
        same.setdefault(_key(each), []).append(each)
        if known_first(each.names.persons[0].tokens):
            people.setdefault(group_of(each), []).append(each.names.persons[0].name)
    return [
        (*_company(each, bare, people.get(group_of(each), [])), *_same(each, same[_key(each)]))
        for each in found
    ]


def _key(candidate: Candidate) -> tuple[str, str]:
    """The first person listed, by the first letter and the last word of the name."""
    tokens = candidate.names.persons[0].tokens
    return tokens[0][0].casefold(), tokens[-1].casefold()


def _same(candidate: Candidate, others: Sequence[Candidate]) -> Iterator[str]:
    own = group_of(candidate)
    for group in sorted({group_of(each) for each in others if each.place != candidate.place}):
        yield f"{own}:again" if group == own else f"same={group}"
    if len({each.row.region in ("head", "lead") for each in others}) > 1:
        yield "same-far"


def _company(candidate: Candidate, bare: Sequence[int], people: Sequence[str]) -> Iterator[str]:
    group, place, name = group_of(candidate), candidate.place, candidate.names.persons[0].name
    near = bisect_right(bare, place + 4) - bisect_left(bare, place - 4)
    own = bisect_right(bare, place) - bisect_left(bare, place)
    yield f"{group}:crowd={min(near - own, 3)}"
    if people and people[0] == name:
        yield f"{group}:first"
        if people.count(name) == len(people):
            yield f"{group}:only"
