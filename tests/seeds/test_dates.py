"""The five seeds of the first user: what they say of dates, and what they leave open."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.analysis import Analysis
from qa.detectors import missing_date, unresolved_date
from qa.model.document import Document, Source
from qa.model.finding import Finding

SHARED = Path(os.environ.get("CORPUS_QA_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))
EVERY = ["000", "001", "002", "003", "004"]


def seed(number: str) -> Analysis:
    found = sorted((SHARED / "seeds").glob(f"{number}_*.txt"))
    if not found:
        pytest.skip(f"the seeds are not at {SHARED / 'seeds'}")
    text = found[0].read_text(encoding="utf-8")
    return Analysis(Document(id=number, text=text, source=Source(path=found[0].name)))


def unresolved(analysis: Analysis) -> Iterator[tuple[str, Finding]]:
    for finding in unresolved_date.detect(analysis, unresolved_date.Params()):
        yield analysis.text[finding.start : finding.end].lower(), finding


@pytest.mark.parametrize("number", EVERY)
def test_no_seed_has_a_publication_date(number: str) -> None:
    assert seed(number).published is None


@pytest.mark.parametrize("number", EVERY)
def test_the_missing_date_is_told_once(number: str) -> None:
    findings = list(missing_date.detect(seed(number), missing_date.Params()))
    assert [finding.reason for finding in findings] == ["no-date"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", {"yesterday", "this spring"}),
        ("001", {"yesterday", "this spring"}),
        ("002", {"this week", "monday", "wednesday", "last night", "last year"}),
        ("003", {"april", "nearly seven years"}),
        ("004", {"this week", "yesterday"}),
    ],
)
def test_days_that_cannot_be_placed_are_flagged(number: str, expected: set[str]) -> None:
    found = {text for text, finding in unresolved(seed(number)) if finding.reason == "no-anchor"}
    assert expected <= found


def test_a_span_of_an_event_is_not_counted_from_the_story() -> None:
    assert [text for text, finding in unresolved(seed("002")) if finding.reason == "event-relative"]


@pytest.mark.parametrize("number", EVERY)
def test_nothing_in_a_tail_is_flagged(number: str) -> None:
    analysis = seed(number)
    assert all((finding.end or 0) <= analysis.layout.tail_start for _, finding in unresolved(analysis))


def test_dates_that_are_whole_are_not_flagged() -> None:
    found = {text for text, _ in unresolved(seed("003"))}
    assert not found & {"september 2025", "2018", "2019", "2026"}


def test_a_dateline_without_a_day_is_a_place() -> None:
    dateline = seed("002").dateline
    assert dateline is not None
    assert (dateline.place, dateline.date) == ("BEIJING", None)
