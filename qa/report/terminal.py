"""The report as people read it on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from qa.report.escape import visible
from qa.report.excerpt import details
from qa.text.counting import counted

SHOWN = 60
_COLOURS = {
    "error": "31",
    "failed": "31",
    "warning": "33",
    "warned": "33",
    "passed": "32",
    "info": "36",
    "waived": "36",
    "skipped": "2",
}


def render(report: Mapping[str, Any], *, colour: bool = False, verbose: bool = False) -> str:
    """Findings by document, then a table of the checks, then one line that says how it came out."""
    return "\n".join(_lines(report, colour, verbose)) + "\n"


def _lines(report: Mapping[str, Any], colour: bool, verbose: bool) -> Iterator[str]:
    open_findings = [each for each in report["findings"] if verbose or not each["suppression"]]
    by_document = sorted(open_findings, key=lambda each: (each["document"], each["start"] or 0))
    shown = by_document if verbose else by_document[:SHOWN]
    helps = {check["id"]: check["help"] for check in report["checks"]} if verbose else {}
    for place, findings in groupby(shown, key=_document):
        yield _paint(visible(place), "1", colour)
        for finding in findings:
            yield _headline(finding, colour)
            yield from details(finding, helps.get(finding["check_id"], ""))
        yield ""
    if len(by_document) > len(shown):
        left = len(by_document) - len(shown)
        yield f"… and {left} more findings of {len(by_document)}; the report has them all."
        yield ""
    yield from _table(report["checks"], colour)
    yield from _notes(report)
    yield _paint(_closing(report), _COLOURS.get(report["summary"]["outcome"], ""), colour)


def _document(finding: Mapping[str, Any]) -> str:
    """The document as its findings' heading; with its file and line where that is not its name."""
    if finding["path"] in (None, finding["document"]):
        return str(finding["document"])
    return f"{finding['document']} ({finding['path']}:{finding['line']})"


def _headline(finding: Mapping[str, Any], colour: bool) -> str:
    place = f"{finding['line'] or 1}:{finding['column'] or 1}"
    severity = _paint(finding["severity"], _COLOURS.get(finding["severity"], ""), colour)
    return f"  {place}: {severity}: {visible(finding['message'])} [{finding['check_id']}/{finding['reason']}]"


def summary_lines(report: Mapping[str, Any]) -> list[str]:
    """Only the table of checks, the notes and how it came out."""
    return [*_table(report["checks"], False), *_notes(report), _closing(report)]


def _table(checks: Sequence[Mapping[str, Any]], colour: bool) -> Iterator[str]:
    name = max([5, *(len(check["id"]) for check in checks)])
    yield f"{'check':<{name}}  {'outcome':<8}  flagged"
    for check in checks:
        measure = check["measure"]
        of = f"{measure['value']} of {measure['of']} documents ({measure['ratio']:.0%})"
        status = _paint(f"{check['status']:<8}", _COLOURS.get(check["status"], ""), colour)
        yield f"{check['id']:<{name}}  {status}  {of}{_skips(check)}"
    yield ""


def _skips(check: Mapping[str, Any]) -> str:
    if not check["skipped"]:
        return ""
    reasons = ", ".join(f"{count} {visible(reason)}" for reason, count in sorted(check["skipped"].items()))
    return f"; not evaluated: {reasons}"


def _notes(report: Mapping[str, Any]) -> Iterator[str]:
    notes = [f"error: {_where(error)}{visible(error['message'])}" for error in report["errors"]]
    notes += [f"note: {visible(notice)}" for notice in report["notices"]]
    notes += [
        f"note: {check['id']}: {visible(notice)}" for check in report["checks"] for notice in check["notices"]
    ]
    notes += [f"incomplete: {visible(reason)}" for reason in report["summary"]["incomplete"]]
    if notes:
        yield from notes
        yield ""


def _where(error: Mapping[str, Any]) -> str:
    parts = [visible(str(error[key])) for key in ("check_id", "document") if error.get(key)]
    return f"{' on '.join(parts)}: " if parts else ""


def _closing(report: Mapping[str, Any]) -> str:
    summary = report["summary"]
    documents, found = summary["documents"], summary["findings"]
    parts = [f"{documents[key]} {key}" for key in ("failed", "error", "warned", "waived") if documents[key]]
    counts = ", ".join([*parts, f"{documents['passed']} passed"])
    held = f", {found['suppressed']} suppressed" if found["suppressed"] else ""
    findings = ", ".join(counted(found[severity], severity) for severity in ("error", "warning", "info"))
    total = counted(documents["total"], "document")
    closing = f"{summary['outcome']}: {total} ({counts}); {findings}{held}{_since(report)}"
    return closing + _against(report["baseline"])


def _since(report: Mapping[str, Any]) -> str:
    since = report["corpus"].get("since")
    return f"; {since['unchanged']} unchanged since {visible(since['ref'])}" if since else ""


def _against(baseline: Mapping[str, Any] | None) -> str:
    if baseline is None:
        return ""
    fixed = f", {baseline['fixed']} of its entries fixed" if baseline["fixed"] else ""
    return f"; baseline: {baseline['new']} new, {baseline['unchanged']} unchanged{fixed}"


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour and code else text
