"""Boilerplate: passages that many documents share."""

from __future__ import annotations

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
