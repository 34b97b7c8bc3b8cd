"""Put a finding in its place: line, column, excerpt, evidence."""

from __future__ import annotations

from dataclasses import replace

from qa.model.document import Document
from qa.model.finding import AROUND, Finding, Place
from qa.text.lines import LineIndex
from qa.verdicts import with_evidence

_SNIPPET = 200


def locate(finding: Finding, document: Document, index: LineIndex) -> Finding:
    """The finding with its place and evidence filled in.

    Of a file the place is that in the file, front matter counted; of a record it is the record's line.
    Raises ValueError for a span outside the text: a detector that gives one is broken.
    """
    if finding.start is None or finding.end is None:
        place = Place(line=document.source.line, column=1, end_line=document.source.line)
        return replace(with_evidence(finding, document.text), place=place)
    if not 0 <= finding.start <= finding.end <= len(document.text):
        raise ValueError(f"span {finding.start}:{finding.end} lies outside the text of {document.id}")
    place = _place(finding.start, finding.end, document, index)
    return replace(with_evidence(finding, document.text), place=place)


def _place(start: int, end: int, document: Document, index: LineIndex) -> Place:
    line, column = index.place(start)
    last, _ = index.place(max(start, end - 1))
    first = document.source.line
    return Place(
        line=first if document.source.record else line + first - 1,
        column=1 if document.source.record else column,
        end_line=first if document.source.record else last + first - 1,
        snippet=document.text[start : min(end, start + _SNIPPET)],
        before=document.text[max(start - min(column - 1, AROUND), 0) : start],
        after=_rest_of_line(document.text, end),
    )


def _rest_of_line(text: str, end: int) -> str:
    rest = text[end : end + AROUND].splitlines()
    return rest[0] if rest else ""
