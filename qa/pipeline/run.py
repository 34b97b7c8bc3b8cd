"""A run: read and evaluate every document, join, judge, report."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

from qa.detectors import registry
from qa.index.cache import ResultCache
from qa.model.jsonvalue import Json
from qa.model.result import DocumentResult
from qa.model.verdict import Evaluation, Verdict
from qa.pipeline.accept import Judgement, judge_against
from qa.pipeline.blocks import with_blocks
from qa.pipeline.canaries import missed_canaries
from qa.pipeline.documents import evaluated_documents
from qa.pipeline.join import evaluation
from qa.pipeline.known import known_to
from qa.pipeline.plan import Plan
from qa.pipeline.prepare import Prepared
from qa.pipeline.reach import Reach, reach_of
from qa.pipeline.reader import CorpusReader
from qa.pipeline.references import references_to
from qa.pipeline.stamp import TOOL, Stamp
from qa.report.build import Material, build
from qa.report.redact import without_text

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluated:
    """What a run found, before judging. `incomplete` says why it is not the whole, if it is not.

    `known` are documents of the saved index that are flagged because of one of the run's. `warnings` are
    sentences about files of ours that could not be used. `plan` is the one that was followed, with what the
    corpus told before.
    """

    results: Sequence[DocumentResult]
    evaluations: Sequence[Evaluation]
    incomplete: tuple[str, ...] = ()
    interrupted: bool = False
    known: Sequence[DocumentResult] = ()
    warnings: tuple[str, ...] = ()
    plan: Plan | None = None


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
    plan = prepared.plan if checks is None else prepared.plan.only(checks)
    reach = reach_of(plan, prepared.scope, documents=documents, indexed=prepared.indexed)
    results: list[DocumentResult] = []
    warnings: list[str] = list(prepared.scope.notices)
    incomplete: tuple[str, ...] = ()
    whole = checks is None and documents is None and not prepared.config.narrowed and not prepared.scope.ref
    processes = jobs or prepared.config.jobs or os.cpu_count() or 1
    try:
        plan = with_blocks(plan, prepared, processes)
        for result in evaluated_documents(
            prepared.corpus,
            plan,
            reach.needed,
            jobs=processes,
            cache=prepared.config.cache,
            whole=whole,
            warnings=warnings,
        ):
            results.append(result)
            if progress:
                progress(len(results))
    except KeyboardInterrupt:
        incomplete = (f"interrupted after {len(results)} documents",)
    cache = prepared.config.cache
    with nullcontext() if cache is None or incomplete else ResultCache(cache) as store:
        joined = _joined(prepared, plan, reach, results, store=store, jobs=processes)
    return replace(
        joined,
        incomplete=(*incomplete, *joined.incomplete),
        warnings=(*warnings, *joined.warnings),
        plan=plan,
    )


def _joined(
    prepared: Prepared,
    plan: Plan,
    reach: Reach,
    results: Sequence[DocumentResult],
    *,
    store: ResultCache | None,
    jobs: int,
) -> Evaluated:
    """What each check makes of the results of all documents, and of those of the saved index."""
    own = [result for result in results if reach.reported(result)]
    known = known_to(prepared, own, plan)
    references = references_to(prepared, plan, own)
    documents = {**known.documents, **references.documents}
    facts = {each.document: each.facts for each in results if each.facts}
    reader = CorpusReader(prepared.corpus, plan.context, known=documents, facts=facts, jobs=jobs)
    found = []
    for check in plan.checks:
        answered = [result for result in own if reach.own(check.id, result)]
        rest = [result for result in results if not reach.own(check.id, result)]
        detector = registry()[check.detector]
        others = [*known.results, *rest, *references.results.get(check.id, ())]
        each = evaluation(check, detector, answered, reader, others, store=store)
        unchanged = 0 if check.id in prepared.scope.checks else prepared.scope.unchanged
        missed = missed_canaries(check, detector, plan.context, answered) if each.evaluated else ()
        found.append(replace(each, unchanged=unchanged, missed=missed))
    reported = {result.document for result in own}
    flagged = {finding.document for each in found for finding in each.findings} - reported
    return Evaluated(
        results=own,
        evaluations=found,
        incomplete=(*known.why_incomplete(), *references.why_incomplete()),
        known=[
            *known.flagged(found, plan),
            *(result for result in results if result.document in flagged),
        ],
        warnings=tuple(_because_of_new(found, flagged)),
    )


def _because_of_new(evaluations: Sequence[Evaluation], old: Collection[str]) -> Iterator[str]:
    """Sentences about old documents that are flagged now."""
    for each in evaluations:
        for finding in each.findings:
            if finding.document in old:
                new = sorted({related.document for related in finding.related} - set(old))
                because = f" because of {', '.join(new)}" if new else ""
                yield f"{each.check.id}: {finding.document} did not change and is flagged{because}"


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
        complete=not reasons and not prepared.scope.ref,
        answered=_answered(prepared, evaluated),
        renamed=prepared.scope.renamed,
        worker=worker,
        notices=evaluated.warnings,
    )
    material = Material(
        verdict=judgement.verdict,
        documents=[*evaluated.results, *evaluated.known],
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


def _answered(prepared: Prepared, evaluated: Evaluated) -> frozenset[str]:
    """The documents that a run since a commit can say are mended: those evaluated, and those removed."""
    if not prepared.scope.ref or evaluated.incomplete:
        return frozenset()
    return prepared.scope.gone.union(result.document for result in evaluated.results)


def _config(prepared: Prepared) -> dict[str, Json]:
    config = prepared.config
    return {
        "path": config.path.name if config.path else None,
        "now": config.now.isoformat() if config.now else None,
        "facts": prepared.plan.facts,
        "checks_declared": prepared.declared,
        "checks_run": [check.id for check in prepared.checks],
    }


def _corpus(prepared: Prepared, evaluated: Evaluated) -> dict[str, Json]:
    return {
        "documents": len(evaluated.results),
        "readable": sum(not result.unreadable for result in evaluated.results),
        "bytes": sum(result.source.bytes for result in evaluated.results),
        "ignored_files": dict(sorted(prepared.corpus.ignored.items())),
        "since": prepared.scope.row(),
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
