"""The map half of a run: one document, all checks."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from qa.analysis import Analysis
from qa.declare.waivers import document_waivers
from qa.detectors.kinds import CorpusDetector, Detector
from qa.model.check import Check
from qa.model.document import Document
from qa.model.finding import Finding
from qa.model.jsonvalue import Json
from qa.model.result import DocumentResult
from qa.pipeline.facts import empty_row, summary
from qa.pipeline.locate import locate
from qa.pipeline.plan import Plan, why_skipped
from qa.text.lines import LineIndex

FACTS = "facts"


@dataclass(slots=True)
class _Collected:
    """What the checks gave so far."""

    findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    crashed: dict[str, str] = field(default_factory=dict)
    features: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A document and the ids of the checks that are left to do on it."""

    document: Document
    checks: frozenset[str]


def evaluate_tasks(tasks: Sequence[Task], plan: Plan) -> list[DocumentResult]:
    """A chunk of documents, each for its own checks."""
    return [evaluate(task.document, plan.only(task.checks)) for task in tasks]


def evaluate(document: Document, plan: Plan, *, facts: bool = True) -> DocumentResult:
    """Run every check of the plan on one document; without `facts` its row tells only what identifies it.

    A detector that breaks costs its own check on this document and nothing else.
    """
    analysis = Analysis(document, plan.context)
    got = _Collected()
    for check, detector in plan.detectors():
        try:
            _apply(check, detector, analysis, got)
        except Exception as error:  # noqa: BLE001 - a broken detector is reported, never fatal
            got.crashed[check.id] = explain_crash(error)
    waivers, mistakes = document_waivers(document.metadata, document.id, document.source.path)
    return DocumentResult(
        document=document.id,
        row=_row(analysis, got) if facts else result_row(document, {}),
        findings=got.findings,
        skipped=got.skipped,
        crashed=got.crashed,
        features=got.features,
        unreadable=not document.readable,
        waivers=waivers,
        mistakes=tuple(map(str, mistakes)),
    )


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


def _apply(check: Check, detector: Detector, analysis: Analysis, got: _Collected) -> None:
    reason = why_skipped(analysis, check, detector)
    if reason is not None:
        got.skipped[check.id] = reason
    elif isinstance(detector, CorpusDetector):
        got.features[check.id] = detector.features(analysis, check.params)
    else:
        got.findings[check.id] = placed(detector.detect(analysis, check.params), analysis.document)


def result_row(document: Document, facts: Mapping[str, Json]) -> dict[str, Json]:
    """A document's row of the report: what identifies it, and its facts."""
    return {
        "id": document.id,
        "path": document.source.path,
        "sha256": document.source.sha256,
        "bytes": document.source.bytes,
        "problems": [problem.reason for problem in document.problems],
        **facts,
    }


def _row(analysis: Analysis, got: _Collected) -> dict[str, Json]:
    facts = dict(_facts(analysis, got))
    facts.pop("document")
    return result_row(analysis.document, facts)


def _facts(analysis: Analysis, got: _Collected) -> Mapping[str, Json]:
    if not analysis.document.readable:
        return empty_row(analysis.document.id)
    try:
        return summary(analysis)
    except Exception as error:  # noqa: BLE001
        got.crashed[FACTS] = explain_crash(error)
        return empty_row(analysis.document.id)
