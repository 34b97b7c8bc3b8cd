"""Edits that overlap are settled in one way, and rounds of edits add up."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qa.text.edits import Edit, Revision, compatible

TEXT = "The harbour board met for three hours."


def spans(length: int) -> st.SearchStrategy[Edit]:
    return st.builds(
        lambda one, other, new: Edit(start=min(one, other), end=max(one, other), replacement=new),
        st.integers(0, length),
        st.integers(0, length),
        st.text(max_size=3),
    )


EDITS = st.lists(spans(len(TEXT)), max_size=8)


def made(text: str, edits: list[Edit]) -> str:
    for edit in reversed(edits):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


@given(EDITS)
def test_edits_made_together_do_not_overlap(edits: list[Edit]) -> None:
    kept, _ = compatible(edits)
    assert all(one.end <= other.start for one, other in pairwise(kept))


@given(EDITS, st.randoms(use_true_random=False))
def test_the_order_in_which_edits_are_proposed_does_not_matter(
    edits: list[Edit], chance: random.Random
) -> None:
    shuffled = list(edits)
    chance.shuffle(shuffled)
    assert compatible(edits) == compatible(shuffled)


@given(EDITS)
def test_every_edit_is_made_left_out_or_done_anyway(edits: list[Edit]) -> None:
    kept, left = compatible(edits)
    for edit in set(edits) - set(kept) - set(left):
        assert any(one.start <= edit.start and edit.end <= one.end for one in kept)


def test_an_edit_within_a_deletion_is_done() -> None:
    tail, promo = Edit(start=10, end=30, replacement=""), Edit(start=15, end=20, replacement="")
    assert compatible([promo, tail]) == ([tail], [])


def test_edits_that_cross_are_not_both_made() -> None:
    first, second = Edit(start=0, end=10, replacement=""), Edit(start=5, end=15, replacement="")
    assert compatible([second, first]) == ([first], [second])


@given(st.data())
def test_rounds_of_edits_add_up_to_edits_of_the_original(data: st.DataObject) -> None:
    revision = Revision(TEXT)
    expected = TEXT
    for _ in range(data.draw(st.integers(0, 4))):
        kept, _ = compatible(data.draw(st.lists(spans(len(expected)), max_size=4)))
        revision.apply(kept)
        expected = made(expected, kept)
        assert revision.text == expected
    assert made(TEXT, list(revision.edits())) == expected
