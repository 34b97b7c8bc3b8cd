"""Text from documents is shown, never obeyed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.report.escape import visible, width


@pytest.mark.parametrize("text", ["::error::forged", "  ::set-output name=x::y"])
def test_a_command_to_a_build_log_is_defused(text: str) -> None:
    assert not visible(text).lstrip().startswith("::")


def test_what_stands_inside_a_line_is_left_alone() -> None:
    assert visible("std::vector — “naïve”") == "std::vector — “naïve”"


@given(st.text())
def test_any_text_becomes_one_line_without_control_characters(text: str) -> None:
    shown = visible(text)
    assert "\n" not in shown
    assert not any(unicodedata.category(char) == "Cc" for char in shown)


@given(st.text())
def test_showing_twice_changes_nothing(text: str) -> None:
    assert visible(visible(text)) == visible(text)


def test_wide_and_combining_characters_take_their_columns() -> None:
    assert width("a\u0301日") == 3
