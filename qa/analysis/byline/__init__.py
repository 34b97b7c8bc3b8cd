"""Who a document says wrote it.

Lines near the head, at the end of the body and at the start of the tail are read as candidates
(`candidates`), described by named features (`features`) and scored (`score`). The best one above the
threshold names the author. Where no line names a person, the weaker forms are told apart (`weak`, `credits`,
`speakers`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qa.analysis.byline.candidates import Candidate, candidates
from qa.analysis.byline.choose import Scored, authors, ranked
from qa.analysis.byline.compare import declared_authors, same_person
from qa.analysis.byline.context import context_features
from qa.analysis.byline.credits import contributors, credited
from qa.analysis.byline.features import Page, company, own_features, page_of
from qa.analysis.byline.score import probability, threshold, weigh
from qa.analysis.byline.speakers import REACH, find_speakers, speaker_labels
from qa.analysis.byline.weak import weak_bylines
from qa.analysis.byline.zones import Row, rows
from qa.model.facts import Byline, Layout, Title

__all__ = ["KINDS", "declared_authors", "find_byline", "same_person", "searched"]

KINDS = ("person", "agency", "role", "initials", "handle", "contributors-only", "speaker-only")
HOPELESS = -3.0  # the features of the context seldom add more than this in log odds
_OUTSIDE = 12
_WEAK_ORDER = ("initials", "handle", "contributors-only", "role", "agency")


def find_byline(text: str, *, layout: Layout, title: Title | None) -> Byline | None:
    """The best attribution that the document carries, of any kind, or null.

    A byline may stand in another language than its story, so the words of all languages are known.
    """
    found = rows(text, layout)
    person = _person(text, found, layout, title)
    if person:
        return person
    weak = [byline for byline in (*weak_bylines(found), contributors(found)) if byline]
    if weak:
        return min(weak, key=lambda each: (_WEAK_ORDER.index(each.kind), each.start))
    return find_speakers(text, layout)


def searched(text: str, *, layout: Layout) -> dict[str, int]:
    """Where a byline was looked for: the number of lines read of each part of the text."""
    parts = {"head": 0, "lead": 0, "body": 0, "end": 0, "tail": 0}
    for row in rows(text, layout):
        parts[row.region] += 1
    return parts


def _person(text: str, found: Sequence[Row], layout: Layout, title: Title | None) -> Byline | None:
    read = list(candidates(found))
    if not read:
        return None
    page = page_of(text, found, title)
    scored = [(_score(each, page, others), each) for each, others in zip(read, company(read), strict=True)]
    for best in ranked(scored, threshold()):
        if not (_speaks_there(text, layout, best[1]) or _answers(text, layout, best[1])):
            return _byline(best, authors(scored, best), credited(found))
    return None


def _score(candidate: Candidate, page: Page, others: Iterable[str]) -> float:
    """How probably the candidate names the author; 0 where its own features leave the context no chance."""
    own = weigh(own_features(candidate, page, others))
    return probability(own + weigh(context_features(candidate, page))) if own > HOPELESS else 0.0


def _speaks_there(text: str, layout: Layout, chosen: Candidate) -> bool:
    """Is the line a speaker's label in a conversation?"""
    label = chosen.row.text.strip(" *_:")
    recurs = chosen.form == "bare" and text.count(label, layout.head_end, layout.head_end + REACH) > 1
    return recurs and label in speaker_labels(text, layout)


def _answers(text: str, layout: Layout, chosen: Candidate) -> bool:
    """Is the one that a sentence tells of a voice of the conversation ("NAME: …"), and so its subject?"""
    labels = [f"\n{person.name}:" for person in chosen.names.persons] if chosen.form == "bio" else []
    return any(text.count(label, layout.head_end, layout.head_end + REACH) > 1 for label in labels)


def _byline(best: Scored, names: tuple[str, ...], roles: tuple[tuple[str, str], ...]) -> Byline:
    chance, chosen = best
    return Byline(
        kind="person",
        names=names,
        start=chosen.start,
        end=chosen.end,
        score=round(chance, 3),
        roles=tuple(pair for pair in roles if pair[0] not in names),
        region=_region(chosen.row),
        evidence=(chosen.form, chosen.row.region, *([] if chosen.rest == "none" else [chosen.rest])),
    )


def _region(row: Row) -> str:
    """Notes and credits right after the body still belong to it."""
    if row.region in ("head", "lead"):
        return "head"
    return "outside-the-body" if row.region == "tail" and row.rank > _OUTSIDE else "body-end"
