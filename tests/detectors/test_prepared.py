"""Documents made ready by numpy answer like those made ready without it."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.analysis import Analysis
from qa.detectors._similarity.compare import judge, placed
from qa.detectors._similarity.meeting import Limits, meet
from qa.detectors._similarity.prepared import Prepared
from qa.model.document import Document, Source

batch = pytest.importorskip("qa.detectors._similarity.prepared_batch", reason="numpy is an extra")
meetings_batch = pytest.importorskip("qa.detectors._similarity.meeting_batch").meetings_batch

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
LIMITS = (
    Limits(jaccard=0.3, containment=0.3, letters=20),
    Limits(jaccard=0.5, containment=0.5, letters=20, quote=5),
)


def analysis(name: str, text: str) -> Analysis:
    return Analysis(Document(id=name, text=text, source=Source(path=name)))


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=4), st.integers(0, 60), st.sampled_from(LIMITS))
def test_comparisons_are_the_same_with_numpy(texts: list[str], shared: int, limits: Limits) -> None:
    texts += [one + " " + other[shared:] for one, other in pairwise(texts)]
    documents = [analysis(str(at), text) for at, text in enumerate(texts)]
    plain = [*map(Prepared, documents)]
    pairs = [*combinations(range(len(texts)), 2)]
    for (one, other), found in zip(pairs, meetings_batch(documents, pairs, limits), strict=True):
        met = meet(plain[one], plain[other], limits)
        assert (found is None) == (met is None)
        if found is not None and met is not None:
            assert (found.places, found.others) == (met.places, met.others)
            assert judge(found, limits) == judge(met, limits)
            judged = judge(met, limits)
            if judged is not None:
                assert placed(found.one, found.other, judged) == placed(met.one, met.other, judged)


@given(TEXTS, st.integers(0, 200), st.integers(0, 200))
def test_runs_of_words_in_a_part_are_the_same(text: str, start: int, end: int) -> None:
    document = analysis("a", text)
    plain, (vectors,) = Prepared(document), batch.prepared_batch([document])
    size = len(plain.letters)
    part = min(start, size), max(min(start, size), min(end, size))
    assert vectors.shingles(part, vectors, vectors.whole) == plain.shingles(part, plain, plain.whole)


@given(TEXTS, st.integers(0, 300), st.integers(0, 300))
def test_letters_stand_at_the_same_places(text: str, start: int, size: int) -> None:
    document = analysis("a", text)
    plain, (vectors,) = Prepared(document), batch.prepared_batch([document])
    assert vectors.letters_before(start) == plain.letters_before(start)
    end = min(start + size, len(plain.letters))
    if start < end:
        assert vectors.span(start, end) == plain.span(start, end)
