"""Small makers of checks, findings and runs for the tests of judging."""

from __future__ import annotations

from qa.model.check import Check
from qa.model.finding import Finding
from qa.model.verdict import DocumentInfo, Evaluation, Verdict
from qa.verdicts import judge


def a_check(check_id: str = "demo", **given) -> Check:
    return Check(id=check_id, detector="demo", params=None, **given)


def a_finding(document: str, reason: str = "bad", **given) -> Finding:
    return Finding(document=document, reason=reason, message="something is wrong", **given)


def infos(*names: str, **digests: str) -> dict[str, DocumentInfo]:
    known = {name: name.replace("d", "0") * 64 for name in names} | digests
    return {name: DocumentInfo(id=name, path=name, sha256=digest[:64]) for name, digest in known.items()}


def an_evaluation(check, findings=(), **given) -> Evaluation:
    given.setdefault("evaluated", sorted({finding.document for finding in findings}) or ["d0"])
    return Evaluation(check=check, findings=list(findings), **given)


def run(check, findings=(), *, documents=None, waivers=(), baseline=None, **given) -> Verdict:
    """Judge one check; what `judge` knows goes there, all else to the evaluation."""
    options = {key: given.pop(key) for key in ("today", "complete", "renamed") if key in given}
    evaluation = an_evaluation(check, findings, **given)
    documents = infos(*evaluation.evaluated) if documents is None else documents
    return judge([evaluation], documents=documents, waivers=waivers, baseline=baseline, **options)
