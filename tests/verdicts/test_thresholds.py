"""The table of outcomes: severity, limits and what they make of cases and checks."""

from __future__ import annotations

import pytest
from verdicts_kit import a_check, a_finding, run

from qa.model.check import Limit, Severity, Threshold
from qa.model.verdict import Outcome

P, W, F = Outcome.PASSED, Outcome.WARNED, Outcome.FAILED


def limits(fail=None, warn=None):
    return Threshold(fail=fail, warn=warn)


def count(number):
    return Limit(count=number)


def ratio(share):
    return Limit(ratio=share)


@pytest.mark.parametrize(
    ("severity", "threshold", "flagged", "check", "cases"),
    [
        ("error", limits(), 0, P, {P}),
        ("error", limits(), 1, F, {F, P}),
        ("warning", limits(), 1, W, {W, P}),
        ("info", limits(), 1, P, {P}),
        ("error", limits(fail=count(2)), 0, P, {P}),
        ("error", limits(fail=count(2)), 2, W, {W, P}),
        ("error", limits(fail=count(2)), 3, F, {F, P}),
        ("warning", limits(fail=count(2)), 3, F, {F, P}),
        ("info", limits(fail=count(2)), 3, F, {F, P}),
        ("error", limits(fail=ratio(0.2)), 2, W, {W, P}),
        ("error", limits(fail=ratio(0.2)), 3, F, {F, P}),
        ("error", limits(warn=count(1)), 1, P, {P}),
        ("error", limits(warn=count(1)), 9, W, {W, P}),
        ("error", limits(fail=count(4), warn=count(1)), 1, P, {P}),
        ("error", limits(fail=count(4), warn=count(1)), 2, W, {W, P}),
        ("error", limits(fail=count(4), warn=count(1)), 5, F, {F, P}),
        ("error", limits(fail=Limit(count=5, ratio=0.1)), 2, F, {F, P}),
        ("error", limits(fail=Limit(count=1, ratio=0.9)), 2, F, {F, P}),
    ],
)
def test_a_check_and_its_cases_come_out_as_the_table_says(severity, threshold, flagged, check, cases):
    verdict = run(
        a_check(severity=Severity(severity), threshold=threshold),
        [a_finding(f"d{number}") for number in range(flagged)],
        evaluated=[f"d{number}" for number in range(10)],
    ).checks[0]
    assert verdict.outcome is check
    assert {case.outcome for case in verdict.cases} == cases
    assert (verdict.measure.value, verdict.measure.of) == (flagged, 10)


def test_a_reason_has_its_own_severity():
    verdict = run(
        a_check(reasons={"mild": Severity.WARNING, "trivial": Severity.INFO}),
        [a_finding("d0", "grave"), a_finding("d1", "mild"), a_finding("d2", "trivial")],
        evaluated=["d0", "d1", "d2"],
    ).checks[0]
    assert [case.outcome for case in verdict.cases] == [F, W, P]
    assert verdict.outcome is F


def test_an_informing_finding_does_not_flag_its_document_unless_the_check_only_informs():
    found = [a_finding("d0", "trivial")]
    strict = run(a_check(reasons={"trivial": Severity.INFO}), found).checks[0]
    mild = run(a_check(severity=Severity.INFO), found).checks[0]
    assert (strict.measure.value, mild.measure.value) == (0, 1)


def test_a_reason_that_is_off_leaves_no_finding():
    verdict = run(a_check(reasons={"trivial": Severity.OFF}), [a_finding("d0", "trivial")]).checks[0]
    assert verdict.findings == []
    assert verdict.outcome is P


def test_a_document_with_several_findings_counts_once():
    verdict = run(a_check(), [a_finding("d0", evidence="a"), a_finding("d0", evidence="b")]).checks[0]
    assert verdict.measure.value == 1
    assert len(verdict.findings) == 2


def test_a_passing_check_carries_its_measure():
    measure = run(a_check(), [], evaluated=["a", "b"]).checks[0].measure
    assert (measure.value, measure.of, measure.ratio) == (0, 2, 0.0)


def test_what_if_tells_the_outcome_at_other_limits():
    verdict = run(a_check(), [a_finding("d0"), a_finding("d1")], evaluated=[f"d{n}" for n in range(100)])
    told = {each.limit: each.outcome for each in verdict.checks[0].what_if}
    assert told["fail.count=0"] is F
    assert told["fail.count=2"] is W
    assert told["fail.ratio=0.01"] is F
    assert told["fail.ratio=0.05"] is W


def test_what_if_tells_how_many_documents_a_stricter_score_leaves():
    found = [a_finding("d0", score=0.55), a_finding("d1", score=0.95)]
    told = {each.limit: each.flagged for each in run(a_check(), found).checks[0].what_if}
    assert told["score>=0.9"] == 1
    assert "score>=0.5" not in told
