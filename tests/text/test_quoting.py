"""Lines cut short to quote them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa.text.quoting import shortened


@given(st.text(), st.integers(1, 40))
def test_no_more_is_quoted_than_asked_for(line: str, most: int) -> None:
    assert len(shortened(line, most)) <= most


@given(st.text(max_size=40))
def test_a_line_that_fits_is_quoted_whole(line: str) -> None:
    assert shortened(line, 40) == line


def test_a_cut_is_shown_by_an_ellipsis() -> None:
    assert shortened("the swing bridge", 5) == "the…"
