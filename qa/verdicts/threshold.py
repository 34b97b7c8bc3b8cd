"""Limits on documents flagged, and how a check would come out at others.

One measure is judged: the documents flagged by findings that nothing suppresses. Findings that only inform
do not count, unless the whole check only informs.

| threshold | flagged | outcome |
|---|---|---|
| none | any | the worst of its cases: an error fails, a warning warns, an info passes |
| fail | above the limit | failed |
| fail | at or below it, not 0 | warned |
| warn | above the limit | warned |
| warn | at or below it | passed |
| both | above fail / above warn / else | failed / warned / passed |

A limit holds a count, a ratio or both; it is exceeded when either is.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.model.check import Check, Limit, Severity, Threshold
from qa.model.verdict import Measure, Outcome, WhatIf

BY_SEVERITY = {
    Severity.ERROR: Outcome.FAILED,
    Severity.WARNING: Outcome.WARNED,
    Severity.INFO: Outcome.PASSED,
}
_RATIOS = (0.001, 0.01, 0.05, 0.1)
_SCORES = (0.5, 0.6, 0.7, 0.8, 0.9)


def counts(check: Check, severity: Severity) -> bool:
    """Whether a finding of this severity flags its document."""
    return severity is not Severity.INFO or check.severity is Severity.INFO


def exceeded(limit: Limit, measure: Measure) -> bool:
    """Whether more documents are flagged than the limit allows."""
    too_many = limit.count is not None and measure.value > limit.count
    return too_many or (limit.ratio is not None and measure.ratio > limit.ratio)


def by_threshold(threshold: Threshold, measure: Measure) -> Outcome | None:
    """The outcome that the limits give, or null when the check has none."""
    fail, warn = threshold.fail, threshold.warn
    if fail is None and warn is None:
        return None
    if fail is not None and exceeded(fail, measure):
        return Outcome.FAILED
    if exceeded(warn or Limit(count=0), measure):
        return Outcome.WARNED
    return Outcome.PASSED


def what_if(measure: Measure, scores: Sequence[float | None]) -> tuple[WhatIf, ...]:
    """The outcome at other `fail` limits, and at stricter scores.

    `scores` holds for each flagged document the highest score of its findings, null where they carry none.
    """
    if not measure.of:
        return ()
    limits = [Limit(count=0), *(Limit(ratio=ratio) for ratio in _RATIOS)]
    if measure.value > 0:
        limits.insert(1, Limit(count=measure.value))
    return (*(_at_limit(limit, measure) for limit in limits), *_at_scores(measure, scores))


def _at_limit(limit: Limit, measure: Measure) -> WhatIf:
    outcome = by_threshold(Threshold(fail=limit), measure)
    name = f"fail.count={limit.count}" if limit.ratio is None else f"fail.ratio={limit.ratio:g}"
    return WhatIf(limit=name, flagged=measure.value, outcome=outcome or Outcome.PASSED)


def _at_scores(measure: Measure, scores: Sequence[float | None]) -> list[WhatIf]:
    known = [score for score in scores if score is not None]
    if not known or len(known) < len(scores):
        return []
    left = [(bound, sum(score >= bound for score in known)) for bound in _SCORES]
    return [
        WhatIf(limit=f"score>={bound:g}", flagged=flagged, outcome=_plain(flagged))
        for bound, flagged in left
        if flagged < measure.value
    ]


def _plain(flagged: int) -> Outcome:
    return Outcome.FAILED if flagged else Outcome.PASSED
