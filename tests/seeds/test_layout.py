"""The five seeds of the first user: where their bodies begin and end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from qa.analysis.layout import find_layout
from qa.analysis.title import find_title

SHARED = Path(os.environ.get("CORPUS_QA_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))


def seed(number: str) -> str:
    found = sorted((SHARED / "seeds").glob(f"{number}_*.txt"))
    if not found:
        pytest.skip(f"the seeds are not at {SHARED / 'seeds'}")
    return found[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("number", ["000", "001"])
def test_the_tail_of_other_stories_starts_where_they_are_announced(number: str) -> None:
    text = seed(number)
    layout = find_layout(text)
    assert text[layout.tail_start :].startswith("More from")
    assert layout.tail_start == 1861
    assert layout.tail_reasons[0] == "teaser-list"


def test_two_seeds_with_other_tails_have_the_same_body() -> None:
    bodies = set()
    for text in (seed("000"), seed("001")):
        layout = find_layout(text)
        bodies.add(text[layout.head_end : layout.tail_start])
    assert len(bodies) == 1


def test_a_list_of_headlines_is_a_tail_with_or_without_the_credits_before_it() -> None:
    text = seed("002")
    headlines = text.index("Kim Jong Un’s North Korea: Life inside")
    assert find_layout(text).tail_start in (
        headlines,
        text.index("Fifield reported from Tokyo"),
    )


def test_a_story_without_a_tail_keeps_its_end() -> None:
    text = seed("003")
    assert text[find_layout(text).tail_start :].strip() == ""


def test_a_form_to_sign_up_is_a_tail() -> None:
    layout = find_layout(seed("004"))
    assert layout.tail_start == 11059
    assert layout.tail_reasons[0] == "newsletter"


@pytest.mark.parametrize(
    ("number", "chrome"),
    [("002", "Democracy Dies in Darkness"), ("004", "Filed under:")],
)
def test_the_site_s_chrome_lies_before_the_body(number: str, chrome: str) -> None:
    text = seed(number)
    assert find_layout(text).head_end >= text.index(chrome) + len(chrome)


@pytest.mark.parametrize(
    ("number", "opening"),
    [
        ("000", "Kim Hits the Rails"),
        ("002", "Kim-Xi meeting presents"),
        ("003", "Xi travels to Pyongyang"),
        ("004", "Kim Jong Un’s secret visit"),
    ],
)
def test_the_headline_is_found(number: str, opening: str) -> None:
    text = seed(number)
    title = find_title(text, find_layout(text))
    assert title is not None
    assert title.text.startswith(opening)
    assert text[title.start : title.end] == title.text


def test_no_seed_loses_its_first_paragraph() -> None:
    for number, opening in (
        ("000", "North Korean leader"),
        ("002", "BEIJING"),
        ("003", "China's Xi Jinping is"),
    ):
        text = seed(number)
        assert find_layout(text).head_end <= text.index(opening)
