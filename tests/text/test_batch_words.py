"""Words, grams and runs by numpy are those of pure Python."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa.text.canonical import canonical, fold, keeps_offsets

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
        plain = batch.plain_words(fold(text), 10, 3)
        assert found.letters == plain.letters
        for name in ("starts", "grams", "runs"):
            assert getattr(found, name).tolist() == getattr(plain, name).tolist()


@given(st.text(max_size=60) | st.text(alphabet="aB c,é漢𝒳", max_size=60))
def test_letters_stand_where_the_canonical_form_says(text: str) -> None:
    folded = fold(text)
    if keeps_offsets(text, folded):
        assert batch.letter_places(folded).tolist() == list(canonical(text).begins)
