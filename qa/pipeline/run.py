"""A run: read and evaluate every document, join, judge, report."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from qa.detectors import registry
from qa.detectors.kinds import CorpusDetector
from qa.model.document import Document
from qa.model.jsonvalue import Json
from qa.model.result import DocumentResult
from qa.model.verdict import Evaluation, Verdict
from qa.pipeline.accept import Judgement, judge_against
from qa.pipeline.documents import evaluated_documents
from qa.pipeline.join import evaluation, make_reader
from qa.pipeline.known import known_to
from qa.pipeline.plan import Plan
from qa.pipeline.prepare import Prepared
from qa.pipeline.stamp import TOOL, Stamp
from qa.report.build import Material, build
from qa.report.redact import without_text

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluated:
    """What a run found, before judging. `incomplete` says why it is not the whole, if it is not.

    `known` are documents of the saved index that are flagged because of one of the run's. `warnings` are
    sentences about files of ours that could not be used.
    """

    results: Sequence[DocumentResult]
    evaluations: Sequence[Evaluation]
    incomplete: tuple[str, ...] = ()
    interrupted: bool = False
    known: Sequence[DocumentResult] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A finished run: the verdict, and the report that says it."""

    verdict: Verdict
    report: dict[str, Any] = field(repr=False)
    judgement: Judgement = field(repr=False)


def evaluate_corpus(
    prepared: Prepared,
    *,
    checks: frozenset[str] | None = None,
    documents: frozenset[str] | None = None,
    progress: Progress | None = None,
    jobs: int | None = None,
) -> Evaluated:
    """Run the checks over the corpus.

    With `checks` only those run. With `documents` the checks that judge one document at a time look at those
    only; the ones that compare documents always see all. An interrupt ends the reading and is recorded; what
    was evaluated by then is kept.
    """
    plan = _narrowed(prepared.plan, checks)
    results: list[DocumentResult] = []
    warnings: list[str] = []
    incomplete: tuple[str, ...] = ()
    stream = _wanted(prepared.corpus.documents(), plan, documents)
    processes = jobs or prepared.config.jobs or os.cpu_count() or 1
    whole = checks is None and documents is None and not prepared.config.narrowed
    try:
        for result in evaluated_documents(
            stream, plan, jobs=processes, cache=prepared.config.cache, whole=whole, warnings=warnings
        ):
            results.append(result)
            if progress:
                progress(len(results))
    except KeyboardInterrupt:
        incomplete = (f"interrupted after {len(results)} documents",)
    known = known_to(prepared, results, plan)
    reader = make_reader(prepared.corpus, plan.context, known.documents)
    found = [
        evaluation(check, registry()[check.detector], results, reader, known.results) for check in plan.checks
    ]
    return Evaluated(
        results=results,
        evaluations=found,
        incomplete=(*incomplete, *known.why_incomplete()),
        interrupted=bool(incomplete),
        known=known.flagged(found),
        warnings=tuple(warnings),
    )


def conclude(
    prepared: Prepared,
    evaluated: Evaluated,
    stamp: Stamp,
    *,
    incomplete: Sequence[str] = (),
    worker: bool = False,
    text: bool = True,
) -> Outcome:
    """Judge what was found and build the report.

    Waivers expire by the day of the stamp, unless the configuration pins one. `worker` tells that this is one
    process of several. Without `text` the report quotes no document. Writing the report and the baseline
    (`write_revised`) is left to the caller.
    """
    partial_paths = ("only the paths named were looked at",) if prepared.config.narrowed else ()
    reasons = (*evaluated.incomplete, *partial_paths, *incomplete)
    judgement = judge_against(
        prepared.accepted,
        evaluated.evaluations,
        [*evaluated.results, *evaluated.known],
        today=prepared.config.now or stamp.today,
        complete=not reasons,
        worker=worker,
        notices=evaluated.warnings,
    )
    material = Material(
        verdict=judgement.verdict,
        documents=[result.row for result in (*evaluated.results, *evaluated.known)],
        tool=TOOL,
        run=stamp.run(),
        config=_config(prepared),
        corpus=_corpus(prepared, evaluated),
        errors=list(_errors(evaluated)),
        incomplete=reasons,
        baseline=judgement.baseline,
    )
    report = build(material)
    if not text:
        report = without_text(report, {name: detector.reasons for name, detector in registry().items()})
    return Outcome(verdict=judgement.verdict, report=report, judgement=judgement)


def _narrowed(plan: Plan, checks: frozenset[str] | None) -> Plan:
    if checks is None:
        return plan
    return replace(plan, checks=tuple(check for check in plan.checks if check.id in checks))


def _wanted(stream: Iterator[Document], plan: Plan, documents: frozenset[str] | None) -> Iterator[Document]:
    compares = any(isinstance(detector, CorpusDetector) for _, detector in plan.detectors())
    if documents is None or compares:
        return stream
    return (document for document in stream if document.id in documents)


def _config(prepared: Prepared) -> dict[str, Json]:
    config = prepared.config
    return {
        "path": config.path.name if config.path else None,
        "now": config.now.isoformat() if config.now else None,
        "checks_declared": prepared.declared,
        "checks_run": [check.id for check in prepared.checks],
    }


def _corpus(prepared: Prepared, evaluated: Evaluated) -> dict[str, Json]:
    rows = [result.row for result in evaluated.results]
    return {
        "documents": len(rows),
        "readable": sum(not result.unreadable for result in evaluated.results),
        "bytes": sum(int(str(row["bytes"])) for row in rows),
        "ignored_files": dict(sorted(prepared.corpus.ignored.items())),
    }


def _errors(evaluated: Evaluated) -> Iterator[dict[str, Json]]:
    """What broke: a whole check, or a check on one document."""
    for each in evaluated.evaluations:
        if each.error:
            yield _error("check", each.error, check=each.check.id)
        for document, message in sorted(each.crashed.items()):
            yield _error("check", message, check=each.check.id, document=document)
    for result in evaluated.results:
        if "facts" in result.crashed:
            yield _error("facts", result.crashed["facts"], document=result.document)


def _error(
    kind: str, message: str, *, check: str | None = None, document: str | None = None
) -> dict[str, Json]:
    return {"kind": kind, "check_id": check, "document": document, "message": message}
