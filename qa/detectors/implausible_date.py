"""Flag publication dates that cannot be: no such day, not yet come, or not on that day of the week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from qa.analysis import Analysis
from qa.analysis.published import Claim, stated_weekday
from qa.detectors.kinds import DocumentDetector
from qa.model.finding import Finding
from qa.model.option import option

REASONS = {
    "future": "it lies after the day that counts as today (`now` in the configuration)",
    "impossible": "the calendar has no such day",
    "malformed": "the metadata value is no date",
    "incomplete": "the metadata value names no day",
    "too-early": "it lies before the earliest year that is plausible for the corpus",
    "wrong-weekday": "the day of the week beside it is that of another day",
}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PROBLEMS = ("impossible", "malformed", "incomplete")


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What is plausible."""

    earliest: int = option(1600, help="First year that is plausible.", minimum=1, maximum=9999)
    ahead: int = option(1, help="By how many days a date may lie after today (time zones).", minimum=0)


def detect(analysis: Analysis, params: Params) -> Iterator[Finding]:
    """One finding for each statement of the publication date that cannot be."""
    for claim in analysis.date_claims:
        if claim.source == "body":
            continue
        reason = claim.problem if claim.problem in _PROBLEMS else _reason(analysis, claim, params)
        if reason:
            yield _finding(analysis, claim, reason)


def _reason(analysis: Analysis, claim: Claim, params: Params) -> str:
    day, now = claim.day, analysis.context.now
    if day is None:
        return ""
    if now is not None and day > now + timedelta(days=params.ahead):
        return "future"
    if day.year < params.earliest:
        return "too-early"
    weekday = stated_weekday(analysis.text, claim)
    return "wrong-weekday" if weekday and weekday != day.isoweekday() else ""


def _finding(analysis: Analysis, claim: Claim, reason: str) -> Finding:
    return Finding(
        document=analysis.document.id,
        reason=reason,
        message=f"“{claim.text}” ({_where(claim)}) {_why(reason, claim.day, analysis.context.now)}",
        start=claim.start,
        end=claim.end,
        data={"claim": claim.as_data()},
        evidence=claim.text,
    )


def _where(claim: Claim) -> str:
    return f"metadata {claim.evidence}" if claim.source == "metadata" else claim.source


def _why(reason: str, day: date | None, now: date | None) -> str:
    if reason == "wrong-weekday" and day is not None:
        return f"was a {_DAYS[day.isoweekday() - 1]}"
    if reason == "future":
        return f"lies after {now}"
    return f"is implausible: {REASONS[reason]}"


DETECTOR = DocumentDetector(id="implausible-date", params=Params, reasons=REASONS, detect=detect)
