"""A check whose planted known-bad documents pass is an error, in the very run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

import pytest

from qa.analysis import Context
from qa.declare.checks import load_checks
from qa.declare.config import shipped_checks
from qa.detectors import registry
from qa.detectors.kinds import CorpusDetector, Joined
from qa.model.check import Check, Selection, Severity
from qa.model.document import Source
from qa.model.result import DocumentResult
from qa.pipeline.canaries import load_canaries, missed_canaries
from qa.resources import shipped

CHECKS = {check.id: check for check in load_checks(shipped_checks(), registry(), shipped("checks"))}
WATCHED = sorted(name for name, check in CHECKS.items() if check.canaries)


def result(document: str, language: str) -> DocumentResult:
    return DocumentResult(document=document, source=Source(path=document), language=language)


RESULTS = [result("a", "en")]


def blind(detector):
    """The detector, finding nothing."""
    if isinstance(detector, CorpusDetector):
        return replace(detector, join=lambda *_: Joined())
    return replace(detector, detect=_nothing)


def _nothing(*_: object) -> Iterator[object]:
    return iter(())


def missed(check: Check, detector=None, results=RESULTS) -> list[str]:
    return missed_canaries(check, detector or registry()[check.detector], Context(), results)


@pytest.mark.parametrize("name", WATCHED)
def test_every_shipped_check_catches_its_canaries(name):
    assert missed(CHECKS[name]) == []


@pytest.mark.parametrize("name", WATCHED)
def test_a_blind_detector_is_noticed(name):
    check = CHECKS[name]
    assert missed(check, blind(registry()[check.detector]))


def test_a_detector_that_breaks_on_its_canary_is_noticed():
    def broken(*_: object) -> Iterator[object]:
        raise RuntimeError("it broke")

    check = CHECKS["unresolved-date"]
    assert "it broke" in missed(check, replace(registry()[check.detector], detect=broken))[0]


def test_a_check_may_do_without():
    check = replace(CHECKS["unresolved-date"], canaries=False)
    assert missed(check, blind(registry()[check.detector])) == []


def test_reasons_that_are_off_are_not_expected():
    check = CHECKS["unresolved-date"]
    off = dict.fromkeys(registry()[check.detector].reasons, Severity.OFF)
    assert missed(replace(check, reasons=MappingProxyType(off)), blind(registry()[check.detector])) == []


def test_what_a_check_selects_does_not_keep_the_canary_out():
    check = replace(CHECKS["unresolved-date"], select=Selection(path=("nowhere/*",), metadata={"desk": "x"}))
    assert missed(check) == []


def test_languages_of_the_corpus_are_tried_each():
    check = CHECKS["off-topic-tail"]
    detector = registry()[check.detector]
    present = sorted({each.language for each in load_canaries(detector).planted})
    results = [result(name, name) for name in present[:3]]
    assert len(missed(check, blind(detector), results)) == len(present[:3])


def test_a_language_without_a_canary_is_tried_with_another():
    assert missed(CHECKS["missing-byline"], results=[result("a", "xx")]) == []


def test_a_detector_of_another_package_has_none():
    detector = replace(registry()["unresolved-date"], id="theirs")
    assert missed(CHECKS["unresolved-date"], detector) == []
