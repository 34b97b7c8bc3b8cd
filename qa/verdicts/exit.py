"""From a verdict to an exit code."""

from __future__ import annotations

from enum import StrEnum

from qa.model.verdict import Outcome, Verdict


class FailOn(StrEnum):
    """The least that makes a run fail: a failed check, a warned one, any finding at all, or nothing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


def exit_code(verdict: Verdict, fail_on: FailOn = FailOn.ERROR) -> int:
    """0 clean, 1 findings at or above the level, 2 could not check (whatever the level)."""
    outcomes = {check.outcome for check in verdict.checks} | {verdict.outcome}
    if Outcome.ERROR in outcomes:
        return 2
    return int(_reached(verdict, outcomes, fail_on))


def fails(outcome: Outcome, fail_on: FailOn) -> bool:
    """Whether a case of this outcome fails at this level. Errors always do."""
    if outcome is Outcome.ERROR:
        return True
    if fail_on is FailOn.NEVER:
        return False
    return outcome is Outcome.FAILED or (outcome is Outcome.WARNED and fail_on is not FailOn.ERROR)


def _reached(verdict: Verdict, outcomes: set[Outcome], fail_on: FailOn) -> bool:
    if fail_on is FailOn.INFO and any(
        judged.suppression is None
        for check in verdict.checks
        for case in check.noted.values()
        for judged in case.findings
    ):
        return True
    return any(fails(outcome, fail_on) for outcome in outcomes)
