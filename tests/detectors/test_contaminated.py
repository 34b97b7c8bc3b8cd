"""Overlap with a reference corpus."""

from __future__ import annotations

from qa.analysis import Analysis
from qa.detectors.contaminated import DETECTOR, Params
from qa.detectors.kinds import Features
from qa.model.document import Document, Source
from qa.model.finding import Finding

QUESTION = "say by how much the water in the lock rises when a second barge of the same weight comes in"


def contaminated(texts: dict[str, str], **options: int) -> list[Finding]:
    analyses = {
        name: Analysis(Document(id=name, text=text, source=Source(path="x"))) for name, text in texts.items()
    }
    params = Params(reference=("exam",), **options)
    features = [
        Features(document=name, data=DETECTOR.features(each, params)) for name, each in analyses.items()
    ]
    return list(DETECTOR.join(features, params, analyses.__getitem__).findings)


def test_a_passage_of_the_reference_is_found_and_quoted() -> None:
    text = f"I was asked to {QUESTION.upper()}, and failed."
    (found,) = contaminated({"notes": text, "reference:exam": f"One. Please {QUESTION}."})
    assert text[found.start : found.end] == QUESTION.upper()
    assert [each.document for each in found.related] == ["reference:exam"]


def test_a_shorter_passage_does_not_count() -> None:
    texts = {"notes": f"So {QUESTION} here.", "reference:exam": QUESTION}
    size = len(QUESTION.split())
    assert contaminated(texts, words=size)
    assert not contaminated(texts, words=size + 1)


def test_references_are_not_compared_with_each_other() -> None:
    assert contaminated({"reference:a": QUESTION, "reference:b": QUESTION}) == []


def test_documents_are_not_compared_with_each_other() -> None:
    assert contaminated({"a": QUESTION, "b": QUESTION}) == []


def test_without_a_reference_there_is_nothing_to_judge() -> None:
    analysis = Analysis(Document(id="a", text=QUESTION, source=Source(path="a")))
    assert DETECTOR.skip(analysis, Params()) == "no reference is declared"
