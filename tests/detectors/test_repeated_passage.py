"""Boilerplate: passages that many documents share."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.analysis import Analysis
from qa.detectors.kinds import Features
from qa.detectors.repeated_passage import DETECTOR, Params
from qa.model.document import Document, Source
from qa.model.finding import Finding

NOTICE = "letters to the editors are printed in the order in which they arrive and may be cut for length"


def text_of(seed: int, words: int = 60) -> str:
    return " ".join(f"word{seed * 1000 + at}" for at in range(words))


def repeated(texts: dict[str, str], **options: float) -> list[Finding]:
    analyses = {
        name: Analysis(Document(id=name, text=text, source=Source(path="x"))) for name, text in texts.items()
    }
    params = Params(words=12, **options)  # type: ignore[arg-type]
    features = [
        Features(document=name, data=DETECTOR.features(each, params)) for name, each in analyses.items()
    ]
    return list(DETECTOR.join(features, params, analyses.__getitem__).findings)


def test_a_passage_in_enough_documents_is_flagged_in_each() -> None:
    texts = {str(at): f"{text_of(at)} {NOTICE} {text_of(at + 50)}" for at in range(6)}
    found = repeated(texts, documents=6)
    assert [texts[each.document][each.start : each.end] for each in found] == [NOTICE] * 6
    assert {each.data["documents"] for each in found} == {6}
    assert repeated(texts, documents=7) == []


def test_copies_of_one_text_count_once() -> None:
    copies = {f"copy{at}": f"{text_of(1)} {NOTICE}" for at in range(8)}
    assert repeated(copies, documents=2) == []


def test_what_is_most_of_a_document_is_a_copy() -> None:
    texts = {str(at): f"{NOTICE} {text_of(at, words=5)}" for at in range(6)}
    assert repeated(texts, documents=3) == []
    assert len(repeated(texts, documents=3, share=1)) == 6


@pytest.mark.skipif(not find_spec("numpy"), reason="numpy is an extra")
@given(st.lists(st.text(alphabet="ab ,é漢", max_size=80), max_size=6), st.integers(4, 12))
def test_fingerprints_of_many_are_those_of_each(texts: list[str], words: int) -> None:
    analyses = [Analysis(Document(id="a", text=text, source=Source(path="x"))) for text in texts]
    params = Params(words=words)
    assert DETECTOR.features_batch is not None
    found = DETECTOR.features_batch(analyses, params)
    assert list(found) == [DETECTOR.features(each, params) for each in analyses]


PHRASES = st.lists(
    st.sampled_from([NOTICE, NOTICE[:40], text_of(1, 9), text_of(2, 30), "é 漢字 a"]), max_size=6
)


@pytest.mark.skipif(not find_spec("numpy"), reason="numpy is an extra")
@settings(deadline=None)
@given(st.lists(PHRASES, max_size=9), st.integers(2, 4), st.sampled_from([0.3, 0.6, 1.0]), st.booleans())
def test_numpy_finds_the_same(stories: list[list[str]], documents: int, share: float, many: bool) -> None:
    texts = {f"{at % 4}{at}": f"{text_of(at, 5)} {' '.join(each)}" for at, each in enumerate(stories)}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (
            ("repeated_batch.READ", 2),
            ("repeated_batch.MANY", 1 if many else 20_000),
            ("repeated_batch.BITS", 8),
            ("counted.COUNTED", 20),
            ("counted.DOCUMENTS", 3),
        ):
            patch.setattr(f"qa.detectors._similarity.{name}", value)
        found = []
        for vectorise in (0, 1 << 30):
            patch.setattr("qa.detectors.repeated_passage.VECTORISE", vectorise)
            found.append(repeated(texts, documents=documents, share=share))
    assert found[0] == found[1]
