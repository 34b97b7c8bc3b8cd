"""A finding the way a compiler shows an error: place, message, quoted line with a marker, partner, help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qa.model.finding import AROUND
from qa.report.escape import visible, width
from qa.text.counting import counted

_MARKED = 72
_PARTNERS = 3


def headline(finding: Mapping[str, Any]) -> str:
    """`path:line:column: severity: message [check/reason]`."""
    place = (
        f"{visible(finding['path'] or finding['document'])}:{finding['line'] or 1}:{finding['column'] or 1}"
    )
    code = f"{finding['check_id']}/{finding['reason']}"
    return f"{place}: {finding['severity']}: {visible(finding['message'])} [{code}]"


def excerpt(finding: Mapping[str, Any], help_text: str = "") -> Iterator[str]:
    """The headline and what explains it, one line each."""
    yield headline(finding)
    yield from details(finding, help_text)


def details(finding: Mapping[str, Any], help_text: str = "") -> Iterator[str]:
    """What explains a finding, below its headline."""
    yield from _quoted(finding)
    yield from _partners(finding)
    if finding["suppression"]:
        held = finding["suppression"]
        yield f"    = {held['kind']}: {visible(held['reason'])}"
    if finding["fix"]:
        yield f"    = fix: {visible(finding['fix']['title'])}"
    if help_text:
        yield f"    = help: {visible(help_text)}"


def _quoted(finding: Mapping[str, Any]) -> Iterator[str]:
    if not finding["snippet"]:
        return
    first = finding["snippet"].splitlines()[0] if finding["snippet"].splitlines() else ""
    marked = visible(first)
    if not marked.strip():
        return
    cut = len(marked) > _MARKED
    marked = marked[:_MARKED] + "…" if cut else marked
    whole = first == finding["snippet"] and not cut
    before = _dots(finding["before"]) + visible(finding["before"] or "")
    after = visible(finding["after"] or "") + _dots(finding["after"]) if whole else ""
    yield f"    | {before}{marked}{after}".rstrip()
    yield f"    | {' ' * width(before)}{'^' * max(width(marked), 1)}"


def _dots(around: str | None) -> str:
    """An ellipsis where the line goes on beyond what the report keeps of it."""
    return "…" if len(around or "") >= AROUND else ""


def _partners(finding: Mapping[str, Any]) -> Iterator[str]:
    seen: dict[str, Mapping[str, Any]] = {}
    for related in finding["related"]:
        seen.setdefault(related["document"], related)
    for name, related in list(seen.items())[:_PARTNERS]:
        score = "" if related["score"] is None else f", score {related['score']:.2f}"
        yield f"    = matches {visible(name)}{_passage(related)}{score}"
    if len(seen) > _PARTNERS:
        yield f"    = and {counted(len(seen) - _PARTNERS, 'more document')}; the report names them all"


def _passage(related: Mapping[str, Any]) -> str:
    if related["start"] is None or related["other_start"] is None:
        return ""
    here, there = related["end"] - related["start"], related["other_start"]
    return f": {here} characters from {related['start']} here stand from {there} there"
