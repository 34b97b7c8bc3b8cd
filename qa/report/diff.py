"""What is different between two reports (JSON objects), found by fingerprint and by document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

FORMAT = "corpus-qa-diff"
FORMAT_VERSION = "1.0"
_MEASURED = ("value", "of", "ratio")
_SHOWN = ("check_id", "reason", "severity", "document", "path", "line", "column", "message", "fingerprint")

Report = Mapping[str, Any]


def diff(old: Report, new: Report) -> dict[str, Any]:
    """New, fixed and unchanged findings; documents added, removed, changed; measures that moved.

    Suppressed findings count as present, so waiving one is no mending; whether a finding is suppressed is
    told with it. A finding in a document that was renamed without an edit is unchanged.
    """
    documents = _documents(old, new)
    before, after = _by_fingerprint(old), _by_fingerprint(new)
    moved = _moved(before, after, documents["renamed"])
    fixed = [before[each] for each in before if each not in after and each not in moved.values()]
    appeared = [after[each] for each in after if each not in before and each not in moved]
    kept = [after[each] for each in after if each in before or each in moved]
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "complete": all(_complete(report) for report in (old, new)),
        "summary": {"new": len(appeared), "fixed": len(fixed), "unchanged": len(kept)},
        "new": [_shown(each) for each in appeared],
        "fixed": [_shown(each) for each in fixed],
        "unchanged": [_shown(each) for each in kept],
        "documents": documents,
        "measures": _measures(old, new),
        "checks": _checks(old, new),
    }


def _complete(report: Report) -> bool:
    return bool(report["summary"]["complete"])


def _by_fingerprint(report: Report) -> dict[str, Mapping[str, Any]]:
    return {each["fingerprint"]: each for each in report["findings"]}


def _documents(old: Report, new: Report) -> dict[str, Any]:
    before, after = ({row["id"]: row["sha256"] for row in report["documents"]} for report in (old, new))
    gone = sorted(before.keys() - after.keys())
    came = sorted(after.keys() - before.keys())
    renamed = _renamed(gone, came, before, after)
    return {
        "added": [each for each in came if each not in renamed],
        "removed": [each for each in gone if each not in renamed.values()],
        "changed": sorted(each for each in before.keys() & after.keys() if before[each] != after[each]),
        "renamed": renamed,
        "total": {"old": len(before), "new": len(after)},
    }


def _renamed(
    gone: Sequence[str], came: Sequence[str], before: Mapping[str, str], after: Mapping[str, str]
) -> dict[str, str]:
    """New id to old id, where the content is the same; equal contents are paired in order."""
    by_content: dict[str, list[str]] = defaultdict(list)
    for each in reversed(gone):
        by_content[before[each]].append(each)
    return {each: by_content[after[each]].pop() for each in came if after[each] and by_content[after[each]]}


def _moved(
    before: Mapping[str, Mapping[str, Any]],
    after: Mapping[str, Mapping[str, Any]],
    renamed: Mapping[str, str],
) -> dict[str, str]:
    """New fingerprint to old one, of findings in renamed documents that stand where they stood."""
    left: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for fingerprint, each in before.items():
        left[_stand(each, each["document"])].append(fingerprint)
    moved = {}
    for fingerprint, each in after.items():
        here = left.get(_stand(each, renamed.get(each["document"], "")), [])
        if fingerprint not in before and here:
            moved[fingerprint] = here.pop(0)
    return moved


def _stand(finding: Mapping[str, Any], document: str) -> tuple[Any, ...]:
    return document, finding["check_id"], finding["reason"], finding["start"], finding["end"]


def _shown(finding: Mapping[str, Any]) -> dict[str, Any]:
    return {key: finding[key] for key in _SHOWN} | {"suppressed": finding["suppression"] is not None}


def _measures(old: Report, new: Report) -> list[dict[str, Any]]:
    """Checks whose measure or status moved, in the order of the new report."""
    before = {check["id"]: check for check in old["checks"]}
    rows = [
        {
            "check_id": check["id"],
            "old": {key: before[check["id"]]["measure"][key] for key in _MEASURED},
            "new": {key: check["measure"][key] for key in _MEASURED},
            "old_status": before[check["id"]]["status"],
            "new_status": check["status"],
        }
        for check in new["checks"]
        if check["id"] in before
    ]
    return [row for row in rows if row["old"] != row["new"] or row["old_status"] != row["new_status"]]


def _checks(old: Report, new: Report) -> dict[str, list[str]]:
    before, after = ({check["id"] for check in report["checks"]} for report in (old, new))
    return {"added": sorted(after - before), "removed": sorted(before - after)}


def by_check(findings: Iterable[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """How many findings each check has, most first."""
    return sorted(
        Counter(each["check_id"] for each in findings).items(), key=lambda pair: (-pair[1], pair[0])
    )
