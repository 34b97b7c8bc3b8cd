"""The first user's documents: two share a body under different tails, the others share nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qa.analysis import Analysis
from qa.detectors.exact_duplicate import DETECTOR as EXACT
from qa.detectors.kinds import CorpusDetector, Features, Joined
from qa.detectors.near_duplicate import DETECTOR as NEAR
from qa.model.document import Document, Source


@pytest.fixture(scope="module")
def stories(seeds: Path) -> dict[str, Analysis]:
    return {
        path.name[:3]: Analysis(
            Document(id=path.name[:3], text=path.read_text(encoding="utf-8"), source=Source(path=path.name))
        )
        for path in sorted(seeds.glob("*.txt"))
    }


def joined(detector: CorpusDetector[Any], stories: dict[str, Analysis]) -> Joined:
    params = detector.params()
    features = [Features(document=key, data=detector.features(each, params)) for key, each in stories.items()]
    return detector.join(features, params, stories.__getitem__)


def test_the_same_body_under_other_tails_is_an_exact_duplicate(stories: dict[str, Analysis]) -> None:
    findings = joined(EXACT, stories).findings
    assert [(f.document, f.reason, f.related[0].document) for f in findings] == [
        ("000", "exact", "001"),
        ("001", "exact", "000"),
    ]
    assert {f.data["relation"] for f in findings} == {"same body, other tail"}


def test_the_tails_are_told_apart(stories: dict[str, Analysis]) -> None:
    first = joined(EXACT, stories).findings[0]
    (start, end), (other_start, other_end) = first.data["tail"], first.data["other_tail"]
    tail, other_tail = stories["000"].text[start:end], stories["001"].text[other_start:other_end]
    assert tail != other_tail
    assert "More from" in tail and "More from" in other_tail


def test_what_is_exact_is_not_called_near_as_well(stories: dict[str, Analysis]) -> None:
    assert joined(NEAR, stories).findings == []


def test_without_a_layout_the_pair_is_still_found(stories: dict[str, Analysis]) -> None:
    cut = stories["000"].text[:1900]
    body_only = Analysis(Document(id="cut", text=cut, source=Source(path="cut.txt")))
    reported = {
        (finding.document, other.document)
        for detector in (EXACT, NEAR)
        for finding in joined(detector, {"cut": body_only, "001": stories["001"]}).findings
        for other in finding.related
    }
    assert reported == {("cut", "001"), ("001", "cut")}
