"""Findings × severity × thresholds × waivers × baseline → verdicts. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date

from qa.model.check import Check, Severity, Waiver
from qa.model.finding import Finding
from qa.model.verdict import (
    CheckVerdict,
    DocumentInfo,
    Evaluation,
    Judged,
    Outcome,
    State,
    Suppression,
    Verdict,
)
from qa.text.globs import matches_any
from qa.verdicts.baseline import Baseline, Standing, compare
from qa.verdicts.check_verdict import verdict_on, worst
from qa.verdicts.fingerprint import identify
from qa.verdicts.waive import Fate, Waived, notice, waive


def judge(
    evaluations: Sequence[Evaluation],
    *,
    documents: Mapping[str, DocumentInfo],
    waivers: Sequence[Waiver] = (),
    baseline: Baseline | None = None,
    today: date | None = None,
    complete: bool = True,
    answered: Collection[str] = (),
    renamed: Mapping[str, str] | None = None,
) -> Verdict:
    """The verdict on a run.

    `documents` are all documents of the corpus that the run knows, by id. `waivers` are those of the waiver
    files; the checks and the documents bring their own. `today` is the run's date: waivers expire by it.
    `complete` is false when checks or documents were left out: then nothing is called unused, and fixed only
    what stood in one of the documents `answered` for.
    `renamed` maps new document ids to old ones. Findings must have passed `with_evidence`.
    """
    found = [judged for each in evaluations for judged in _identified(each)]
    standing = compare(
        baseline or Baseline(),
        found,
        documents,
        checks=[each.check.id for each in evaluations if each.error is None],
        crashed={(each.check.id, document) for each in evaluations for document in each.crashed},
        complete=complete,
        answered=answered,
        renamed=renamed,
    )
    waived = waive(_all_waivers(evaluations, documents, waivers), found, documents, today)
    by_check: dict[str, list[Judged]] = defaultdict(list)
    for judged in found:
        by_check[judged.check_id].append(_settled(judged, standing, waived))
    useless = _useless(waived, {each.check.id for each in evaluations}, complete)
    checks = [
        verdict_on(each, by_check[each.check.id], useless.get(each.check.id, ())) for each in evaluations
    ]
    return Verdict(
        outcome=_overall(checks),
        checks=checks,
        fixed=[{key: str(value) for key, value in asdict(entry).items()} for entry in standing.fixed],
        notices=[*_nothing_checked(checks), *useless.get(None, ())],
    )


def _identified(evaluation: Evaluation) -> Iterator[Judged]:
    check = evaluation.check
    kept = [each for each in evaluation.findings if severity_of(check, each) is not Severity.OFF]
    for finding, identity in identify(check.id, kept):
        yield Judged(
            finding=finding,
            check_id=check.id,
            severity=severity_of(check, finding),
            fingerprint=identity.fingerprint,
            kin=identity.kin,
        )


def severity_of(check: Check, finding: Finding) -> Severity:
    """What the check says of this reason, else of all."""
    return check.reasons.get(finding.reason, check.severity)


def _all_waivers(
    evaluations: Sequence[Evaluation], documents: Mapping[str, DocumentInfo], waivers: Sequence[Waiver]
) -> Iterator[Waiver]:
    for each in evaluations:
        for waiver in each.check.waivers:
            yield replace(waiver, check=each.check.id)
    for info in documents.values():
        yield from info.waivers
    yield from waivers


def _settled(judged: Judged, standing: Standing, waived: Waived) -> Judged:
    known = judged.fingerprint in standing.known
    suppression = waived.suppressions.get(judged.fingerprint)
    if known and suppression is None:
        suppression = Suppression(kind="baseline", reason="accepted in the baseline")
    if suppression is None and not known:
        return judged
    return replace(judged, state=State.UNCHANGED if known else State.NEW, suppression=suppression)


def _useless(waived: Waived, checks: set[str], complete: bool) -> Mapping[str | None, list[str]]:
    """Sentences about waivers that do nothing, by the check that declares them (null: none does)."""
    said: dict[str | None, list[str]] = defaultdict(list)
    for waiver, fate in waived.fates.items():
        sentence = notice(waiver, fate)
        if sentence and (fate is not Fate.UNUSED or (complete and _in_reach(waiver, checks))):
            said[waiver.check if waiver.check in checks else None].append(sentence)
    return said


def _in_reach(waiver: Waiver, checks: set[str]) -> bool:
    return waiver.check is None or any(matches_any(check, [waiver.check]) for check in checks)


def _nothing_checked(checks: Sequence[CheckVerdict]) -> Iterator[str]:
    if not checks:
        yield "nothing was checked: no check ran"
    elif all(each.outcome is Outcome.SKIPPED and not each.unchanged for each in checks):
        yield "nothing was checked: every check skipped every document"


def _overall(checks: Sequence[CheckVerdict]) -> Outcome:
    if any(True for _ in _nothing_checked(checks)):
        return Outcome.ERROR
    if all(each.outcome is Outcome.SKIPPED for each in checks):
        return Outcome.SKIPPED
    return worst([each.outcome for each in checks])
