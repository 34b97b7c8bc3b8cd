"""Flag passages that stand twice in one document: doubled captions, pull quotes, pasted paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.analysis import Analysis
from qa.analysis.layout import find_layout
from qa.analysis.layout.echoes import echoes
from qa.analysis.layout.removal import cut_of, removal
from qa.analysis.layout.rows import Row, rows
from qa.detectors.kinds import DocumentDetector
from qa.model.facts import Span
from qa.model.finding import Finding, Fix, Related
from qa.model.option import option

REASONS = {
    "adjacent": "the line stands twice, one after the other, as doubled captions do",
    "elsewhere": "the line stands once more elsewhere in the document",
    "pull-quote": "most of the line is also part of a longer one, as a pull quote is",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """How long a passage must be."""

    min_characters: int = option(60, help="Shortest line that is compared, in characters.", minimum=20)


def detect(analysis: Analysis, params: Params) -> Iterator[Finding]:
    """One finding for each echo before the tail; `related` shows the passage that it repeats."""
    text = analysis.text
    body = rows(text[: analysis.layout.tail_start])
    pairs = {(span.start, span.end): row for span, row in echoes(body, shortest=params.min_characters)}
    if not pairs:
        return

    def again(left: str) -> Sequence[Span]:
        end = find_layout(left, own=analysis.context.cues).tail_start
        return [span for span, _ in echoes(rows(left[:end]), shortest=params.min_characters)]

    found = removal(text, again)
    for span in found.spans:
        start, end = cut_of(text, span)
        yield Finding(
            document=analysis.document.id,
            reason=span.reason,
            message=f"{span.end - span.start} characters repeat a passage of the same document",
            start=span.start,
            end=span.end,
            related=_related(analysis.document.id, span, pairs),
            data={"characters": span.end - span.start},
            fix=Fix(start=start, end=end, replacement="", title="Delete the repetition")
            if found.clean
            else None,
        )


def _related(document: str, span: Span, pairs: Mapping[tuple[int, int], Row]) -> tuple[Related, ...]:
    other = pairs.get((span.start, span.end))
    if other is None:
        return ()
    here = {"start": span.start, "end": span.end}
    return (Related(document=document, **here, other_start=other.start, other_end=other.end),)


DETECTOR = DocumentDetector(id="repeated-block", params=Params, reasons=REASONS, detect=detect)
