"""What is to be done with each document: checks, and what lies outside the documents."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase

from qa.analysis import Analysis, Context
from qa.corpus.globs import matches_any
from qa.detectors import registry
from qa.detectors.kinds import Detector, DocumentDetector
from qa.model.check import Check, Selection
from qa.model.config import Config
from qa.model.jsonvalue import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Picklable, so that it can go to worker processes. Without `facts` the results tell none."""

    checks: tuple[Check, ...]
    context: Context = field(default_factory=Context)
    facts: bool = True

    def only(self, checks: Container[str]) -> Plan:
        """The plan for these checks."""
        return replace(self, checks=tuple(check for check in self.checks if check.id in checks))

    @property
    def looks_inside(self) -> bool:
        """Whether single documents are looked at, and not only compared: their layouts are wanted then."""
        return self.facts or any(isinstance(each, DocumentDetector) for _, each in self.detectors())

    def detectors(self) -> list[tuple[Check, Detector]]:
        """Each check with the detector behind it."""
        known = registry()
        return [(check, known[check.detector]) for check in self.checks]


def context_of(config: Config) -> Context:
    """What the configuration tells of things outside the documents."""
    return Context(now=config.now, cues=config.cues, body_anchor=config.body_anchor)


def why_skipped(analysis: Analysis, check: Check, detector: Detector) -> str | None:
    """Why a check does not look at a document, or null when it does."""
    document = analysis.document
    sees_unreadable = isinstance(detector, DocumentDetector) and detector.unreadable
    if not document.readable and not sees_unreadable:
        return "unreadable"
    if not _selected(analysis, check.select):
        return "not selected"
    return detector.skip(analysis, check.params)


def reaches(select: Selection, path: str) -> bool:
    """Whether a document may be selected, by its path alone: all that is known before it is read."""
    if select.path and not matches_any(path, select.path):
        return False
    return not matches_any(path, select.exclude)


def _selected(analysis: Analysis, select: Selection) -> bool:
    if not reaches(select, analysis.document.source.path):
        return False
    if select.language and analysis.language not in select.language:
        return False
    return all(
        _has(analysis.document.metadata.get(key), wanted) for key, wanted in sorted(select.metadata.items())
    )


def _has(value: Json, wanted: Json) -> bool:
    """A metadata value is wanted when it equals, or is in, what is declared; strings may be globs."""
    if isinstance(wanted, list | tuple):
        return any(_has(value, each) for each in wanted)
    if isinstance(value, list | tuple):
        return any(_has(each, wanted) for each in value)
    if isinstance(value, Mapping) or isinstance(wanted, Mapping):
        return value == wanted
    return fnmatchcase(str(value), str(wanted)) if isinstance(wanted, str) else value == wanted
