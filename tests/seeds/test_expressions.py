"""The five seeds of the first user: which of their temporal expressions have a place in time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from qa.analysis import Analysis
from qa.model.document import Document, Source

SHARED = Path(os.environ.get("CORPUS_QA_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))


def seed(number: str) -> Analysis:
    found = sorted((SHARED / "seeds").glob(f"{number}_*.txt"))
    if not found:
        pytest.skip(f"the seeds are not at {SHARED / 'seeds'}")
    text = found[0].read_text(encoding="utf-8")
    return Analysis(Document(id=number, text=text, source=Source(path=found[0].name)))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", {"yesterday", "this spring"}),
        ("001", {"yesterday", "this spring"}),
        ("002", {"this week", "Monday", "Wednesday", "last night", "last year"}),
        ("003", {"April", "nearly seven years"}),
        ("004", {"this week", "yesterday"}),
    ],
)
def test_what_needs_an_anchor_is_found_and_left_open(number: str, expected: set[str]) -> None:
    analysis = seed(number)
    body = [timex for timex in analysis.temporal if timex.start < analysis.layout.tail_start]
    assert expected <= {timex.text for timex in body if timex.anchored and not timex.resolved}


def test_dates_with_their_year_are_resolved_without_an_anchor() -> None:
    resolved = {timex.value for timex in seed("003").temporal if timex.resolved and not timex.anchored}
    assert {"2025-09", "2018", "2019", "2026"} <= resolved


def test_a_quoted_last_night_counts_from_the_speech() -> None:
    assert [timex.quoted for timex in seed("002").temporal if timex.text == "last night"] == [True]


def test_a_span_into_a_reign_counts_from_an_event() -> None:
    assert [timex.reason for timex in seed("002").temporal if timex.text == "two years"] == ["event-relative"]
