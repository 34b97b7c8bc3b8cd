"""A line that may name the author."""

from __future__ import annotations

from dataclasses import dataclass

from qa.analysis.byline.names import Names
from qa.analysis.byline.rest import rest_kind
from qa.analysis.byline.zones import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Persons named in one line, the form they are named in, and the kind of text that follows them.

    `form` is by, label, inline, written, meta, bare, bio, about, echo, sentence, contact or self; `rest` is
    what `rest_kind` says of the text after the names. `place` is the row's number among the rows; `before` is
    what introduces the names.
    """

    row: Row
    place: int
    form: str
    rest: str
    names: Names
    start: int
    end: int
    before: str = ""


def made(row: Row, place: int, form: str, names: Names, before: str = "") -> Candidate:
    """The candidate of names that were read from the row; there is one at least."""
    return Candidate(
        row=row,
        place=place,
        form=form,
        rest=rest_kind(row.text[names.end : names.end + 160]),
        names=names,
        start=row.start + names.persons[0].start,
        end=row.start + names.persons[-1].end,
        before=before,
    )
