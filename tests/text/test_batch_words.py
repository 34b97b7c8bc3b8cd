"""Words, grams and runs by numpy are those of pure Python."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa.text.canonical import canonical, fold, folded_words, keeps_offsets, word_starts
from qa.text.hashing import gram_hashes
from qa.text.winnow import run_hashes

batch = pytest.importorskip("qa.text.batch_words", reason="numpy is an extra")


SENTENCE = "The harbour board of Lind voted on Tuesday to replace the two ferries. "
PIECES = st.sampled_from(
    [SENTENCE, "漢字かな ", "naïve café ", "ﬁn\u00adal ", "e\u0301 ", "𝒳😀 ", "\n", "a "]
)
TEXTS = st.lists(st.lists(PIECES | st.text(max_size=30), max_size=30).map("".join), max_size=8)


@given(TEXTS)
@example(["", "short", "one two three", "\ud800", SENTENCE * 40, "漢字" * 300, "𝒳" * 50])
def test_words_of_a_batch_are_those_of_its_texts(texts: list[str]) -> None:
    for text, found in zip(texts, batch.words(texts, 10, 3), strict=True):
        words = folded_words(fold(text))
        letters, starts = "".join(words), word_starts(words)
        assert found.letters == letters
        assert found.starts.tolist() == list(starts)
        assert found.grams.tolist() == list(gram_hashes(letters, starts[:-1], 10))
        assert found.runs.tolist() == (run_hashes(words, min(3, len(words))) if words else [])


@given(st.lists(st.text(max_size=60) | st.text(alphabet="aB c,é漢𝒳", max_size=60), max_size=5))
def test_words_begin_where_the_canonical_form_says(texts: list[str]) -> None:
    for text, found in zip(texts, batch.words(texts, 10, 3), strict=True):
        if keeps_offsets(text, fold(text)):
            expected = canonical(text)
            assert found.begins.tolist() == [expected.begins[start] for start in expected.starts[:-1]]


@given(TEXTS, st.integers(1, 9))
def test_runs_of_words_of_a_batch_are_those_of_its_texts(texts: list[str], run: int) -> None:
    found = [each.tolist() for each in batch.word_runs(texts, run)]
    assert found == [run_hashes(folded_words(fold(text)), run) for text in texts]
