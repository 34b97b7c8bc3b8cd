"""The join half of a run: the features of all documents to findings that tie documents together."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from qa.detectors.kinds import CorpusDetector, Detector, Features, Joined, Reader, read_many
from qa.index.cache import ResultCache
from qa.model.check import Check
from qa.model.finding import Finding
from qa.model.result import DocumentResult
from qa.model.verdict import Evaluation
from qa.pipeline.evaluate import explain_crash, placed
from qa.pipeline.kept import part_key
from qa.pipeline.kept_join import kept_join


def evaluation(
    check: Check,
    detector: Detector,
    results: Sequence[DocumentResult],
    reader: Reader,
    known: Sequence[DocumentResult] = (),
    *,
    store: ResultCache | None = None,
) -> Evaluation:
    """All that one check found in a run. A join that breaks breaks its check, and only that.

    `known` are documents of a saved index: compared with, and not evaluated themselves. A finding on one of
    them, which a document of the run gives rise to, is marked `indexed` in its data. With a `store` a join
    over the very documents of an earlier run is not done again.
    """
    began = time.perf_counter()
    joined, error = Joined(), None
    if isinstance(detector, CorpusDetector):
        features = _features(check, results, known)
        join = partial(_join, check, detector, features, reader)
        if store is not None and not known:
            joined, error = kept_join(store, part_key(check, detector), results, join)
        else:
            joined, error = join()
        joined = _concerning({each.document for each in features if each.focus}, joined)
    old = {result.document for result in known}
    findings = [_marked(each) if each.document in old else each for each in joined.findings]
    findings = findings or [f for result in results for f in result.findings.get(check.id, ())]
    return Evaluation(
        check=check,
        findings=findings,
        clusters=joined.clusters,
        evaluated=[r.document for r in results if _seen(check, r)],
        skipped={r.document: r.skipped[check.id] for r in results if check.id in r.skipped},
        crashed={r.document: r.crashed[check.id] for r in results if check.id in r.crashed},
        error=error,
        duration_s=time.perf_counter() - began,
    )


def _marked(finding: Finding) -> Finding:
    return replace(finding, data={**finding.data, "indexed": True})


def _concerning(documents: set[str], joined: Joined) -> Joined:
    """Without what is found among known documents alone."""
    found = [
        finding
        for finding in joined.findings
        if finding.document in documents or any(each.document in documents for each in finding.related)
    ]
    clusters = [each for each in joined.clusters if documents.intersection(each.documents)]
    return Joined(findings=found, clusters=clusters)


def _seen(check: Check, result: DocumentResult) -> bool:
    return check.id not in result.skipped and check.id not in result.crashed


def _features(
    check: Check, results: Sequence[DocumentResult], known: Sequence[DocumentResult]
) -> list[Features]:
    return [
        Features(document=result.document, data=data, focus=focus)
        for group, focus in ((results, True), (known, False))
        for result in group
        for name, data in result.features
        if name == check.id
    ]


def _join(
    check: Check, detector: CorpusDetector[object], features: Sequence[Features], reader: Reader
) -> tuple[Joined, str | None]:
    try:
        joined = detector.join(features, check.params, reader)
        return Joined(findings=_placed(joined.findings, reader), clusters=joined.clusters), None
    except Exception as error:  # noqa: BLE001 - a broken detector is reported, never fatal
        return Joined(), explain_crash(error)


def _placed(findings: Sequence[Finding], reader: Reader) -> list[Finding]:
    by_document: Mapping[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_document[finding.document].append(finding)
    documents = sorted(by_document)
    return [
        finding
        for document, read in zip(documents, read_many(reader, documents), strict=True)
        for finding in placed(by_document[document], read.document)
    ]
