"""Cases: what a test runner shows of a run, made of builtins so that it can cross processes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from qa.model.verdict import CheckVerdict, Evaluation, Outcome, Verdict
from qa.pipeline.plan import reaches
from qa.pipeline.prepare import Prepared
from qa.report.escape import visible
from qa.report.excerpt import excerpt
from qa.verdicts.check_verdict import worst

AUTO_LIMIT = 20_000
_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How one case came out, and the text that explains it."""

    outcome: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """How all cases came out. `of_documents` holds, by check and document, what is more than a plain pass."""

    of_documents: Mapping[str, Mapping[str, View]] = field(default_factory=dict)
    of_checks: Mapping[str, View] = field(default_factory=dict)
    evaluated: Mapping[str, frozenset[str]] = field(default_factory=dict)
    interrupted: bool = False

    def view(self, check: str, document: str | None) -> View:
        """The view of a case; of the check as a whole without a document. What was not judged is no pass."""
        if document is None:
            return self.of_checks.get(check, _UNJUDGED)
        noted = self.of_documents.get(check, {}).get(document)
        if noted is None and document in self.evaluated.get(check, ()):
            return _PASSED
        return noted or _UNJUDGED


_PASSED = View(outcome=Outcome.PASSED.value)
_UNJUDGED = View(outcome=Outcome.ERROR.value, text="this case was not evaluated")


def list_cases(prepared: Prepared, granularity: str = "auto") -> dict[str, list[str]]:
    """The documents of each check, by check id; empty lists when cases are not split by document.

    `granularity` is auto, document or check. Auto splits up to 20,000 cases: a runner pays about a
    millisecond and four kilobytes for each, whatever it does.
    """
    checks, scope = prepared.checks, prepared.scope
    if granularity == "check":
        return {check.id: [] for check in checks}
    listing = list(prepared.corpus.listing())
    if granularity == "auto" and len(listing) * len(checks) > AUTO_LIMIT:
        return {check.id: [] for check in checks}
    return {
        check.id: [
            name for name, path in listing if reaches(check.select, path) and scope.reaches(check.id, path)
        ]
        for check in checks
    }


def case_name(check: str, document: str | None) -> str:
    """The name under which a test runner shows a case; a document's id forges no line in it."""
    return check if document is None else f"{check}[{visible(document)}]"


def make_views(verdict: Verdict, report: Mapping[str, Any], cases: Mapping[str, Collection[str]]) -> Views:
    """The views of a run.

    `cases` are the documents that have a case, by check. A check's own view answers for the others; when no
    document has one, for the check with its thresholds.
    """
    helps = {check["id"]: check["help"] for check in report["checks"]}
    texts: dict[tuple[str, str], list[str]] = {}
    for finding in report["findings"]:
        lines = excerpt(finding, helps.get(finding["check_id"], ""))
        texts.setdefault((finding["check_id"], finding["document"]), []).append("\n".join(lines))
    of_documents = {
        check.check.id: {
            case.document: View(
                outcome=case.outcome.value,
                text="\n\n".join(texts.get((check.check.id, case.document), [visible(case.reason)])),
            )
            for case in check.noted.values()
        }
        for check in verdict.checks
    }
    split = any(cases.values())
    of_checks = {
        name: _beside(check, documents, cases.get(name, ())) if split else _of_check(check, documents)
        for check in verdict.checks
        for name, documents in ((check.check.id, of_documents[check.check.id]),)
    }
    evaluated = {check.check.id: frozenset(check.documents) for check in verdict.checks}
    return Views(of_documents=of_documents, of_checks=of_checks, evaluated=evaluated)


def _beside(verdict: CheckVerdict, documents: Mapping[str, View], homed: Collection[str]) -> View:
    """What no document's case shows: that the check broke, and documents that have no case."""
    others = {name: view for name, view in documents.items() if name not in homed}
    outcomes = [Outcome(view.outcome) for view in others.values()]
    outcome = Outcome.ERROR if verdict.outcome is Outcome.ERROR else worst(outcomes)
    return View(outcome=outcome.value, text="\n\n".join([*_notices(verdict), *_flagged(others)]))


def _of_check(verdict: CheckVerdict, documents: Mapping[str, View]) -> View:
    """The check's outcome and its flagged documents."""
    measure = verdict.measure
    lines = [*_notices(verdict), f"{measure.value} of {measure.of} documents flagged", *_flagged(documents)]
    return View(outcome=verdict.outcome.value, text="\n\n".join(lines))


def _notices(verdict: CheckVerdict) -> list[str]:
    return [visible(each) for each in (*([verdict.error] if verdict.error else []), *verdict.notices)]


def _flagged(documents: Mapping[str, View]) -> list[str]:
    flagged = [view.text for _, view in sorted(documents.items()) if view.outcome in _TOLD]
    left = len(flagged) - _SHOWN
    rest = [f"… and {left} more flagged documents; the report has them all"] if left > 0 else []
    return flagged[:_SHOWN] + rest


_TOLD = (Outcome.FAILED.value, Outcome.WARNED.value, Outcome.ERROR.value)


def restricted(evaluation: Evaluation, documents: frozenset[str]) -> Evaluation:
    """The part of an evaluation that concerns these documents."""
    return replace(
        evaluation,
        findings=[each for each in evaluation.findings if each.document in documents],
        evaluated=[each for each in evaluation.evaluated if each in documents],
        skipped={key: value for key, value in evaluation.skipped.items() if key in documents},
        crashed={key: value for key, value in evaluation.crashed.items() if key in documents},
    )


def dump_views(views: Views) -> dict[str, Any]:
    """As builtins."""
    evaluated = {check: sorted(documents) for check, documents in views.evaluated.items()}
    return asdict(replace(views, evaluated={})) | {"evaluated": evaluated}


def load_views(dumped: Mapping[str, Any]) -> Views:
    """Back from builtins."""
    return Views(
        of_documents={
            check: {name: View(**view) for name, view in documents.items()}
            for check, documents in dumped["of_documents"].items()
        },
        of_checks={check: View(**view) for check, view in dumped["of_checks"].items()},
        evaluated={check: frozenset(names) for check, names in dumped["evaluated"].items()},
        interrupted=dumped["interrupted"],
    )
