"""What tells a line that names the author from one that names somebody else, or nobody."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from qa.analysis.byline.candidates import Candidate
from qa.analysis.byline.lexicon import alternation, bio_verbs, cue_pattern, cues, not_names, stamp, titles
from qa.analysis.byline.person import Person, known_first, known_last
from qa.analysis.byline.phrases import credit_of, is_label
from qa.analysis.byline.zones import PROSE, Row
from qa.model.facts import Title

REACH = 12000
_INTRODUCED = ("by", "label")
_CONTACT = re.compile(r"@\w|\b[\w.+-]+@[\w-]+\.")
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
    a list of other stories.
    """

    rows: Sequence[Row]
    excerpt: str
    title: str
    traits: tuple[str, ...] = ()
    teasers: int | None = None


def page_of(text: str, rows: Sequence[Row], title: Title | None) -> Page:
    """The page of a text; of a long text only the beginning and the end count as prose."""
    excerpt = text if len(text) <= REACH else text[: REACH * 3 // 4] + text[-REACH // 4 :]
    traits = tuple(_traits(rows, title))
    teasers = next((at for at, row in enumerate(rows) if row.region == "tail" and _teases(row)), None)
    return Page(rows=rows, excerpt=excerpt, title=title.text if title else "", traits=traits, teasers=teasers)


def _traits(rows: Sequence[Row], title: Title | None) -> Iterator[str]:
    """How much of the page is left around the story: where menus and stamps stand, the byline does too."""
    heads = sum(row.region == "head" for row in rows)
    tails = sum(row.region == "tail" for row in rows)
    yield f"page:head={'none' if not heads else 'few' if heads < 4 else 'some' if heads < 12 else 'many'}"
    yield f"page:tail={'none' if not tails else 'few' if tails < 8 else 'many'}"
    near = (row for row in rows if row.region in ("head", "lead") and -12 <= row.rank < 4)
    if any(len(row.text) < 80 and stamp().search(row.text) for row in near):
        yield "page:stamp"
    if title is None:
        yield "page:untitled"


def own_features(candidate: Candidate, page: Page, others: Iterable[str]) -> frozenset[str]:
    """The cheap features: of the line itself, of the page, and `others`, which hang on other candidates."""
    parts = (_form(candidate), _shape(candidate), _line(candidate), others, page.traits)
    return frozenset(name for part in parts for name in part)


def context_features(candidate: Candidate, page: Page) -> frozenset[str]:
    """The features from the lines around and from the rest of the document."""
    return frozenset((*_near(candidate, page), *_elsewhere(candidate, page)))


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
        yield f"several={min(len(persons), 3)}"
    if any(_initialled(person) for person in persons):
        yield "initial"
    if any(word.casefold() in titles() or word.casefold() in not_names() for word in persons[0].tokens):
        yield "common"
    if candidate.row.text[
        candidate.start - candidate.row.start : candidate.end - candidate.row.start
    ].isupper():
        yield "capitals"
    if candidate.form == "by" and _verbed(candidate.before):
        yield "by-verb"
    if candidate.form == "inline":
        yield "before-stamp" if _mostly_stamp(candidate.before) else "before-text"
        if len(candidate.before.split()) > 5:
            yield "before-long"


def _line(candidate: Candidate) -> Iterator[str]:
    """What the line goes on to say."""
    line, end = candidate.row.text, candidate.names.end
    if _QUOTE.search(line, end, end + 200) or cue_pattern("says").search(line, end, end + 200):
        yield "line-says"
    if candidate.form in ("bio", "about"):
        yield "describes" if _describes().match(line, end) else "tells"
    if candidate.form in ("bio", "about") or len(line) > PROSE:
        yield "writer" if cue_pattern("writers").search(line, 0, end + 90) else "no-writer"


def _verbed(before: str) -> bool:
    """Does the introduction say more than "by"?"""
    return len(re.findall(r"[^\W\d_]+", before)) > 1


def _mostly_stamp(text: str) -> bool:
    """Is it a date or a stamp with at most two words besides?"""
    left = stamp().sub(" ", text)
    return left != text and len(re.findall(r"[^\W\d_]{2,}", left)) <= 2


def _initialled(person: Person) -> bool:
    return any(len(token.rstrip(".")) == 1 for token in person.tokens)


def _kind(row: Row | None) -> str:
    """What a neighbouring line is."""
    if row is None:
        return "edge"
    return next((kind for kind, holds in _KINDS if holds(row.text)), "line")


def _is_titled(text: str) -> bool:
    return len(text) < 90 and any(word.strip(",.|").casefold() in titles() for word in text.split()[:10])


_KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("label", is_label),
    ("credit", lambda text: credit_of(text) is not None),
    ("prose", lambda text: len(text) > PROSE),
    ("stamp", lambda text: len(text) < 90 and stamp().search(text) is not None),
    ("title", _is_titled),
    ("contact", lambda text: _CONTACT.search(text, 0, 120) is not None),
)


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
    if any(_teases(row) for row in page.rows[max(0, place - 4) : place]):
        yield f"{group}:teaser-above"
    if page.teasers is not None and candidate.row.region == "tail" and place > page.teasers:
        yield f"{group}:past-teaser"
    if cue_pattern("teasers").search(candidate.row.text, 0, 100):
        yield "teaser-line"
    if (above and len(above.text) < 40 and cue_pattern("replies").search(above.text)) or (
        below and len(below.text) < 40 and cue_pattern("replies").search(below.text)
    ):
        yield "reply"
    if below and below.text.startswith(candidate.names.persons[0].tokens[0]):
        yield f"{group}:goes-on"


def _teases(row: Row) -> bool:
    """Does the line head a list of other stories, or of comments?"""
    return len(row.text) < 80 and cue_pattern("teasers").search(row.text) is not None


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
        if cue_pattern("writers").search(text, at, at + 250):
            return True
        at = text.find(f"\n{name} ", at + 1)
    return False


def _places(word: str, text: str, most: int) -> Iterator[int]:
    at = text.find(word)
    while at >= 0 and most > 0:
        yield at
        most -= 1
        at = text.find(word, at + 1)


def _speaks(surname: str, text: str) -> bool:
    """Is somebody of that name quoted?"""
    if len(surname) < 3:
        return False
    for at in _places(surname, text, 12):
        end = at + len(surname)
        around = [*text[max(0, at - 14) : at].split()[-1:], *text[end : end + 14].split()[:1]]
        if any(word in cues("says") for word in around):
            return True
    return False


def _in_small_letters(word: str, text: str) -> bool:
    return any(_ends_word(text, at + len(word) + 1) for at in _places(f" {word}", text, 20))


def _ends_word(text: str, end: int) -> bool:
    """Does the word end here, or with the s of a plural?"""
    last = end + (text[end : end + 1] == "s")
    return not text[last : last + 1].isalpha()


def company(found: Sequence[Candidate]) -> list[tuple[str, ...]]:
    """Features of each candidate from the others: crowds of bare lines, and which is the first or only."""
    bare = [each.place for each in found if each.form == "bare"]
    people: dict[str, list[str]] = {}
    for each in found:
        if known_first(each.names.persons[0].tokens):
            people.setdefault(_group(each), []).append(each.names.persons[0].name)
    return [tuple(_company(each, bare, people.get(_group(each), []))) for each in found]


def _company(candidate: Candidate, bare: Sequence[int], people: Sequence[str]) -> Iterator[str]:
    group, place, name = _group(candidate), candidate.place, candidate.names.persons[0].name
    near = bisect_right(bare, place + 4) - bisect_left(bare, place - 4)
    own = bisect_right(bare, place) - bisect_left(bare, place)
    yield f"{group}:crowd={min(near - own, 3)}"
    if people and people[0] == name:
        yield f"{group}:first"
        if people.count(name) == len(people):
            yield f"{group}:only"
