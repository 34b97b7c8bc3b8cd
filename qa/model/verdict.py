"""What judging makes of findings: verdicts for cases and for checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from qa.model.check import Check, Severity, Waiver
from qa.model.finding import Cluster, Finding

NOT_SELECTED = "not selected"
"""The reason for which a check skips a document that its `select` leaves out."""


class Outcome(StrEnum):
    """How a case, a check or a document came out."""

    PASSED = "passed"
    WARNED = "warned"
    FAILED = "failed"
    WAIVED = "waived"
    SKIPPED = "skipped"
    ERROR = "error"


class State(StrEnum):
    """Where a finding stands against the baseline."""

    NEW = "new"
    UNCHANGED = "unchanged"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """Why a finding does not count: `kind` is waiver or baseline."""

    kind: str
    reason: str
    owner: str | None = None
    expires: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInfo:
    """What judging must know of a document: where it lies, what it holds, which waivers it brings along."""

    id: str
    path: str = ""
    sha256: str = ""
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All that one check found, before judging; documents are ids.

    `evaluated` are the documents it looked at, `skipped` maps others to the reason, `crashed` maps those on
    which the detector itself broke to the error. `error` is set when the whole check broke. `unchanged`
    counts the documents left alone because they did not change. `missed` names the planted canaries that
    the check should have caught.
    """

    check: Check
    findings: Sequence[Finding] = ()
    clusters: Sequence[Cluster] = ()
    evaluated: Sequence[str] = ()
    skipped: Mapping[str, str] = field(default_factory=dict)
    crashed: Mapping[str, str] = field(default_factory=dict)
    error: str | None = None
    duration_s: float = 0.0
    unchanged: int = 0
    missed: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A finding with its severity, its fingerprint, its state and what suppresses it.

    `kin` is the fingerprint without the document: by it a finding is known again in a renamed document.
    """

    finding: Finding
    check_id: str
    severity: Severity
    fingerprint: str
    state: State = State.NEW
    suppression: Suppression | None = None
    kin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One check on one document. `reason` says why it was skipped or broke."""

    check_id: str
    document: str
    outcome: Outcome
    findings: tuple[Judged, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The number that a check is judged by: `value` documents flagged of `of` evaluated."""

    value: int
    of: int
    name: str = "documents flagged"
    unit: str = "documents"

    @property
    def ratio(self) -> float:
        """Share of the evaluated documents, 0–1; 0 when none was evaluated."""
        return self.value / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """How the check would have come out at another limit."""

    limit: str
    flagged: int
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckVerdict:
    """The verdict on one check over the corpus, with a case for every document that it met.

    `noted` holds, by document, the cases that are more than a plain pass; `documents` are all that were
    evaluated. `skipped` counts documents by reason. `notices` are sentences about the check itself: an
    expired waiver, an unused one, a canary that passed.
    """

    check: Check
    outcome: Outcome
    measure: Measure
    evaluated: int
    skipped: Mapping[str, int] = field(default_factory=dict)
    noted: Mapping[str, Case] = field(default_factory=dict)
    documents: Sequence[str] = ()
    clusters: Sequence[Cluster] = ()
    what_if: Sequence[WhatIf] = ()
    notices: Sequence[str] = ()
    error: str | None = None
    duration_s: float = 0.0
    unchanged: int = 0

    @property
    def cases(self) -> list[Case]:
        """Every case, by document. Built anew at each call: plain passes are not kept."""
        met = sorted(self.noted.keys() | set(self.documents))
        return [self.noted.get(document) or self._passed(document) for document in met]

    @property
    def counted(self) -> Counter[Outcome]:
        """How many cases came out how; cheaper than the cases themselves."""
        counted = Counter(case.outcome for case in self.noted.values())
        counted[Outcome.PASSED] += sum(document not in self.noted for document in self.documents)
        return counted

    @property
    def findings(self) -> list[Judged]:
        """Every finding, suppressed ones too, by document and offset."""
        return [judged for document in sorted(self.noted) for judged in self.noted[document].findings]

    def _passed(self, document: str) -> Case:
        return Case(check_id=self.check.id, document=document, outcome=Outcome.PASSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The verdict on a run. `fixed` are the baseline's entries that are no longer found."""

    outcome: Outcome
    checks: Sequence[CheckVerdict]
    fixed: Sequence[Mapping[str, str]] = ()
    notices: Sequence[str] = ()
