"""From candidates to links: read the documents of each pair and compare them exactly, portion by portion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from qa.analysis import Analysis, lay_out
from qa.detectors._similarity.compare import Comparison, judge, placed
from qa.detectors._similarity.meeting import Limits, Meeting, meet
from qa.detectors._similarity.prepared import Prepared
from qa.detectors.kinds import Reader, alone, read_many, spread

PORTION = 256
VECTORISE = 32

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two documents that belong together, `one` before `other` by id."""

    one: str
    other: str
    found: Comparison


@dataclass(frozen=True, slots=True)
class Portion:
    """Some documents, and the pairs of them to compare, by number."""

    documents: Sequence[Analysis]
    pairs: Sequence[tuple[int, int]]


def link(pairs: Sequence[Pair], reader: Reader, limits: Limits) -> list[Link]:
    """The pairs that are alike, in order. Those that share a document are best next to each other."""
    prepare = "batch" if len(pairs) >= VECTORISE else "single"
    work = partial(compare_portions, limits=limits, prepare=prepare)
    found = spread(reader, work, _portions(pairs, reader), weight=alone)
    return [link for links in found for link in links]


def compare_portions(portions: Sequence[Portion], *, limits: Limits, prepare: str) -> list[list[Link]]:
    """The links of each portion; may run in a process of its own."""
    return [list(_links(portion, limits, prepare)) for portion in portions]


def _links(portion: Portion, limits: Limits, prepare: str) -> Iterator[Link]:
    met = _meetings(portion, limits) if prepare == "batch" else _met(portion, limits)
    _lay_out([each for each in met if each and not each.same])
    for each in met:
        found = each and judge(each, limits)
        if each and found and found.reason:
            yield Link(
                one=each.one.analysis.document.id,
                other=each.other.analysis.document.id,
                found=placed(each.one, each.other, found),
            )


def _lay_out(met: Sequence[Meeting]) -> None:
    """Find the layouts of those that are likely to be compared by their bodies, all at once."""
    sides = {id(side): side.analysis for each in met for side in (each.one, each.other) if side.blocky}
    lay_out([*sides.values()])


def _meetings(portion: Portion, limits: Limits) -> list[Meeting | None]:
    """The first look at every pair, by numpy where that is installed."""
    try:
        from qa.detectors._similarity.meeting_batch import meetings_batch  # noqa: PLC0415 - numpy
    except ImportError:
        return _met(portion, limits)
    return meetings_batch(portion.documents, portion.pairs, limits)


def _met(portion: Portion, limits: Limits) -> list[Meeting | None]:
    ready = [*map(Prepared, portion.documents)]
    return [meet(ready[at], ready[other_at], limits) for at, other_at in portion.pairs]


def _portions(pairs: Sequence[Pair], reader: Reader) -> Iterator[Portion]:
    """Every portion's documents are read when it is its turn, each once."""
    for start in range(0, len(pairs), PORTION):
        part = pairs[start : start + PORTION]
        names = sorted({name for pair in part for name in pair})
        number = {name: at for at, name in enumerate(names)}
        yield Portion(
            documents=list(read_many(reader, names)),
            pairs=[(number[one], number[other]) for one, other in part],
        )


def pairs_of(candidates: Iterable[tuple[int, int]], names: Sequence[str], old: frozenset[str]) -> list[Pair]:
    """The ids of candidates, without the pairs of two `old` ones."""
    named = ((names[one], names[other]) for one, other in candidates)
    return [pair for pair in named if not old.issuperset(pair)] if old else list(named)
