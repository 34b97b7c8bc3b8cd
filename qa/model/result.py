"""What the map over documents gives: all that a run keeps of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qa.model.check import Waiver
from qa.model.document import Source
from qa.model.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentResult:
    """One document, evaluated. Mappings and pairs go by check id.

    A run holds one for every document, so it is small. `facts` are a JSON object in UTF-8 (empty when the
    run tells none, see `qa.pipeline.facts`), `problems` the reason codes of the file's problems. `skipped`
    says why a check did not look at the document, `crashed` what broke in a detector; `features` are the map
    halves of the corpus checks. `waivers` are those that the document brings along, `mistakes` what is wrong
    with them. `key` stands for all that the result depends on; it is empty where no results are kept.
    """

    document: str
    source: Source
    problems: tuple[str, ...] = ()
    language: str | None = None
    facts: bytes = b""
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    skipped: Mapping[str, str] = field(default_factory=dict)
    crashed: Mapping[str, str] = field(default_factory=dict)
    features: tuple[tuple[str, Any], ...] = ()
    unreadable: bool = False
    waivers: tuple[Waiver, ...] = ()
    mistakes: tuple[str, ...] = ()
    key: bytes = field(default=b"", compare=False)
