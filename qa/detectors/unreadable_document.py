"""Flag files and records that could not be read as a text, or only with losses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.analysis import Analysis
from qa.detectors.kinds import DocumentDetector
from qa.model.finding import Finding

REASONS = {
    "unreadable": "the file could not be opened",
    "binary": "the file holds binary data, not text",
    "empty": "there is no text in it",
    "badly-encoded": "bytes that are not valid in the encoding were replaced",
    "too-large": "the document is larger than the corpus allows",
    "outside-root": "a link leads out of the corpus and was not followed",
    "duplicate-id": "another document has the same id",
    "malformed-record": "a line of a JSONL file is not a usable record",
    "bad-front-matter": "the front matter is not a YAML mapping",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """No options."""


def detect(analysis: Analysis, _params: Params) -> Iterator[Finding]:
    """One finding for each problem that reading the document met."""
    for problem in analysis.document.problems:
        yield Finding(
            document=analysis.document.id,
            reason=problem.reason,
            message=problem.message,
            start=problem.start,
            end=problem.end,
            evidence=problem.message,
        )


DETECTOR = DocumentDetector(
    id="unreadable-document", params=Params, reasons=REASONS, detect=detect, unreadable=True
)
