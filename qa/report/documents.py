"""The documents of a report: a row each, in the report itself or, when they are many, in a file beside it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa.model.jsonvalue import Json
from qa.model.result import DocumentResult
from qa.model.verdict import Outcome, Verdict

INLINE = 20_000
"""The most documents that a report itself tells of."""

FACTS = ("language", "layout", "title", "byline", "published", "dateline")
WORST = (Outcome.ERROR, Outcome.FAILED, Outcome.WARNED, Outcome.WAIVED, Outcome.PASSED, Outcome.SKIPPED)


def facts_of(result: DocumentResult) -> dict[str, Any]:
    """The facts that a result carries; nulls where it carries none."""
    none: dict[str, Any] = dict.fromkeys(FACTS)
    return none | json.loads(result.facts.decode("utf-8", "surrogatepass")) if result.facts else none


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows(Sequence[dict[str, Json]]):
    """The rows of all documents, each made when it is asked for.

    `noted` are the outcomes that are more than a plain pass, `passed` the documents that some check passed.
    With `bare` the rows quote no text.
    """

    results: Sequence[DocumentResult]
    noted: Mapping[str, Outcome]
    passed: frozenset[str]
    bare: bool = False

    def __len__(self) -> int:
        return len(self.results)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self._row(each) for each in self.results[at]]
        return self._row(self.results[at])

    def outcome(self, document: str) -> Outcome:
        """How a document came out: the worst that any check says of it."""
        known = Outcome.PASSED if document in self.passed else Outcome.SKIPPED
        return min(known, self.noted.get(document, Outcome.SKIPPED), key=WORST.index)

    def outcomes(self) -> Counter[Outcome]:
        """How many documents came out how."""
        return Counter(self.outcome(each.document) for each in self.results)

    def _row(self, result: DocumentResult) -> dict[str, Json]:
        row = {
            "id": result.document,
            "path": result.source.path,
            "sha256": result.source.sha256,
            "bytes": result.source.bytes,
            "problems": list(result.problems),
            **facts_of(result),
            "outcome": self.outcome(result.document).value,
        }
        return without_names(row) if self.bare else row


def rows_of(results: Sequence[DocumentResult], verdict: Verdict) -> Rows:
    """The rows of the documents of a run, in corpus order."""
    noted: dict[str, Outcome] = {}
    for check in verdict.checks:
        for document, case in check.noted.items():
            known = noted.get(document, Outcome.SKIPPED)
            noted[document] = min(known, case.outcome, key=WORST.index)
    passed = frozenset(
        document for check in verdict.checks for document in check.documents if document not in check.noted
    )
    return Rows(results=results, noted=noted, passed=passed)


def without_names(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row that quotes no text: places stay."""
    title, byline, dateline = row["title"], row["byline"], row["dateline"]
    return {
        **row,
        "title": None if title is None else {**title, "text": None},
        "byline": None if byline is None else {**byline, "names": [], "roles": [], "evidence": []},
        "dateline": None if dateline is None else {**dateline, "place": None},
    }
