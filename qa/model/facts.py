"""What a document says about itself. Offsets are half-open and count code points of the document's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of text with a typed reason for pointing at it."""

    start: int
    end: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Head, body and tail: `text[:head_end]`, `text[head_end:tail_start]`, `text[tail_start:]`.

    Without a head `head_end` is 0, without a tail `tail_start` is the text's length. `furniture` are promo
    links, captions and the like inside the body, sorted and disjoint. The reasons say what a part is made of
    (`newsletter`, `teaser-list`, …), most telling first; scores are 0–1. Where the language or the shape of
    the text allows no judgement, `evaluated` is false and everything is body. `repeated_in` is the number of
    documents of the corpus (rounded down, this one included) that at least half of the tail's lines stand at
    the end of; 0 where they are few, or no corpus was at hand.
    """

    head_end: int
    tail_start: int
    furniture: tuple[Span, ...] = ()
    head_reasons: tuple[str, ...] = ()
    tail_reasons: tuple[str, ...] = ()
    head_score: float = 0.0
    tail_score: float = 0.0
    evaluated: bool = True
    repeated_in: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The headline, as it stands in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Who the text says wrote it.

    `kind` is one of person, agency, role, initials, handle, contributors-only, speaker-only. `names` are the
    authors, normalised; `roles` pairs the others who are named with what they did (photo, translation, …).
    `region` is where it stands: head, body-end, outside-the-body.
    """

    kind: str
    names: tuple[str, ...]
    start: int
    end: int
    score: float
    roles: tuple[tuple[str, str], ...] = ()
    region: str = "head"
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The publication date (`value`: ISO 8601) and its source: metadata, dateline, date-line, url, body.

    `start` and `end` are null when the source is not the text.
    """

    value: str
    source: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The place line that opens a news story ("BEIJING, March 28 —"); `date` is ISO 8601 or null."""

    place: str | None
    date: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A temporal expression in the terms of TIMEX3.

    `type` is DATE, TIME, DURATION or SET. `value` is the TIMEX3 value, resolved if it can be, else with X for
    what is unknown, or null. `anchored`: it needs a date to count from. `resolved`: its calendar value is
    known. `rule` names the rule that gave the value, `reason` what kept it unresolved. `quoted`: it stands in
    a quotation and counts from the speech, not the story. `candidates` are the values between which nothing
    in the text decides.
    """

    start: int
    end: int
    text: str
    type: str
    value: str | None
    anchored: bool
    resolved: bool
    rule: str
    quoted: bool = False
    granularity: str = ""
    reason: str = ""
    candidates: tuple[str, ...] = ()
