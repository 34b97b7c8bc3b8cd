"""The report: one JSON object, by `schemas/report.schema.json`, from which every other output derives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from qa.model.check import Limit, Severity
from qa.model.finding import Cluster, Finding
from qa.model.jsonvalue import Json
from qa.model.result import DocumentResult
from qa.model.verdict import CheckVerdict, Judged, Outcome, State, Verdict
from qa.report.documents import WORST, Rows, rows_of

FORMAT = "corpus-qa-report"
FORMAT_VERSION = "1.1"
ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.OFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that goes into a report. `documents` are the results, in corpus order.

    `run` is the only part that may differ between two runs over the same input. `incomplete` holds the
    reasons why this is not the whole of what was declared; empty for a complete run.
    """

    verdict: Verdict
    documents: Sequence[DocumentResult]
    tool: Mapping[str, Json]
    run: Mapping[str, Json]
    config: Mapping[str, Json]
    corpus: Mapping[str, Json]
    errors: Sequence[Mapping[str, Json]] = ()
    incomplete: Sequence[str] = ()
    baseline: Mapping[str, Json] | None = None
    helps: Mapping[str, str] = field(default_factory=dict)


def build(material: Material) -> dict[str, Any]:
    """The report object: sorted, made of builtins, every key present.

    Only `documents` is no list but a sequence that makes its rows as they are read: they may be a million.
    """
    judged = sorted(_judged(material.verdict), key=_finding_order)
    paths = _paths(material.documents, judged)
    documents = rows_of(material.documents, material.verdict)
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "tool": dict(material.tool),
        "run": dict(material.run),
        "config": dict(material.config),
        "corpus": dict(material.corpus),
        "summary": _summary(material, judged, documents),
        "checks": [_check(verdict) for verdict in material.verdict.checks],
        "findings": [_finding(each, paths) for each in judged],
        "fixed": [dict(each) for each in material.verdict.fixed],
        "clusters": [
            _cluster(verdict.check.id, cluster)
            for verdict in material.verdict.checks
            for cluster in verdict.clusters
        ],
        "documents": documents,
        "documents_file": None,
        "metrics": _metrics(material.verdict, judged, documents),
        "baseline": None if material.baseline is None else dict(material.baseline),
        "notices": sorted(material.verdict.notices),
        "errors": [dict(error) for error in material.errors],
    }


def _judged(verdict: Verdict) -> Iterable[Judged]:
    return (found for check in verdict.checks for found in check.findings)


def _finding_order(judged: Judged) -> tuple[object, ...]:
    found = judged.finding
    where = (found.document, found.start or 0, found.end or 0, found.reason, judged.fingerprint)
    return (ORDER.index(judged.severity), judged.check_id, *where)


def _paths(documents: Iterable[DocumentResult], judged: Iterable[Judged]) -> dict[str, str]:
    """The files of the documents that findings name."""
    named = {each.finding.document for each in judged}
    named.update(related.document for each in judged for related in each.finding.related)
    return {each.document: each.source.path for each in documents if each.document in named}


def _summary(material: Material, judged: Sequence[Judged], documents: Rows) -> dict[str, Json]:
    verdict = material.verdict
    open_findings = [each for each in judged if each.suppression is None]
    return {
        "outcome": verdict.outcome.value,
        "complete": not material.incomplete,
        "incomplete": list(material.incomplete),
        "checks": _counts(Counter(check.outcome for check in verdict.checks)),
        "documents": _counts(documents.outcomes()),
        "cases": _counts(sum((check.counted for check in verdict.checks), Counter())),
        "findings": {
            "total": len(judged),
            **{each.value: sum(f.severity is each for f in open_findings) for each in ORDER[:3]},
            "suppressed": len(judged) - len(open_findings),
            "new": sum(each.state is State.NEW for each in open_findings),
            "unchanged": sum(each.state is State.UNCHANGED for each in judged),
            "fixed": len(verdict.fixed),
        },
    }


def _counts(counted: Counter[Outcome]) -> dict[str, Json]:
    return {"total": counted.total(), **{each.value: counted[each] for each in WORST}}


def _check(verdict: CheckVerdict) -> dict[str, Json]:
    check = verdict.check
    return {
        "id": check.id,
        "detector": check.detector,
        "title": check.title,
        "status": verdict.outcome.value,
        "severity": check.severity.value,
        "owner": check.owner,
        "tags": list(check.tags),
        "help": check.help,
        "declared_at": {"path": check.path, "line": check.line},
        "measure": {
            "name": verdict.measure.name,
            "value": verdict.measure.value,
            "of": verdict.measure.of,
            "ratio": round(verdict.measure.ratio, 6),
            "unit": verdict.measure.unit,
        },
        "threshold": {"fail": _limit(check.threshold.fail), "warn": _limit(check.threshold.warn)},
        "what_if": [asdict(each) | {"outcome": each.outcome.value} for each in verdict.what_if],
        "evaluated": verdict.evaluated,
        "skipped": dict(sorted(verdict.skipped.items())),
        "findings": len(verdict.findings),
        "notices": sorted(verdict.notices),
        "duration_s": round(verdict.duration_s, 4),
        "error": verdict.error,
    }


def _limit(limit: Limit | None) -> Json:
    return None if limit is None else asdict(limit)


def _finding(judged: Judged, paths: Mapping[str, str]) -> dict[str, Json]:
    found = judged.finding
    place = found.place
    return {
        "id": judged.fingerprint[:16],
        "check_id": judged.check_id,
        "reason": found.reason,
        "severity": judged.severity.value,
        "state": judged.state.value,
        "suppression": None if judged.suppression is None else asdict(judged.suppression),
        "document": found.document,
        "path": paths.get(found.document),
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_line": place.end_line if place else None,
        "start": found.start,
        "end": found.end,
        "snippet": place.snippet if place else None,
        "before": place.before if place else None,
        "after": place.after if place else None,
        "message": found.message,
        "score": _rounded(found.score),
        "related": _related(found, paths),
        "data": dict(found.data),
        "fix": None if found.fix is None else asdict(found.fix),
        "fingerprint": judged.fingerprint,
    }


def _related(found: Finding, paths: Mapping[str, str]) -> list[Json]:
    return [
        {
            "document": each.document,
            "score": _rounded(each.score),
            "start": each.start,
            "end": each.end,
            "other_start": each.other_start,
            "other_end": each.other_end,
            "path": paths.get(each.document),
        }
        for each in found.related
    ]


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 6)


def _cluster(check_id: str, cluster: Cluster) -> dict[str, Json]:
    return {
        "id": f"{check_id}:{cluster.representative}",
        "check_id": check_id,
        "kind": cluster.kind,
        "representative": cluster.representative,
        "documents": list(cluster.documents),
        "size": len(cluster.documents),
        "weakest_link": _rounded(cluster.weakest_link),
        "data": dict(cluster.data),
    }


def _metrics(verdict: Verdict, judged: Sequence[Judged], documents: Rows) -> list[dict[str, Json]]:
    def row(name: str, value: float, unit: str, check: str | None = None) -> dict[str, Json]:
        return {"name": name, "check_id": check, "value": value, "unit": unit}

    found = Counter(each.check_id for each in judged)
    rows = [row("documents", len(documents), "documents"), row("findings", len(judged), "findings")]
    for check in verdict.checks:
        measure, name = check.measure, check.check.id
        rows += [
            row("documents_evaluated", measure.of, "documents", name),
            row("documents_flagged", measure.value, "documents", name),
            row("flagged_ratio", round(measure.ratio, 6), "ratio", name),
            row("findings", found[name], "findings", name),
        ]
    return rows
