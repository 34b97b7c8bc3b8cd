"""The features of a candidate that hang on the lines around it and on the rest of the document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from qa.analysis.byline.candidate import Candidate
from qa.analysis.byline.features import Page, kind_of, teases
from qa.analysis.byline.lexicon import titles
from qa.analysis.byline.mentions import in_small_letters, mentions
from qa.analysis.byline.phrases import credit_of, is_label
from qa.analysis.byline.spot import cued, stamp_at
from qa.analysis.byline.zones import PROSE, Row

_CONTACT = re.compile(r"@\w|\b[\w.+-]+@[\w-]+\.")


def context_features(candidate: Candidate, page: Page) -> frozenset[str]:
    """The features from the lines around and from the rest of the document."""
    return frozenset((*_near(candidate, page), *_elsewhere(candidate, page)))


def _kind(row: Row | None) -> str:
    """What a neighbouring line is."""
    if row is None:
        return "edge"
    return next((kind for kind, holds in _KINDS if holds(row.text)), "line")


def _is_titled(text: str) -> bool:
    return len(text) < 90 and any(word.strip(",.|").casefold() in titles() for word in text.split()[:10])


def _is_headline(text: str) -> bool:
    return 25 <= len(text) < PROSE and len(text.split()) > 4 and text[-1] not in ".:,;"


_KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("label", is_label),
    ("credit", lambda text: credit_of(text) is not None),
    ("prose", lambda text: len(text) > PROSE),
    ("stamp", lambda text: len(text) < 90 and stamp_at(text) >= 0),
    ("title", _is_titled),
    ("headline", _is_headline),
    ("contact", lambda text: _CONTACT.search(text, 0, 120) is not None),
)


def _at(rows: Sequence[Row], place: int) -> Row | None:
    return rows[place] if 0 <= place < len(rows) else None


def _near(candidate: Candidate, page: Page) -> Iterator[str]:
    place, group = candidate.place, kind_of(candidate)
    above, below = _at(page.rows, place - 1), _at(page.rows, place + 1)
    yield f"{group}^{_kind(above)}"
    yield f"{group}v{_kind(below)}"
    around = page.rows[max(0, place - 2) : place + 3]
    if any(row.start != candidate.row.start and _KINDS[3][1](row.text) for row in around):
        yield f"{group}:near-stamp"
    if page.title and any(row and page.title[:40] in row.text for row in (above, _at(page.rows, place - 2))):
        yield f"{group}:after-title"
    if page.title and below and page.title[:40] in below.text:
        yield f"{group}:before-title"
    if any(teases(row) for row in page.rows[max(0, place - 4) : place]):
        yield f"{group}:teaser-above"
    if page.teasers is not None and candidate.row.region == "tail" and place > page.teasers:
        yield f"{group}:past-teaser"
    if cued("teasers", candidate.row.text[:100]):
        yield "teaser-line"
    if _replies(above) or _replies(below):
        yield "reply"
    if below and below.text.startswith(candidate.names.persons[0].tokens[0]):
        yield f"{group}:goes-on"


def _replies(row: Row | None) -> bool:
    return row is not None and len(row.text) < 40 and cued("replies", row.text)


def _elsewhere(candidate: Candidate, page: Page) -> Iterator[str]:
    """The rest of the document as evidence: small letters, repetition, the title, what the person says."""
    person, group = candidate.names.persons[0], kind_of(candidate)
    raw = candidate.row.text[person.start : person.end]
    small = (token.lower() for token in person.tokens if len(token) > 2 and token[0].isupper())
    spotted = sum(in_small_letters(word, page.excerpt) for word in small)
    if spotted:
        yield f"{group}:small={min(spotted, 2)}"
    if page.title and (raw in page.title or person.tokens[-1] in page.title.split()):
        yield f"{group}:in-title"
    surname = person.tokens[-1].casefold()
    if len(surname) > 3 and any(surname in handle for handle in page.handles):
        yield f"{group}:handle"
    yield from mentions(person, raw, page.excerpt, group)
