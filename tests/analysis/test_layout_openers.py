"""Announcing lines and headlines confirm a doubtful tail, and make none by themselves."""

from __future__ import annotations

from qa.analysis.layout.decide import Candidates, Cut
from qa.analysis.layout.openers import headlines, opener
from qa.analysis.layout.work import PlainEngine, Work

STORY = [
    f"The council of the harbour town met for the {time} time and talked about the bridge until midnight."
    for time in ("first", "second", "third", "fourth")
]
HEADLINES = [
    "Mayor of Ellery looks back at ten years in office",
    "Harbour museum opens its new wing to the public",
    "Ferry company adds two early boats to the islands",
]
LINES = [*STORY, "More from the Gazette", STORY[0], *HEADLINES, "Read more"]
ANNOUNCED, FIRST, LAST = 4, 6, 9


def _work() -> Work:
    return PlainEngine().work(["\n".join(LINES)])


def _candidates(at_opener: int) -> Candidates:
    return Candidates(lines=[ANNOUNCED, LAST, len(LINES)], scores=[at_opener, 0, 0], words=[40, 2, 0])


def test_a_likely_cut_at_an_opener_is_taken_before_a_later_one() -> None:
    assert opener(_work(), _candidates(0), 0, LAST) == ANNOUNCED


def test_an_opener_where_no_tail_is_likely_to_begin_changes_nothing() -> None:
    assert opener(_work(), _candidates(-9000), 0, LAST) == LAST


def test_an_opener_in_the_head_opens_no_tail() -> None:
    assert opener(_work(), _candidates(0), ANNOUNCED, LAST) == LAST


def test_headlines_before_a_doubtful_cut_are_the_tail() -> None:
    assert headlines(_work(), 0, 0, Cut(line=LAST, present=0.4, sure=False)) == FIRST


def test_headlines_before_an_unlikely_cut_stay() -> None:
    assert headlines(_work(), 0, 0, Cut(line=LAST, present=0.1, sure=False)) == len(LINES)


def test_two_headlines_are_no_list_of_other_stories() -> None:
    assert headlines(_work(), 0, FIRST, Cut(line=LAST, present=0.4, sure=False)) == len(LINES)
