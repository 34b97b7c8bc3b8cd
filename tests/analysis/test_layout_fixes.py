"""What the layout checks propose: once corrected, a document is clean, and its body keeps every byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.analysis import Analysis
from qa.detectors import off_topic_tail, page_chrome, promo_furniture, repeated_block
from qa.model.document import Document, Source
from qa.model.finding import Finding

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
MODULES = (off_topic_tail, page_chrome, promo_furniture, repeated_block)
DAYS = ("Monday", "Tuesday", "Thursday", "Friday")
LINES = st.lists(
    st.sampled_from(
        [
            *(
                f"The council met on {day} and agreed, after long debate, to close the old bridge."
                for day in DAYS
            ),
            "The mayor said that nobody had asked for a new bridge, and that the ferry would run.",
            "The bridge is closed",
            "By Ann Example",
            "Related stories",
            "Five walks along the coast",
            "Also read: Ferry fares to rise",
            "Sign up for our newsletter",
            "Share this article",
            "Skip to content",
            "Leave a comment",
            "All rights reserved.",
            "",
        ]
    ),
    min_size=3,
    max_size=22,
)


def _analysis(text: str) -> Analysis:
    return Analysis(Document(id="d", text=text, source=Source(path="d.txt"), metadata={"language": "en"}))


def _findings(module: object, text: str) -> list[Finding]:
    detector = module.DETECTOR  # type: ignore[attr-defined]
    analysis = _analysis(text)
    params = detector.params()
    return [] if detector.skip(analysis, params) else list(detector.detect(analysis, params))


def _fixed(text: str, findings: list[Finding]) -> str:
    for finding in sorted(findings, key=lambda each: -(each.start or 0)):
        if finding.fix:
            text = text[: finding.fix.start] + finding.fix.replacement + text[finding.fix.end :]
    return text


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.DETECTOR.id)
@settings(max_examples=40, deadline=None)
@given(found=LINES)
def test_a_corrected_document_is_clean(module: object, found: list[str]) -> None:
    text = "\n".join(found)
    findings = _findings(module, text)
    if all(finding.fix for finding in findings):
        assert _findings(module, _fixed(text, findings)) == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.DETECTOR.id)
def test_the_fixtures_are_clean_once_corrected(module: object) -> None:
    identity = module.DETECTOR.id  # type: ignore[attr-defined]
    for line in (FIXTURES / identity / "flagged.jsonl").read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        findings = _findings(module, text)
        assert findings
        assert all(finding.fix for finding in findings)
        assert _findings(module, _fixed(text, findings)) == []


@settings(max_examples=60, deadline=None)
@given(found=LINES)
def test_the_cut_leaves_the_body_as_it_was(found: list[str]) -> None:
    text = "\n".join(found) + "\n"
    for finding in _findings(off_topic_tail, text):
        assert finding.start is not None
        if finding.fix is None:
            continue
        kept = _fixed(text, [finding])
        assert kept.rstrip() == text[: finding.start].rstrip()
        assert kept.endswith("\n")
        assert not kept.endswith("\n\n")


def test_a_tail_tells_its_size_and_its_first_line() -> None:
    line = (FIXTURES / "off-topic-tail" / "flagged.jsonl").read_text(encoding="utf-8").splitlines()[0]
    [finding] = _findings(off_topic_tail, json.loads(line)["text"])
    assert finding.data["first_line"] == "Related articles"
    assert finding.data["lines"] == 4
    assert finding.data["tokens"] == 17
    assert finding.score is not None
