"""Phrases and dates in a line: found as whole words, wherever they begin, and nowhere else."""

from __future__ import annotations

import pytest

from qa.analysis.byline.spot import cued, mostly_stamp, stamp_at


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("12 March 2019", 0),
        ("On March 5th", 3),
        ("Lund, 5. Januar 2020", 6),
        ("at 10:45", 3),
        ("2019-03-12", 0),
        ("in 2019", 3),
        ("Updated two days ago", 0),
        ("5 min read", 2),
        ("Nothing of the kind", -1),
        ("Room 12", -1),
        ("", -1),
    ],
)
def test_a_stamp_is_found_where_it_begins(text: str, place: int) -> None:
    assert stamp_at(text) == place


def test_phrases_are_whole_words_in_any_case() -> None:
    assert cued("teasers", "RELATED stories")
    assert not cued("teasers", "Unrelated stories")


def test_a_line_of_dates_has_hardly_other_words() -> None:
    assert mostly_stamp("Published on March 12, 2019")
    assert not mostly_stamp("The yard was built in 2019 by hand")
