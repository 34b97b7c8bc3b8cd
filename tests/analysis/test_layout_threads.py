"""Where readers' comments begin."""

from __future__ import annotations

import pytest

from qa.analysis.layout.threads import thread
from qa.analysis.layout.work import PlainEngine

STORY = [
    f"The council of the harbour town met for the {time} time and talked about the bridge until midnight."
    for time in ("first", "second", "third", "fourth", "fifth")
]
REMARKS = ["They never listen to us, whoever is mayor.", "I was there, and the bridge was not the point."]
FORM = ["Leave a comment", "Your email address will not be published."]


def _begins(lines: list[str]) -> str | None:
    """The line with which comments begin, if anything is found."""
    work = PlainEngine().work(["\n".join(lines)])
    found = thread(work, 0, 0, len(lines))
    return lines[found] if found < len(lines) else None


@pytest.mark.parametrize("heading", ["34 responses to “The old bridge”", "Comments", "2 Kommentare"])
def test_comments_begin_with_the_line_that_counts_or_announces_them(heading: str) -> None:
    assert _begins([*STORY, heading, *REMARKS, *FORM]) == heading


def test_without_a_form_or_note_below_there_are_no_comments() -> None:
    assert _begins([*STORY, "34 responses to “The old bridge”", *REMARKS]) is None


def test_a_count_below_the_headline_is_passed_over() -> None:
    assert _begins(["The old bridge", "34 comments", *STORY, "Closing words.", *FORM]) != "34 comments"


def test_a_numbered_heading_counts_nothing() -> None:
    assert _begins([*STORY, "8. Comments on the plan", *REMARKS, *FORM]) != "8. Comments on the plan"


def test_a_date_counts_nothing() -> None:
    heading = "10 months ago · 154 likes · 10 comments"
    assert _begins([*STORY, heading, *REMARKS, *FORM]) != heading
