"""Known-bad documents planted in a run: a check that lets them pass finds nothing it should find."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qa.model.check import Check, Severity
from qa.model.finding import Finding
from qa.verdicts.judge import severity_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """Documents that are judged together: one, or a corpus of copies. `reasons` are those to be found."""

    name: str
    language: str
    reasons: frozenset[str]


def suitable(planted: Iterable[Planted], check: Check) -> list[Planted]:
    """Those in which the check can see something: a reason that is not off, in a language it selects."""
    languages = check.select.language
    return [
        each
        for each in planted
        if any(check.reasons.get(reason, check.severity) is not Severity.OFF for reason in each.reasons)
        and (not languages or each.language in languages)
    ]


def missed(
    planted: Sequence[Planted],
    languages: Sequence[str],
    check: Check,
    detect: Callable[[Planted], Iterable[Finding]],
) -> list[str]:
    """The languages in which none of the planted documents is caught; empty when all is well.

    Every one of `languages` that has a planted document is tried, or, if none has, the first document's.
    Options may make a check blind to one of them, so the others of the language are tried before it is said
    to be missed.
    """
    ready = suitable(planted, check)
    present = {each.language for each in ready}
    tried = [language for language in languages if language in present] or [
        each.language for each in ready[:1]
    ]
    return [
        language
        for language in tried
        if not any(_caught(check, detect(each)) for each in ready if each.language == language)
    ]


def _caught(check: Check, findings: Iterable[Finding]) -> bool:
    return any(severity_of(check, finding) is not Severity.OFF for finding in findings)
