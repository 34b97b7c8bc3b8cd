"""Which check looks at which document in a run, and which documents are only there to be compared with."""

from __future__ import annotations

from dataclasses import dataclass

from qa.detectors.kinds import CorpusDetector
from qa.model.document import Document
from qa.model.result import DocumentResult
from qa.pipeline.plan import Plan
from qa.pipeline.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The scope, the documents chosen (null: all), and where old documents to compare with come from.

    `comparing` are the ids of the checks that compare documents. When `indexed`, the saved index has the old
    documents; else all of the corpus is read for those checks.
    """

    scope: Scope
    checks: frozenset[str]
    comparing: frozenset[str]
    documents: frozenset[str] | None = None
    indexed: bool = False

    def answers(self, check: str, document: str, path: str) -> bool:
        """Whether the run is to give this check's verdict on this document."""
        chosen = self.documents is None or document in self.documents or check in self.comparing
        return chosen and self.scope.reaches(check, path)

    def needed(self, document: Document) -> frozenset[str]:
        """The checks to run on a document; of those that compare, its features may be all that is wanted."""
        return frozenset(
            check
            for check in self.checks
            if (check in self.comparing and not self.indexed)
            or self.answers(check, document.id, document.source.path)
        )

    def own(self, check: str, result: DocumentResult) -> bool:
        """Whether a result is one that the check answers for."""
        return self.answers(check, result.document, result.source.path)

    def reported(self, result: DocumentResult) -> bool:
        """Whether any check answers for the document."""
        return any(self.own(check, result) for check in self.checks)

    @property
    def all_documents(self) -> bool:
        """Whether documents beyond those touched must be read."""
        scope = self.scope
        return not scope.ref or bool(scope.checks & self.checks) or bool(self.comparing and not self.indexed)


def reach_of(
    plan: Plan, scope: Scope, *, documents: frozenset[str] | None = None, indexed: bool = False
) -> Reach:
    """The reach of the plan's checks."""
    comparing = (check.id for check, detector in plan.detectors() if isinstance(detector, CorpusDetector))
    return Reach(
        scope=scope,
        checks=frozenset(check.id for check in plan.checks),
        comparing=frozenset(comparing),
        documents=documents,
        indexed=indexed,
    )
