"""The difference of two reports for people: on a terminal, and in Markdown for a pull request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from qa.report.diff import by_check
from qa.report.escape import visible

SHOWN = 50
Line = Callable[[Mapping[str, Any]], str]
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~&@:-])")


def render_text(diff: Mapping[str, Any]) -> str:
    """Counts first, then what is new, what is fixed, what else moved."""
    return "\n".join([_headline(diff), *_sections(diff, _text_line, "")]) + "\n"


def render_markdown(diff: Mapping[str, Any]) -> str:
    """The same as Markdown; whatever comes from documents is escaped."""
    return "\n".join([f"## {_headline(diff)}", *_sections(diff, _markdown_line, "### ")]) + "\n"


def _headline(diff: Mapping[str, Any]) -> str:
    counts = ", ".join(f"{number} {name}" for name, number in diff["summary"].items())
    return counts + ("" if diff["complete"] else " (a partial run is among the two)")


def _sections(diff: Mapping[str, Any], line: Line, mark: str) -> Iterator[str]:
    for name in ("new", "fixed"):
        if diff[name]:
            yield from _findings(name, diff[name], line, mark)
    documents = diff["documents"]
    moved = {name: documents[name] for name in ("added", "removed", "changed", "renamed") if documents[name]}
    if moved:
        yield from ("", f"{mark}documents", "")
        yield from (f"- {len(names)} {name}" for name, names in moved.items())
    checks = {name: names for name, names in diff["checks"].items() if names}
    if diff["measures"] or checks:
        yield from ("", f"{mark}checks", "")
        yield from (f"- {row['check_id']}: {_movement(row)}" for row in diff["measures"])
        yield from (f"- {name}: {', '.join(names)}" for name, names in checks.items())


def _findings(name: str, found: Sequence[Mapping[str, Any]], line: Line, mark: str) -> Iterator[str]:
    counts = ", ".join(f"{check} {count}" for check, count in by_check(found))
    yield from ("", f"{mark}{name}: {counts}", "")
    yield from (line(each) for each in found[:SHOWN])
    if len(found) > SHOWN:
        yield f"- … and {len(found) - SHOWN} more"


def _text_line(finding: Mapping[str, Any]) -> str:
    return visible(f"- {_where(finding)}: {finding['message']} [{_what(finding)}]")


def _markdown_line(finding: Mapping[str, Any]) -> str:
    where, said, what = map(_escaped, (_where(finding), finding["message"], _what(finding)))
    return f"- {where} {said} ({what})"


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", visible(text))


def _where(finding: Mapping[str, Any]) -> str:
    path = finding["path"] or finding["document"]
    return path if finding["line"] is None else f"{path}:{finding['line']}:{finding['column']}"


def _what(finding: Mapping[str, Any]) -> str:
    return f"{finding['check_id']}/{finding['reason']}" + (", suppressed" if finding["suppressed"] else "")


def _movement(row: Mapping[str, Any]) -> str:
    old, new = row["old"], row["new"]
    counts = f"{old['value']} of {old['of']} → {new['value']} of {new['of']}"
    statuses = (row["old_status"], row["new_status"])
    return counts + (f", {statuses[0]} → {statuses[1]}" if statuses[0] != statuses[1] else "")
