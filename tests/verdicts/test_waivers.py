"""Waivers cover what they name, and say when they no longer do."""

from __future__ import annotations

from datetime import date

import pytest
from verdicts_kit import a_check, a_finding, infos, run

from qa.model.check import Waiver
from qa.model.verdict import DocumentInfo, Outcome
from qa.verdicts import exit_code

TODAY = date(2026, 5, 1)


def waiver(document="d0", **given) -> Waiver:
    return Waiver(document=document, reason="authorised reprint", **given)


def outcome(given: Waiver, document="d0", **options) -> Outcome:
    verdict = run(a_check(), [a_finding(document)], waivers=[given], today=TODAY, **options)
    return verdict.checks[0].cases[0].outcome


@pytest.mark.parametrize(
    ("given", "document", "covered"),
    [
        (waiver("d0"), "d0", True),
        (waiver("d1"), "d0", False),
        (waiver("desk/*.txt"), "desk/a.txt", True),
        (waiver("desk/*.txt"), "desk/sub/a.txt", False),
        (waiver("**/*.txt"), "desk/sub/a.txt", True),
        (waiver("odd[1].txt"), "odd[1].txt", True),
        (waiver(check="demo"), "d0", True),
        (waiver(check="de*"), "d0", True),
        (waiver(check="other"), "d0", False),
        (waiver(reason_code="bad"), "d0", True),
        (waiver(reason_code="worse"), "d0", False),
        (waiver(expires="2026-05-01"), "d0", True),
        (waiver(expires="2026-04-30"), "d0", False),
        (waiver(sha256="f" * 64), "d0", False),
        (waiver(finding="0" * 24), "d0", False),
    ],
)
def test_a_waiver_covers_what_it_names_and_no_more(given, document, covered):
    assert outcome(given, document) is (Outcome.WAIVED if covered else Outcome.FAILED)


def test_a_waived_finding_stays_with_its_reason_and_does_not_count():
    verdict = run(a_check(), [a_finding("d0")], waivers=[waiver(owner="kb")], today=TODAY)
    (judged,) = verdict.checks[0].findings
    assert (judged.suppression.kind, judged.suppression.owner) == ("waiver", "kb")
    assert verdict.checks[0].measure.value == 0
    assert exit_code(verdict) == 0


def test_a_waiver_names_a_finding_by_eight_or_more_characters_of_its_fingerprint():
    (judged,) = run(a_check(), [a_finding("d0")]).checks[0].findings
    assert outcome(waiver(finding=judged.fingerprint[:8])) is Outcome.WAIVED
    assert outcome(waiver(finding=judged.fingerprint[:7])) is Outcome.FAILED


def test_a_waiver_bound_to_content_holds_while_the_content_does():
    documents = infos(d0="ab" * 32)
    assert outcome(waiver(sha256="ab" * 32), documents=documents) is Outcome.WAIVED
    assert outcome(waiver(sha256="AB" * 6), documents=documents) is Outcome.WAIVED
    assert outcome(waiver(sha256="cd" * 32), documents=documents) is Outcome.FAILED


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (waiver(expires="2026-04-30"), "expired on 2026-04-30"),
        (waiver("d9", expires="2026-04-30"), "expired on 2026-04-30"),
        (waiver(sha256="cd" * 32), "given for other content"),
        (waiver("d9"), "covers no finding"),
    ],
)
def test_a_waiver_that_does_nothing_is_told(given, said):
    (sentence,) = run(a_check(), [a_finding("d0")], waivers=[given], today=TODAY).notices
    assert said in sentence


def test_a_waiver_of_the_check_is_told_with_the_check_and_its_place():
    stale = waiver("d9", path="checks/demo.yml", line=4)
    verdict = run(a_check(waivers=(stale,)), [a_finding("d0")])
    assert verdict.checks[0].notices == ["checks/demo.yml:4: waiver of d9 covers no finding: remove it"]
    assert verdict.notices == []


def test_a_waiver_of_one_check_does_not_cover_another():
    verdict = run(a_check("other", waivers=(waiver(),)), [a_finding("d0")])
    assert verdict.checks[0].outcome is Outcome.PASSED
    assert run(a_check(), [a_finding("d0")]).checks[0].outcome is Outcome.FAILED


def test_a_document_brings_its_own_waiver():
    documents = {"d0": DocumentInfo(id="d0", path="d0", waivers=(waiver(check="demo"),))}
    assert run(a_check(), [a_finding("d0")], documents=documents).checks[0].outcome is Outcome.PASSED


def test_a_partial_run_calls_no_waiver_unused():
    assert run(a_check(), [a_finding("d0")], waivers=[waiver("d9")], complete=False).notices == []


def test_a_waiver_for_a_check_that_did_not_run_is_not_called_unused():
    assert run(a_check(), [], waivers=[waiver("d9", check="other")]).notices == []


def test_without_a_date_nothing_expires():
    verdict = run(a_check(), [a_finding("d0")], waivers=[waiver(expires="1999-01-01")])
    assert verdict.checks[0].cases[0].outcome is Outcome.WAIVED
