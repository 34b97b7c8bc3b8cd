"""Layout: laws that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.analysis.layout import find_layout
from qa.analysis.title import find_title

LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                "",
                "Related stories",
                "Sign up for our newsletter",
                "Leave a comment",
                "Share this:",
                "By Ann Example",
                "# A heading",
                "The council met on Tuesday and agreed, after two hours of debate, to close the old bridge.",
            ]
        ),
    ),
    max_size=25,
)


@given(LINES)
def test_the_parts_lie_in_order_inside_the_text(found: list[str]) -> None:
    text = "\n".join(found)
    layout = find_layout(text)
    assert 0 <= layout.head_end <= layout.tail_start <= len(text)
    places = [
        layout.head_end,
        *(at for span in layout.furniture for at in (span.start, span.end)),
        layout.tail_start,
    ]
    assert places == sorted(places)


@given(LINES)
def test_the_headline_is_quoted_as_it_stands(found: list[str]) -> None:
    text = "\n".join(found)
    title = find_title(text, find_layout(text))
    assert title is None or (title.text == text[title.start : title.end] and title.text.strip() == title.text)


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n "])
def test_a_text_without_a_line_is_not_evaluated(text: str) -> None:
    layout = find_layout(text)
    assert (layout.evaluated, layout.head_end, layout.tail_start) == (False, 0, len(text))


def test_a_single_line_is_all_body() -> None:
    text = "word " * 200_000
    layout = find_layout(text)
    assert (layout.head_end, layout.tail_start) == (0, len(text))
