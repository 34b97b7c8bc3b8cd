"""The verdict on one check: its measure, its cases, its outcome."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from qa.model.verdict import NOT_SELECTED, Case, CheckVerdict, Evaluation, Judged, Measure, Outcome
from qa.verdicts.fingerprint import place
from qa.verdicts.threshold import BY_SEVERITY, by_threshold, counts, what_if

_WORST = (Outcome.ERROR, Outcome.FAILED, Outcome.WARNED)


def verdict_on(evaluation: Evaluation, found: Sequence[Judged], notices: Sequence[str] = ()) -> CheckVerdict:
    """Judge one check by its findings, which carry severity, state and suppression.

    `notices` are what else there is to say of the check.
    """
    check = evaluation.check
    by_document: dict[str, list[Judged]] = defaultdict(list)
    for judged in sorted(found, key=lambda each: place(each.finding)):
        by_document[judged.finding.document].append(judged)
    flagged = {
        document: counted
        for document, inner in by_document.items()
        if (counted := [each for each in inner if not each.suppression and counts(check, each.severity)])
    }
    known = len({*evaluation.evaluated, *by_document})
    measure = Measure(value=len(flagged), of=known)
    limit = by_threshold(check.threshold, measure)
    noted = dict(_noted(evaluation, by_document, flagged, limit))
    outcome = limit or worst([case.outcome for case in noted.values()])
    return CheckVerdict(
        check=check,
        outcome=_check_outcome(evaluation, known, outcome),
        measure=measure,
        evaluated=known,
        skipped=dict(sorted(Counter(evaluation.skipped.values()).items())),
        noted=noted,
        documents=evaluation.evaluated,
        clusters=evaluation.clusters,
        what_if=what_if(measure, [_score(inner) for inner in flagged.values()]),
        notices=[*_wrong(evaluation, known), *notices],
        error=evaluation.error,
        duration_s=evaluation.duration_s,
        unchanged=evaluation.unchanged,
    )


def _noted(
    evaluation: Evaluation,
    by_document: Mapping[str, list[Judged]],
    flagged: Mapping[str, list[Judged]],
    limit: Outcome | None,
) -> Iterator[tuple[str, Case]]:
    def case(document: str, outcome: Outcome, reason: str = "") -> tuple[str, Case]:
        findings = tuple(by_document.get(document, ()))
        return document, Case(
            check_id=evaluation.check.id,
            document=document,
            outcome=outcome,
            findings=findings,
            reason=reason,
        )

    for document, why in evaluation.skipped.items():
        yield case(document, Outcome.SKIPPED, why)
    for document, inner in by_document.items():
        yield case(document, _case_outcome(inner, flagged.get(document, ()), limit))
    for document, why in evaluation.crashed.items():
        yield case(document, Outcome.ERROR, why)


def _case_outcome(inner: Sequence[Judged], counted: Sequence[Judged], limit: Outcome | None) -> Outcome:
    """A flagged document shares the outcome of a check with limits; else its worst finding decides."""
    if all(each.suppression for each in inner):
        return Outcome.WAIVED
    if not counted:
        return Outcome.PASSED
    return limit or worst([BY_SEVERITY[each.severity] for each in counted])


def _check_outcome(evaluation: Evaluation, known: int, outcome: Outcome) -> Outcome:
    if evaluation.error is not None or evaluation.crashed or evaluation.missed:
        return Outcome.ERROR
    if known:
        return outcome
    return Outcome.SKIPPED if _selected(evaluation) or evaluation.unchanged else Outcome.ERROR


def _wrong(evaluation: Evaluation, known: int) -> Iterator[str]:
    """Sentences about what keeps the check from a true verdict."""
    if evaluation.error is not None:
        yield f"the check broke: {evaluation.error}"
    if evaluation.crashed:
        yield f"the check broke on {_documents(len(evaluation.crashed))}"
    for canary in evaluation.missed:
        yield f"the planted canary {canary} was not caught: this check finds nothing it should find"
    if known or evaluation.error is not None or evaluation.crashed or evaluation.unchanged:
        return
    if selected := _selected(evaluation):
        yield f"nothing was evaluated: all {_documents(selected)} skipped"
    else:
        yield "nothing was evaluated: the check selects no document"


def _selected(evaluation: Evaluation) -> int:
    """How many documents were skipped for a better reason than that the check's `select` leaves them out."""
    return sum(reason != NOT_SELECTED for reason in evaluation.skipped.values())


def worst(outcomes: Sequence[Outcome]) -> Outcome:
    """The gravest; without error, failure or warning it is a pass."""
    return next((outcome for outcome in _WORST if outcome in outcomes), Outcome.PASSED)


def _score(found: Sequence[Judged]) -> float | None:
    scores = [each.finding.score for each in found if each.finding.score is not None]
    return max(scores) if scores else None


def _documents(count: int) -> str:
    return f"{count} document{'' if count == 1 else 's'}"
