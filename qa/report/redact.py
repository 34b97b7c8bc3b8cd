"""A report without document text: what was found and where, but not a word of what was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

_QUOTES = ("snippet", "before", "after")


def without_text(report: Mapping[str, Any], reasons: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The report with every quotation taken out.

    Messages give way to the sentence that explains the reason (`reasons`: detector id → code → sentence),
    data keep numbers and truth values only, titles and names keep their place. Ids, paths and fingerprints
    stay: they are the corpus's own names, not its text.
    """
    detectors = {check["id"]: check["detector"] for check in report["checks"]}
    return {
        **report,
        "findings": [
            _finding(each, reasons.get(detectors[each["check_id"]], {})) for each in report["findings"]
        ],
        "clusters": [{**each, "data": _numbers(each["data"])} for each in report["clusters"]],
        "documents": replace(report["documents"], bare=True),
    }


def _finding(finding: Mapping[str, Any], reasons: Mapping[str, str]) -> dict[str, Any]:
    fix = finding["fix"]
    return {
        **finding,
        **dict.fromkeys(_QUOTES),
        "message": reasons.get(finding["reason"], finding["reason"]),
        "data": _numbers(finding["data"]),
        "fix": None if fix is None else {**fix, "replacement": "", "title": "an edit is proposed"},
    }


def _numbers(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if isinstance(value, bool | int | float)}
