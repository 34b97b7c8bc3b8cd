"""Flag passages that stand, word for word, in many documents: notices, credits and other boilerplate.

What makes up most of a document is a copy and not boilerplate; it is left to the checks of duplicates.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.analysis import Analysis
from qa.detectors._similarity.runs import RUN, Runs, fingerprints
from qa.detectors.kinds import CorpusDetector, Features, Joined, Reader
from qa.model.finding import Finding, Related
from qa.model.option import option
from qa.text.sketch import unpack

NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Options of `repeated-passage`."""

    documents: int = option(
        5, help="In how many documents a passage must stand to be boilerplate.", minimum=2
    )
    words: int = option(20, help="Shortest passage, in words.", minimum=4)
    share: float = option(
        0.5,
        help="Largest share of its document a passage makes up before it is a copy.",
        minimum=0,
        maximum=1,
    )


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A passage of a document in words, the runs it is made of, and the document's runs."""

    document: str
    start: int
    end: int
    runs: Runs

    @property
    def hashes(self) -> Sequence[int]:
        return self.runs.hashes[self.start : self.end - self.runs.length + 1]


def features(analysis: Analysis, params: Params) -> bytes:
    """Fingerprints by winnowing."""
    return fingerprints(analysis, params.words)


def join(found: Sequence[Features], params: Params, reader: Reader) -> Joined:
    """Count fingerprints, read the documents that have frequent ones, and count all their runs.

    Copies of one text count once.
    """
    texts = {each.data: each.document for each in sorted(found, key=lambda each: each.document)}
    counted = Counter(each for data in texts for each in unpack(data))
    frequent = {each for each, count in counted.items() if count >= params.documents}
    suspects = sorted(each.document for each in found if not frequent.isdisjoint(unpack(each.data)))
    run, distinct = min(RUN, params.words), set(texts.values())
    holders = Counter(
        each for name in suspects if name in distinct for each in set(Runs(reader(name), run).hashes)
    )
    repeated = {each for each, count in holders.items() if count >= params.documents}
    stretches = [
        each for name in suspects for each in _stretches(name, Runs(reader(name), run), repeated, params)
    ]
    focus = {each.document for each in found if each.focus}
    return Joined(findings=[*_findings(stretches, holders, focus)])


def _stretches(name: str, runs: Runs, repeated: set[int], params: Params) -> Iterator[_Stretch]:
    for start, end in runs.stretches(repeated.__contains__):
        if end - start >= params.words and end - start <= params.share * runs.words:
            yield _Stretch(name, start, end, runs)


def _findings(
    stretches: Sequence[_Stretch], holders: Mapping[int, int], focus: set[str]
) -> Iterator[Finding]:
    by_run: Mapping[int, list[_Stretch]] = defaultdict(list)
    for stretch in stretches:
        for each in stretch.hashes:
            by_run[each].append(stretch)
    for stretch in stretches:
        if stretch.document in focus:
            yield _finding(stretch, by_run, holders)


def _finding(
    stretch: _Stretch, by_run: Mapping[int, Sequence[_Stretch]], holders: Mapping[int, int]
) -> Finding:
    """Names at most `NAMED` other documents; the data say in how many the passage stands."""
    start, end = stretch.runs.span(stretch.start, stretch.end)
    common = max(stretch.hashes, key=lambda each: (holders[each], each))
    others = {each.document: each for each in by_run[common] if each.document != stretch.document}
    words, documents = stretch.end - stretch.start, holders[common]
    return Finding(
        document=stretch.document,
        reason="repeated",
        message=f"Passage of {words} words stands in {documents} documents",
        start=start,
        end=end,
        related=tuple(_related(start, end, others[name]) for name in sorted(others)[:NAMED]),
        data={"documents": documents, "words": words},
    )


def _related(start: int, end: int, other: _Stretch) -> Related:
    other_start, other_end = other.runs.span(other.start, other.end)
    return Related(
        document=other.document, start=start, end=end, other_start=other_start, other_end=other_end
    )


DETECTOR = CorpusDetector(
    id="repeated-passage",
    params=Params,
    reasons={"repeated": "The passage stands word for word in many documents."},
    features=features,
    join=join,
)
