"""Flag passages that stand twice in one document: doubled captions, pull quotes, pasted paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.analysis import Analysis, lay_out_again
from qa.analysis.layout.echoes import echoes
from qa.analysis.layout.removal import cut_of, removals
from qa.analysis.layout.rows import Row, rows
from qa.detectors.kinds import DocumentDetector
from qa.model.facts import Layout, Span
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
    yield from detect_batch([analysis], params)[0]


def detect_batch(analyses: Sequence[Analysis], params: Params) -> list[list[Finding]]:
    """The findings on many documents: what is left of them is laid out together."""

    def found_in(text: str, layout: Layout) -> Sequence[tuple[Span, Row]]:
        return echoes(rows(text[: layout.tail_start]), shortest=params.min_characters)

    def again(texts: Sequence[str]) -> Iterator[Sequence[Span]]:
        for text, layout in zip(texts, lay_out_again(analyses, texts), strict=True):
            yield [span for span, _ in found_in(text, layout)]

    pairs = [found_in(each.text, each.layout) for each in analyses]
    found = removals([each.text for each in analyses], [[span for span, _ in each] for each in pairs], again)
    return [
        [_finding(analysis, span, repeated, clean=out.clean) for span in out.spans]
        for analysis, out, each in zip(analyses, found, pairs, strict=True)
        for repeated in [{(span.start, span.end): row for span, row in each}]
    ]


def _finding(
    analysis: Analysis, span: Span, repeated: Mapping[tuple[int, int], Row], *, clean: bool
) -> Finding:
    start, end = cut_of(analysis.text, span)
    fix = Fix(start=start, end=end, replacement="", title="Delete the repetition")
    return Finding(
        document=analysis.document.id,
        reason=span.reason,
        message=f"{span.end - span.start} characters repeat a passage of the same document",
        start=span.start,
        end=span.end,
        related=_related(analysis.document.id, span, repeated),
        data={"characters": span.end - span.start},
        fix=fix if clean else None,
    )


def _related(document: str, span: Span, repeated: Mapping[tuple[int, int], Row]) -> tuple[Related, ...]:
    """The passage that a span repeats; none for what came to light once others were out."""
    other = repeated.get((span.start, span.end))
    if other is None:
        return ()
    here = {"start": span.start, "end": span.end}
    return (Related(document=document, **here, other_start=other.start, other_end=other.end),)


DETECTOR = DocumentDetector(
    id="repeated-block", params=Params, reasons=REASONS, detect=detect, detect_batch=detect_batch
)
