"""The two forms of the sketch give the same bits."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa.text.sketch import sketch

batch = pytest.importorskip("qa.text.sketch_batch", reason="numpy is an extra")

SENTENCE = "The harbour board of Lind voted on Tuesday to replace the two ferries. "
PIECES = st.sampled_from(
    [SENTENCE, SENTENCE.upper(), "漢字かな ", "naïve café ", "ﬁn\u00adal ", "e\u0301 ", "𝒳😀 ", "\n"]
)
TEXTS = st.lists(st.lists(PIECES | st.text(max_size=30), max_size=30).map("".join), max_size=8)


@given(TEXTS)
@example(["", "short", "\ud800", "\ud800\udc00x", SENTENCE * 40, "漢字" * 300, "𝒳" * 50])
def test_a_batch_gives_the_sketches_of_its_texts(texts: list[str]) -> None:
    assert list(batch.sketches(texts)) == [sketch(text) for text in texts]


def test_a_batch_of_many_portions_keeps_the_order() -> None:
    texts = [f"{SENTENCE * 20} story {at} " * 3 for at in range(100)]
    assert list(batch.sketches(texts)) == [sketch(text) for text in texts]
