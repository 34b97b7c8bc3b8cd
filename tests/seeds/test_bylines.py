"""The five seeds of the first user: who signs them, and how."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from qa.analysis import Analysis
from qa.detectors.missing_byline import DETECTOR, Params
from qa.model.document import Document, Source
from qa.model.facts import Byline
from qa.model.finding import Finding

SHARED = Path(os.environ.get("CORPUS_QA_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))


def analysis(number: str) -> Analysis:
    found = sorted((SHARED / "seeds").glob(f"{number}_*.txt"))
    if not found:
        pytest.skip(f"the seeds are not at {SHARED / 'seeds'}")
    text = found[0].read_text(encoding="utf-8")
    return Analysis(Document(id=number, text=text, source=Source(path=found[0].name)))


def byline(number: str) -> Byline | None:
    return analysis(number).byline


def finding(number: str) -> Finding:
    [found] = DETECTOR.detect(analysis(number), Params())
    return found


@pytest.mark.parametrize("number", ["000", "001"])
def test_photo_credits_in_the_tail_sign_nothing(number: str) -> None:
    assert byline(number) is None


def test_those_credited_at_the_end_are_contributors() -> None:
    found = byline("002")
    assert found is not None
    assert found.kind == "contributors-only"
    assert found.names == (
        "Fifield",
        "Luna Lin",
        "Amber Ziye Wang",
        "Yang Liu",
        "Min Joo Kim",
        "Brian Murphy",
    )


def test_initials_with_an_outlet_are_initials() -> None:
    found = byline("003")
    assert found is not None
    assert (found.kind, found.names, found.region) == ("initials", ("TA",), "head")


def test_the_interviewer_is_a_speaker_and_the_expert_no_author() -> None:
    found = byline("004")
    assert found is not None
    assert (found.kind, found.names) == ("speaker-only", ("Alex Ward",))


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("000", "absent"),
        ("001", "absent"),
        ("002", "contributors-only"),
        ("003", "initials-only"),
        ("004", "speaker-only"),
    ],
)
def test_every_seed_lacks_a_byline_for_its_own_reason(number: str, reason: str) -> None:
    assert finding(number).reason == reason


def test_a_missing_byline_says_where_it_was_looked_for() -> None:
    searched = finding("000").data["searched"]
    assert isinstance(searched, dict)
    assert searched["lead"] > 0
    assert searched["tail"] > 0
