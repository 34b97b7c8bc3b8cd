"""Documents made ready by numpy answer like those made ready without it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.analysis import Analysis
from qa.detectors._similarity.compare import Limits, compare, placed
from qa.detectors._similarity.prepared import Prepared
from qa.model.document import Document, Source

batch = pytest.importorskip("qa.detectors._similarity.prepared_batch", reason="numpy is an extra")

WORDS = st.sampled_from(
    [
        "the",
        "harbour",
        "board",
        "of",
        "Lind",
        "voted",
        "on",
        "48210",
        "boats,",
        "café",
        "é",
        "漢字",
        "ﬁnal",
        "𝒳",
        "a\n\n",
    ]
)
TEXTS = st.lists(WORDS, max_size=120).map(" ".join)
LIMITS = Limits(jaccard=0.3, containment=0.3, letters=20, quote=5)


def analysis(name: str, text: str) -> Analysis:
    return Analysis(Document(id=name, text=text, source=Source(path=name)))


@given(TEXTS, TEXTS, st.integers(0, 60))
def test_a_comparison_is_the_same_with_numpy(one: str, other: str, shared: int) -> None:
    documents = analysis("a", one), analysis("b", other + one[shared:])
    plain = [Prepared(each) for each in documents]
    vectors = [*batch.prepared_batch(documents)]
    assert vectors[0].anchors(vectors[1]) == plain[0].anchors(plain[1])
    assert [each.distinct for each in vectors] == [each.distinct for each in plain]
    found = [compare(*pair, LIMITS) for pair in (plain, vectors)]
    assert found[0] == found[1]
    if found[0] is not None and found[1] is not None:
        assert placed(*vectors, found[1]) == placed(*plain, found[0])


@given(TEXTS, st.integers(0, 200), st.integers(0, 200))
def test_runs_of_words_in_a_part_are_the_same(text: str, start: int, end: int) -> None:
    document = analysis("a", text)
    plain, (vectors,) = Prepared(document), batch.prepared_batch([document])
    size = len(plain.letters)
    part = min(start, size), max(min(start, size), min(end, size))
    assert vectors.shingles(part, vectors, vectors.whole) == plain.shingles(part, plain, plain.whole)
