"""Shared passages: across errors of recognition, not across other words or numbers."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from qa.text.align import Passage, common_letters, covered, shared_passages

STORY = (
    "theharbourboardvotedontuesdaytoreplacethetwodieselferriesthatlinktheoldtownwiththeisland"
    "thenewboatswillrunonbatteriesandcarryninetypassengerseachtenmorethanthepresentones"
)
OTHER = "keepersofbeesinthevalleyreportthebestspringinadecadewithstronghivesandanearlyflowofnectar"
LETTERS = st.text(alphabet="abc", max_size=200)


def noisy(letters: str, share: float, seed: int) -> str:
    chance = random.Random(seed)
    return "".join("q" if chance.random() < share else letter for letter in letters)


def test_a_text_shares_all_of_itself() -> None:
    size = len(STORY)
    assert shared_passages(STORY, STORY) == [
        Passage(start=0, end=size, other_start=0, other_end=size, equal=size)
    ]


def test_unrelated_texts_share_nothing() -> None:
    assert shared_passages(STORY, OTHER) == []


def test_wrong_letters_do_not_break_a_passage() -> None:
    found = shared_passages(STORY, noisy(STORY, 0.06, seed=1))
    assert covered((p.start, p.end) for p in found) > 0.9 * len(STORY)


def test_another_story_in_between_does() -> None:
    found = shared_passages(STORY, STORY[:80] + OTHER + STORY[80:])
    assert [(p.start, p.end, p.other_start) for p in found] == [(0, 80, 0), (80, len(STORY), 80 + len(OTHER))]


def test_other_numbers_break_a_passage() -> None:
    one = "theseatotalofarrivalsinthefirstquarterwas48210against39455intheyearbefore"
    other = "theseatotalofarrivalsinthefirstquarterwas71963against60218intheyearbefore"
    found = shared_passages(one, other)
    assert [one[p.start : p.end] for p in found] == [one[: one.index("48210")]]


def test_parts_in_another_order_are_all_found() -> None:
    found = shared_passages(STORY, STORY[90:] + STORY[:90])
    assert covered((p.start, p.end) for p in found) == len(STORY)


@given(LETTERS, LETTERS)
def test_passages_lie_inside_both_texts(one: str, other: str) -> None:
    for passage in shared_passages(one, other, shortest=1):
        assert 0 <= passage.start < passage.end <= len(one)
        assert 0 <= passage.other_start < passage.other_end <= len(other)
        assert passage.equal <= min(passage.end - passage.start, passage.other_end - passage.other_start)


@given(st.text(alphabet="ab", max_size=40), st.text(alphabet="ab", max_size=40))
def test_common_letters_are_the_longest_common_subsequence(one: str, other: str) -> None:
    row = [0] * (len(other) + 1)
    for letter in one:
        diagonal = 0
        for at, against in enumerate(other, start=1):
            diagonal, row[at] = row[at], diagonal + 1 if letter == against else max(row[at], row[at - 1])
    assert common_letters(one, other) == row[-1]


def test_one_letter_repeated_a_million_times_takes_no_time() -> None:
    assert shared_passages("a" * 1_000_000, "a" * 999_999)[0].equal == 999_999
