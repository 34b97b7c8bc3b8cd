"""The publication date of a document and where it is taken from.

The sources in order: metadata, the dateline, a date line near the top, the path of the address, and, only
when asked for, the last absolute date of the body. The tail is never one, nor are captions of other stories.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qa.analysis.published.body import body_claim, readings_before
from qa.analysis.published.claims import Claim, Conflict, conflicts
from qa.analysis.published.date_lines import DateLine, find_date_lines, threshold
from qa.analysis.published.metadata import address, metadata_claims, url_claim, year_with_month
from qa.analysis.published.order import AMBIGUOUS, Order, decide_order, settled
from qa.analysis.published.reader import Reading, make_date
from qa.analysis.published.weekday import stated_weekday
from qa.model.document import Document
from qa.model.facts import Dateline, Layout, Published

__all__ = ["Claim", "Conflict", "choose", "conflicts", "find_claims", "find_published", "stated_weekday"]

_CONTEXT = 60


def find_published(
    document: Document,
    *,
    layout: Layout,
    dateline: Dateline | None,
    language: str,
    body_anchor: bool = False,
) -> Published | None:
    """Metadata, else dateline, else a date line in the head, else the URL; never the tail. Null if none."""
    return choose(
        find_claims(document, layout=layout, dateline=dateline, language=language, body_anchor=body_anchor)
    )


def choose(claims: Sequence[Claim]) -> Published | None:
    """The most trusted claim that has a value."""
    best = next((claim for claim in claims if claim.value), None)
    if best is None or best.value is None:
        return None
    return Published(value=best.value, source=best.source, start=best.start, end=best.end)


def find_claims(
    document: Document,
    *,
    layout: Layout,
    dateline: Dateline | None,
    language: str,
    body_anchor: bool = False,
) -> tuple[Claim, ...]:
    """Every claim to the publication date, the most trusted first; those without a value say why."""
    url = address(document.metadata)
    from_url = url_claim(url)
    lines = find_date_lines(document.text, layout)
    claims = list(metadata_claims(document.metadata))
    claims += _dateline_claims(document.text, dateline, url)
    claims += [_line_claim(document.text, line) for line in lines if line.score >= threshold()]
    claims += [from_url] if from_url else []
    if any(claim.problem == AMBIGUOUS for claim in claims):
        elsewhere = readings_before(document.text, layout.tail_start)
        claims = settled(claims, _order(document, elsewhere, lines, language), elsewhere)
    if body_anchor:
        claims += body_claim(document.text, layout)
    return tuple(sorted(claims, key=lambda claim: claim.source == "metadata" and claim.kind == "updated"))


def _order(
    document: Document, elsewhere: Sequence[Reading], lines: Sequence[DateLine], language: str
) -> Order:
    """What the dates of the document, and what stands beside those near the top, say of day and month."""
    text, near = document.text, [line.reading for line in lines]
    tagged = document.metadata.get("language")
    return decide_order(
        [*near, *elsewhere],
        context=" ".join(text[one.start : one.end + _CONTEXT].partition("\n")[0] for one in near),
        language=tagged if isinstance(tagged, str) and tagged else language,
        url=address(document.metadata),
    )


def _dateline_claims(text: str, dateline: Dateline | None, url: str) -> list[Claim]:
    """The dateline's date. One without a year ("XXXX-02-26") takes it from an address with its month."""
    if dateline is None or dateline.date is None:
        return []
    value: str | None = dateline.date
    if dateline.date.startswith("X"):
        year = year_with_month(url, dateline.date[5:7])
        day = make_date(int(year), int(dateline.date[5:7]), int(dateline.date[8:])) if year else None
        value = day.isoformat() if day else None
    return [
        Claim(
            source="dateline",
            value=value,
            text=text[dateline.start : dateline.end] if value else dateline.date,
            kind="published",
            start=dateline.start,
            end=dateline.end,
            problem="" if value else "no-year",
        )
    ]


def _line_claim(text: str, line: DateLine) -> Claim:
    reading = line.reading
    value: date | None = reading.value
    problem = "" if value else AMBIGUOUS if reading.candidates else "impossible"
    return Claim(
        source="date-line",
        value=value.isoformat() if value else None,
        text=text[reading.start : reading.end],
        kind=line.kind,
        start=reading.start,
        end=reading.end,
        score=line.score,
        problem=problem,
        candidates=tuple(day.isoformat() for day in reading.candidates) if problem else (),
    )
