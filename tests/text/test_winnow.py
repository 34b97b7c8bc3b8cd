"""Winnowing: no common passage that is long enough goes unseen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa.text.winnow import run_hashes, winnow

WORDS = st.lists(
    st.sampled_from(["the", "ferry", "board", "votes", "on", "a", "later", "last", "crossing"]), max_size=60
)


@given(st.tuples(WORDS, WORDS, WORDS), st.integers(1, 6), st.integers(1, 6))
def test_texts_with_a_long_passage_in_common_share_a_fingerprint(
    around: tuple[list[str], list[str], list[str]], run: int, window: int
) -> None:
    before, after, other_before = around
    passage = [*map(str, range(run + window - 1))]
    one, other = [*before, *passage, *after], [*other_before, *passage]
    assert winnow(run_hashes(one, run), window) & winnow(run_hashes(other, run), window)


@given(WORDS, st.integers(1, 8))
def test_equal_runs_have_equal_hashes_wherever_they_stand(words: list[str], run: int) -> None:
    hashes = run_hashes(words, run)
    assert len(hashes) == max(0, len(words) - run + 1)
    assert hashes == [run_hashes(words[at : at + run], run)[0] for at in range(len(hashes))]


@given(st.lists(st.integers(0, 9), max_size=40), st.integers(1, 10))
def test_the_smallest_of_each_window_is_kept(hashes: list[int], window: int) -> None:
    windows = [hashes[at : at + window] for at in range(max(1, len(hashes) - window + 1))]
    assert winnow(hashes, window) == {min(each) for each in windows if each}
