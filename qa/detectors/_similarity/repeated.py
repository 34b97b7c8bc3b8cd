"""Passages that stand in many documents, found without numpy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.detectors._similarity.runs import RUN, Runs
from qa.detectors.kinds import Features, Reader
from qa.text.sketch import unpack

NAMED = 5
"""How many other documents a passage names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """In how many documents a passage must stand, how many words it has at the least, and which share of its
    document at the most."""

    documents: int
    words: int
    share: float

    @property
    def run(self) -> int:
        """The words of a run by which passages are told."""
        return min(RUN, self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A passage of a document: its words, its place in the text, and its most common run of words.

    `common` is the hash of that run, `documents` says how many have it.
    """

    document: str
    start: int
    end: int
    span: tuple[int, int]
    common: int
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """Passages by document and place; and of each passage's most common run the passages that have it.

    The latter are of the first documents only, one more than are named, and the last one of each.
    """

    stretches: Sequence[Stretch]
    carriers: Mapping[int, Sequence[Stretch]]


def repeated(found: Sequence[Features], wanted: Wanted, reader: Reader) -> Repeated:
    """Count fingerprints, read the documents that have frequent ones, and count all their runs.

    Copies of one text count once.
    """
    texts = {each.data: each.document for each in sorted(found, key=lambda each: each.document)}
    counted = Counter(each for data in texts for each in unpack(data))
    frequent = {each for each, count in counted.items() if count >= wanted.documents}
    suspects = sorted(each.document for each in found if not frequent.isdisjoint(unpack(each.data)))
    distinct = set(texts.values())
    holders = Counter(
        each for name in suspects if name in distinct for each in set(Runs(reader(name), wanted.run).hashes)
    )
    often = {each for each, count in holders.items() if count >= wanted.documents}
    stretches, carriers = list[Stretch](), defaultdict[int, dict[str, Stretch]](dict)
    for name in suspects:
        for stretch, hashes in _stretches(name, Runs(reader(name), wanted.run), often, holders, wanted):
            stretches.append(stretch)
            for each in hashes:
                if len(carriers[each]) <= NAMED or name in carriers[each]:
                    carriers[each][name] = stretch
    return Repeated(
        stretches=stretches,
        carriers={each.common: list(carriers[each.common].values()) for each in stretches},
    )


def _stretches(
    name: str, runs: Runs, often: set[int], holders: Mapping[int, int], wanted: Wanted
) -> Iterator[tuple[Stretch, Iterable[int]]]:
    for start, end in runs.stretches(often.__contains__):
        if wanted.words <= end - start <= wanted.share * runs.words:
            hashes = runs.hashes[start : end - runs.length + 1]
            common = max(hashes, key=lambda each: (holders[each], each))
            yield (
                Stretch(
                    document=name,
                    start=start,
                    end=end,
                    span=runs.span(start, end),
                    common=common,
                    documents=holders[common],
                ),
                hashes,
            )
