"""A gate that checked nothing says so and never passes."""

from __future__ import annotations

import pytest
from verdicts_kit import a_check, a_finding, an_evaluation, run

from qa.model.check import Severity
from qa.model.verdict import NOT_SELECTED, Outcome, Verdict
from qa.verdicts import FailOn, exit_code, judge


@pytest.mark.parametrize("skipped", [{}, {"d0": NOT_SELECTED}])
def test_a_check_that_selects_no_document_is_an_error(skipped):
    verdict = run(a_check(), evaluated=[], skipped=skipped)
    assert verdict.checks[0].outcome is Outcome.ERROR
    assert "selects no document" in verdict.checks[0].notices[0]


def test_a_check_that_skipped_every_document_is_skipped_and_says_why():
    check = run(a_check(), evaluated=[], skipped={"d0": "too short", "d1": "too short"}).checks[0]
    assert check.outcome is Outcome.SKIPPED
    assert check.skipped == {"too short": 2}
    assert [case.reason for case in check.cases] == ["too short", "too short"]


def test_a_run_in_which_every_check_skipped_everything_is_an_error():
    verdict = run(a_check(), evaluated=[], skipped={"d0": "too short"})
    assert verdict.outcome is Outcome.ERROR
    assert "every check skipped" in verdict.notices[0]


def test_a_run_without_checks_is_an_error():
    assert judge([], documents={}).outcome is Outcome.ERROR


def test_a_check_whose_documents_are_all_unchanged_is_skipped_and_harmless():
    verdict = run(a_check(), evaluated=[], unchanged=7)
    assert verdict.outcome is Outcome.SKIPPED
    assert exit_code(verdict) == 0
    assert verdict.checks[0].unchanged == 7


def test_one_skipped_check_does_not_hide_the_passing_one():
    skipped = an_evaluation(a_check("a"), evaluated=[], skipped={"d0": "too short"})
    assert judge([skipped, an_evaluation(a_check("b"))], documents={}).outcome is Outcome.PASSED


def test_a_crash_is_an_error_and_no_failure():
    check = run(a_check(), evaluated=["d1"], crashed={"d0": "ValueError: x"}).checks[0]
    assert check.outcome is Outcome.ERROR
    assert [case.outcome for case in check.cases] == [Outcome.ERROR, Outcome.PASSED]


def test_a_check_that_broke_is_an_error():
    check = run(a_check(), error="RuntimeError: x").checks[0]
    assert (check.outcome, check.error) == (Outcome.ERROR, "RuntimeError: x")


def test_a_missed_canary_is_an_error_even_when_everything_else_passes():
    check = run(a_check(), missed=["de-1"]).checks[0]
    assert check.outcome is Outcome.ERROR
    assert "de-1" in check.notices[0]


@pytest.mark.parametrize(
    ("outcome", "codes"),
    [
        (Outcome.PASSED, [0, 0, 0, 0]),
        (Outcome.SKIPPED, [0, 0, 0, 0]),
        (Outcome.WARNED, [0, 1, 1, 0]),
        (Outcome.FAILED, [1, 1, 1, 0]),
        (Outcome.ERROR, [2, 2, 2, 2]),
    ],
)
def test_the_exit_code_follows_outcome_and_level(outcome, codes):
    verdict = Verdict(outcome=outcome, checks=[])
    assert [exit_code(verdict, level) for level in FailOn] == codes


def test_at_the_lowest_level_any_finding_fails_that_nothing_suppresses():
    verdict = run(a_check(severity=Severity.INFO), [a_finding("d0")])
    assert exit_code(verdict, FailOn.INFO) == 1
    assert exit_code(verdict, FailOn.WARNING) == 0
