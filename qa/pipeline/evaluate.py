"""The map half of a run: documents, each for all of its checks."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from operator import itemgetter
from pathlib import PurePath
from typing import Any

from qa.analysis import Analysis, lay_out
from qa.declare.waivers import document_waivers
from qa.detectors.kinds import CorpusDetector, Detector, DocumentDetector
from qa.model.check import Check
from qa.model.document import Document
from qa.model.finding import Finding
from qa.model.jsonvalue import Json
from qa.model.result import DocumentResult
from qa.pipeline.facts import packed, summary
from qa.pipeline.locate import locate
from qa.pipeline.plan import Plan, why_skipped
from qa.text.lines import LineIndex

FACTS = "facts"
_MANY = 32
_NONE: Mapping[str, Any] = {}  # one for all: most documents have nothing to tell under most headings

Batch = Callable[[Sequence[Analysis], Any], Sequence[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A document and the ids of the checks that are left to do on it."""

    document: Document
    checks: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Work:
    """A document under way: its analysis, its checks, and what they gave so far."""

    analysis: Analysis
    plan: Plan
    findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    crashed: dict[str, str] = field(default_factory=dict)
    features: dict[str, Any] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)


def evaluate_tasks(tasks: Sequence[Task], plan: Plan) -> list[DocumentResult]:
    """A chunk of documents, each for its own checks."""
    plans = {checks: plan.only(checks) for checks in {task.checks for task in tasks}}
    works = [_Work(Analysis(task.document, plan.context), plans[task.checks]) for task in tasks]
    at_once: dict[str, tuple[Check, Detector, Batch]] = {}
    if len(works) >= _MANY:
        at_once = {
            check.id: (check, each, batch) for check, each in plan.detectors() if (batch := _batch(each))
        }
        _lay_out(works, plan)
    for work in works:
        _apply_all(work, later=at_once)
    for check, detector, batch in at_once.values():
        _apply_at_once(check, detector, batch, [work for work in works if check.id in work.waiting])
    return [_result(work) for work in works]


def evaluate(document: Document, plan: Plan) -> DocumentResult:
    """Run every check of the plan on one document.

    A detector that breaks costs its own check on this document and nothing else.
    """
    task = Task(document=document, checks=frozenset(check.id for check in plan.checks))
    return evaluate_tasks([task], plan)[0]


def explain_crash(error: Exception) -> str:
    """One line that names the error and the line of code that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}: {error}{where}"


def placed(findings: Iterable[Finding], document: Document) -> tuple[Finding, ...]:
    """The findings of one document with their places, sorted by offset."""
    index = LineIndex(document.text)
    located = [locate(finding, document, index) for finding in findings]
    return tuple(
        sorted(located, key=lambda each: (each.start or 0, each.end or 0, each.reason, each.message))
    )


def _lay_out(works: Sequence[_Work], plan: Plan) -> None:
    """Find all layouts together; when that breaks each document finds its own, and tells if it can't."""
    readable = [work.analysis for work in works if work.analysis.document.readable]
    if plan.looks_inside and find_spec("numpy"):
        with suppress(Exception):
            lay_out(readable)


def _batch(detector: Detector) -> Batch | None:
    """The form of a detector that takes many documents at once, where it has one and numpy is there."""
    if not find_spec("numpy"):
        return None
    return detector.features_batch if isinstance(detector, CorpusDetector) else detector.detect_batch


def _apply_all(work: _Work, later: Container[str]) -> None:
    for check, detector in work.plan.detectors():
        try:
            _apply(check, detector, work, later)
        except Exception as error:  # noqa: BLE001 - a broken detector is reported, never fatal
            work.crashed[check.id] = explain_crash(error)


def _apply(check: Check, detector: Detector, work: _Work, later: Container[str]) -> None:
    reason = why_skipped(work.analysis, check, detector)
    if reason is not None:
        work.skipped[check.id] = reason
    elif check.id in later:
        work.waiting.add(check.id)
    elif isinstance(detector, CorpusDetector):
        work.features[check.id] = detector.features(work.analysis, check.params)
    else:
        found = detector.detect(work.analysis, check.params)
        work.findings[check.id] = placed(found, work.analysis.document)


def _apply_at_once(check: Check, detector: Detector, batch: Batch, works: Sequence[_Work]) -> None:
    """What a check makes of documents that wait for it together; one by one when the many break."""
    try:
        made = batch([work.analysis for work in works], check.params)
        if isinstance(detector, DocumentDetector):
            made = [placed(each, work.analysis.document) for each, work in zip(made, works, strict=True)]
    except Exception:  # noqa: BLE001 - which document broke it is found out below
        for work in works:
            _apply_all(replace(work, plan=work.plan.only({check.id})), later=())
        return
    for work, each in zip(works, made, strict=True):
        kept = work.findings if isinstance(detector, DocumentDetector) else work.features
        kept[check.id] = each


def _result(work: _Work) -> DocumentResult:
    document = work.analysis.document
    facts = _facts(work) if work.plan.facts and document.readable else None
    waivers, mistakes = document_waivers(document.metadata, document.id, document.source.path)
    return DocumentResult(
        document=document.id,
        source=document.source,
        problems=tuple(problem.reason for problem in document.problems),
        language=work.analysis.language if facts or _plants(work.plan) else None,
        facts=packed(facts) if facts else b"",
        findings=work.findings or _NONE,
        skipped=work.skipped or _NONE,
        crashed=work.crashed or _NONE,
        features=tuple(sorted(work.features.items(), key=itemgetter(0))),
        unreadable=not document.readable,
        waivers=waivers,
        mistakes=tuple(map(str, mistakes)),
    )


def _plants(plan: Plan) -> bool:
    """Whether canaries are planted in the languages that the documents have."""
    return any(check.canaries and isinstance(each, DocumentDetector) for check, each in plan.detectors())


def _facts(work: _Work) -> Mapping[str, Json] | None:
    try:
        return summary(work.analysis)
    except Exception as error:  # noqa: BLE001 - broken facts are reported, never fatal
        work.crashed[FACTS] = explain_crash(error)
        return None
