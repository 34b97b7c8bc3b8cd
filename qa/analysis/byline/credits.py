"""Credits: who photographed, translated or edited, and who contributed at the end of a story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.analysis.byline.names import read_names
from qa.analysis.byline.person import person_at
from qa.analysis.byline.phrases import contributor_marks, credit_of, might_credit
from qa.analysis.byline.zones import Row
from qa.model.facts import Byline

MOST_ROLES = 12
LAST_LINES = 6
_SENTENCE = re.compile(r"[^.!?]{1,400}(?:[.!?](?=\s|$)|$)")
_PLACE = re.compile(
    r"\s(?:in|from|at|aus|à|en|de|da|em)\s(?:[^\W\d_]|[ .’'-]){1,40}?(?=,|\s(?:and|und|et|y|e)\s|$)"
)


def credited(found: Sequence[Row]) -> tuple[tuple[str, str], ...]:
    """Others who are named, with what they did, each once, in order."""
    roles: dict[tuple[str, str], None] = {}
    for row in found:
        credit = credit_of(row.text)
        if credit and len(row.text) <= 200:
            role, at = credit
            for person in read_names(row.text, at).persons:
                roles[person.name, role] = None
    return tuple(roles)[:MOST_ROLES]


def _people(text: str) -> Iterator[tuple[str, int, int]]:
    """Everybody named in a list that also names places: "A in X, B and C in Y"."""
    plain = _PLACE.sub(lambda found: " " * len(found.group()), text)
    for part in re.finditer(r"[^,;]+?(?=,|;|\s(?:and|und|et|y|e|en|och|og)\s|$)", plain):
        at = part.start() + len(part.group()) - len(part.group().lstrip(" ,;"))
        joined = re.compile(r"(?:and|und|et|y|e|en|och|og)\s+").match(plain, at)
        person = person_at(plain, joined.end() if joined else at)
        if person:
            yield person.name, person.start, person.end


def _sentences(row: Row) -> Iterator[tuple[list[tuple[str, int, int]], str]]:
    """The people of every credit sentence of a line with what they did."""
    for sentence in _SENTENCE.finditer(row.text):
        found = contributor_marks().search(sentence.group()) if might_credit(sentence.group()) else None
        if not found:
            continue
        base = row.start + sentence.start()
        if found.lastgroup == "before":
            part, shift, what = sentence.group()[found.end() :].rstrip(".!? "), found.end(), "contribution"
        else:
            part, shift = sentence.group()[: found.start()], 0
            what = "reporting" if found.lastgroup == "reported" else "contribution"
        people = list(_people(part)) or _surname(part)
        if people:
            yield [(name, base + shift + start, base + shift + end) for name, start, end in people], what


def _surname(part: str) -> list[tuple[str, int, int]]:
    """A lone family name, as in "Ito reported from Osaka"."""
    found = re.fullmatch(r"\s*([^\W\d_][\w’'-]+)\s*", part)
    if not found or not found.group(1)[0].isupper() or found.group(1) in ("He", "She", "They", "It"):
        return []
    return [(found.group(1), found.start(1), found.end(1))]


def contributors(found: Sequence[Row]) -> Byline | None:
    """The credit sentences at the end of a story, or null: "X reported from A. Y contributed to this."."""
    people: list[tuple[str, int, int]] = []
    roles: list[tuple[str, str]] = []
    for row in found:
        if row.region not in ("end", "lead", "tail") or row.rank > LAST_LINES:
            continue
        if not might_credit(row.text):
            continue
        for named, what in _sentences(row):
            people += named
            roles += [(name, what) for name, _, _ in named]
    if not people or (all(what == "reporting" for _, what in roles) and len(people) > 2):
        return None
    return Byline(
        kind="contributors-only",
        names=tuple(dict.fromkeys(name for name, _, _ in people)),
        start=people[0][1],
        end=people[-1][2],
        score=0.8,
        roles=tuple(dict.fromkeys(roles)),
        region="body-end",
        evidence=("credits",),
    )
