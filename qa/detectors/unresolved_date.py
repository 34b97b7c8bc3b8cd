"""Flag temporal expressions whose place in time is lost: nothing to count from, or no single reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qa.analysis import Analysis
from qa.analysis.published import Conflict, conflicts
from qa.detectors.kinds import DocumentDetector
from qa.model.facts import Timex
from qa.model.finding import Finding
from qa.model.jsonvalue import Json
from qa.model.option import option

REASONS = {
    "no-anchor": "it counts from the date of the story, which is nowhere stated",
    "event-relative": "it counts from an event that has no date in the text",
    "ambiguous-order": "a date made of numbers whose day and month can be swapped",
    "ambiguous-direction": "nothing tells whether the day before or the day after the story is meant",
    "conflicting-anchor": "it counts from the date of the story, on which the sources disagree",
    "malformed": "it is written as a date, but there is no such day",
}
_VAGUE = re.compile(r"(PRESENT|PAST|FUTURE)_REF|PT?X\w+")
_SOURCES = ("metadata", "dateline", "date-line", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Which expressions count."""

    quoted: bool = option(
        True, help="Also report expressions inside quotations, which count from the speech."
    )
    vague: bool = option(False, help="Also report vague references such as “recently” or “in recent years”.")
    tolerance: int = option(
        2, help="By how many days the sources of the story's date may differ and still anchor.", minimum=0
    )


def detect(analysis: Analysis, params: Params) -> Iterator[Finding]:
    """One finding an expression of the body, in order."""
    conflict = next(conflicts(analysis.date_claims, params.tolerance), None)
    for timex in analysis.temporal:
        reason = _reason(timex, conflict)
        if reason and _counts(analysis, timex, params):
            yield _finding(analysis, timex, reason, conflict)


def _reason(timex: Timex, conflict: Conflict | None) -> str:
    """Why the expression has no place in time, or nothing when it has one."""
    if timex.resolved:
        return "conflicting-anchor" if conflict and timex.anchored else ""
    if timex.reason in REASONS:
        return timex.reason
    return "no-anchor" if timex.anchored else ""


def _counts(analysis: Analysis, timex: Timex, params: Params) -> bool:
    """In the body or the headline, outside furniture and dateline, and of a kind that was asked for."""
    if (timex.quoted and not params.quoted) or (not params.vague and _VAGUE.fullmatch(timex.value or "")):
        return False
    layout, title, dateline = analysis.layout, analysis.title, analysis.dateline
    in_title = title is not None and title.start <= timex.start < title.end
    if timex.start >= layout.tail_start or (timex.start < layout.head_end and not in_title):
        return False
    if dateline is not None and dateline.start <= timex.start < dateline.end:
        return False
    return not any(part.start < timex.end and timex.start < part.end for part in layout.furniture)


def _finding(analysis: Analysis, timex: Timex, reason: str, conflict: Conflict | None) -> Finding:
    return Finding(
        document=analysis.document.id,
        reason=reason,
        message=_message(timex, reason, conflict),
        start=timex.start,
        end=timex.end,
        data={
            "type": timex.type,
            "value": timex.value,
            "granularity": timex.granularity or None,
            "rule": timex.rule,
            "quoted": timex.quoted,
            "candidates": list(timex.candidates),
            "searched": _searched(analysis),
        },
    )


def _message(timex: Timex, reason: str, conflict: Conflict | None) -> str:
    shown = f"“{' '.join(timex.text.split())}”"
    between = " or ".join(timex.candidates)
    if reason == "conflicting-anchor" and conflict is not None:
        return f"{shown} counts from the date of the story, but {_both(conflict)}"
    if between:
        return f"{shown} is {between}: {REASONS[reason]}"
    speaker = ", and stands in a quotation" if timex.quoted else ""
    return f"{shown} has no place in time: {REASONS[reason]}{speaker}"


def _both(conflict: Conflict) -> str:
    sides = (conflict.trusted, conflict.other)
    return " and ".join(f"{claim.source} says {claim.value or claim.text}" for claim in sides)


def _searched(analysis: Analysis) -> list[Mapping[str, Json]]:
    """Every source of an anchor and what it gave."""
    sources = (*_SOURCES, "body") if analysis.context.body_anchor else _SOURCES
    first = {claim.source: claim for claim in reversed(analysis.date_claims)}
    return [
        {
            "source": source,
            "found": first[source].value if source in first else None,
            "problem": (first[source].problem or None) if source in first else None,
        }
        for source in sources
    ]


DETECTOR = DocumentDetector(id="unresolved-date", params=Params, reasons=REASONS, detect=detect)
