"""Passages that stand in many documents, by numpy: what `repeated` finds, in bounded memory.

Documents are read in portions, once or twice to count their runs and those that have a passage once more. Of
the runs only those are kept that may be frequent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby
from operator import itemgetter

import numpy as np

from qa.analysis import Analysis
from qa.detectors._similarity.counted import frequent, having
from qa.detectors._similarity.lookup import Lookup
from qa.detectors._similarity.prepared_batch import prepared_batch
from qa.detectors._similarity.repeated import NAMED, Repeated, Stretch, Wanted
from qa.detectors._similarity.sharing import Flags
from qa.detectors.kinds import Features, Reader, alone, read_many, spread
from qa.text.batch_words import word_runs
from qa.text.hashing_batch import Hashes, Ints

READ = 256
MANY = 20_000
"""Documents read at a time, and the number of documents above which runs are tallied first."""

BITS = 28
"""The upper bits of a hash by which runs are tallied."""

_FULL = 255


def repeated_batch(found: Sequence[Features], wanted: Wanted, reader: Reader) -> Repeated:
    """As `repeated.repeated` has it."""
    ordered = sorted(found, key=lambda each: each.document)
    texts = {each.data: at for at, each in enumerate(ordered)}
    suspects = having([each.data for each in ordered], frequent([*texts], wanted.documents))
    names = [ordered[at].document for at in suspects.tolist()]
    runs, sizes = _kept(names, wanted, reader)
    holders = _holders(runs, np.isin(suspects, np.array([*texts.values()], dtype=np.int64)))
    often = holders >= wanted.documents
    runs, holders = runs.only(often), holders[often]
    numbers = _stretches(runs, sizes, wanted)
    inside = numbers >= 0
    return _told(_Found(runs.only(inside), holders[inside], numbers[inside], wanted.run), names, reader)


@dataclass(frozen=True, slots=True)
class _Runs:
    """Runs of words by document and place: the document's number, the first word, the hash."""

    owners: Ints
    places: Ints
    hashes: Hashes

    def only(self, chosen: Flags) -> _Runs:
        """Some of the runs."""
        return _Runs(self.owners[chosen], self.places[chosen], self.hashes[chosen])


def _read(names: Sequence[str], run: int, reader: Reader) -> Iterable[tuple[Ints, Hashes]]:
    """Of some documents at a time: how many runs each has, and the hashes of all."""
    portions = (list(read_many(reader, names[start : start + READ])) for start in range(0, len(names), READ))
    return spread(reader, partial(_all_runs, run=run), portions, weight=alone)


def _all_runs(portions: Sequence[Sequence[Analysis]], *, run: int) -> list[tuple[Ints, Hashes]]:
    found = []
    for portion in portions:
        hashes = [*word_runs([analysis.text for analysis in portion], run)]
        found.append((np.array([*map(len, hashes)], dtype=np.int64), np.concatenate(hashes)))
    return found


def _kept(names: Sequence[str], wanted: Wanted, reader: Reader) -> tuple[_Runs, Ints]:
    """The runs that may be frequent, of a few documents all; and how many runs each document has."""
    often = _tally(_read(names, wanted.run, reader), wanted.documents) if len(names) > MANY else None
    none = np.zeros(0, dtype=np.int64)
    parts, sizes, start = [_Runs(none, none, none.astype(np.uint64))], [none], 0
    for counts, hashes in _read(names, wanted.run, reader):
        owners = np.repeat(np.arange(start, start + len(counts)), counts)
        places = np.arange(len(hashes)) - np.repeat(np.cumsum(counts) - counts, counts)
        part = _Runs(owners, places, hashes)
        parts.append(part if often is None else part.only(often[_slots(hashes)]))
        sizes.append(counts)
        start += len(counts)
    columns = ([getattr(each, name) for each in parts] for name in _Runs.__slots__)
    return _Runs(*map(np.concatenate, columns)), np.concatenate(sizes)


def _tally(read: Iterable[tuple[Ints, Hashes]], least: int) -> Flags:
    """For the upper bits of a hash whether so many runs have them; a run has no more holders than that."""
    tally = np.zeros(1 << BITS, dtype=np.uint8)
    for _, hashes in read:
        slots, counts = np.unique(_slots(hashes), return_counts=True)
        tally[slots] = np.minimum(tally[slots].astype(np.int64) + counts, _FULL)
    often: Flags = tally >= min(least, _FULL)
    return often


def _slots(hashes: Hashes) -> Hashes:
    return hashes >> np.uint64(64 - BITS)


def _holders(runs: _Runs, distinct: Flags) -> Ints:
    """In how many distinct documents each run stands."""
    order = np.argsort(runs.hashes, kind="stable")
    hashes, owners = runs.hashes[order], runs.owners[order]
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = hashes[1:] != hashes[:-1]
    counted = distinct[owners]
    counted[1:] &= new[1:] | (owners[1:] != owners[:-1])
    groups = np.cumsum(new) - 1
    holders = np.empty(len(order), dtype=np.int64)
    holders[order] = np.bincount(groups, weights=counted).astype(np.int64)[groups]
    return holders


def _stretches(runs: _Runs, sizes: Ints, wanted: Wanted) -> Ints:
    """For each run the number of the stretch that it belongs to, -1 where that is too short or too long."""
    if not len(runs.owners):
        return runs.owners
    apart = np.ones(len(runs.owners), dtype=np.bool_)
    apart[1:] = (runs.owners[1:] != runs.owners[:-1]) | (np.diff(runs.places) > wanted.run)
    firsts = np.flatnonzero(apart)
    lasts = np.append(firsts[1:], len(apart)) - 1
    lengths = runs.places[lasts] + wanted.run - runs.places[firsts]
    words = sizes[runs.owners[firsts]] + wanted.run - 1
    fits = (lengths >= wanted.words) & (lengths <= wanted.share * words)
    numbers: Ints = np.where(fits, np.cumsum(fits) - 1, -1)[np.cumsum(apart) - 1]
    return numbers


@dataclass(frozen=True, slots=True)
class _Found:
    """Frequent runs of so many words, how many documents have each, and the stretches that they belong to."""

    runs: _Runs
    holders: Ints
    numbers: Ints
    run: int

    def cases(self) -> list[tuple[int, tuple[int, int]]]:
        """The document and the words of each stretch."""
        firsts = np.flatnonzero(np.diff(self.numbers, prepend=-1))
        lasts = np.flatnonzero(np.diff(self.numbers, append=len(self.numbers)))
        starts, ends = self.runs.places[firsts], self.runs.places[lasts] + self.run
        words = zip(starts.tolist(), ends.tolist(), strict=True)
        return list(zip(self.runs.owners[firsts].tolist(), words, strict=True))

    def common(self) -> Ints:
        """The most common run of each stretch, of several the one with the largest hash."""
        order = np.lexsort((self.runs.hashes, self.holders, self.numbers))
        return order[np.flatnonzero(np.diff(self.numbers[order], append=len(order)))]


def _told(found: _Found, names: Sequence[str], reader: Reader) -> Repeated:
    """The stretches with their places in the texts, and which have the most common runs of others."""
    cases, best = found.cases(), found.common()
    each = zip(found.runs.hashes[best].tolist(), found.holders[best].tolist(), strict=True)
    stretches = [
        Stretch(document=names[owner], start=start, end=end, span=span, common=common, documents=count)
        for (owner, (start, end)), span, (common, count) in zip(
            cases, _spans(cases, names, reader), each, strict=True
        )
    ]
    return Repeated(stretches=stretches, carriers=_carriers(found, best, stretches))


def _carriers(found: _Found, best: Ints, stretches: Sequence[Stretch]) -> dict[int, list[Stretch]]:
    """The stretches that have each common run: the last of each of the first documents."""
    hashes = found.runs.hashes
    common = np.flatnonzero(Lookup(np.unique(hashes[best])).find(hashes) >= 0)
    carriers: dict[int, dict[str, Stretch]] = {}
    for value, number in zip(hashes[common].tolist(), found.numbers[common].tolist(), strict=True):
        own, stretch = carriers.setdefault(value, {}), stretches[number]
        if len(own) <= NAMED or stretch.document in own:
            own[stretch.document] = stretch
    return {value: [*own.values()] for value, own in carriers.items()}


def _spans(
    cases: Sequence[tuple[int, tuple[int, int]]], names: Sequence[str], reader: Reader
) -> Iterator[tuple[int, int]]:
    """Where the words of documents stand in the texts."""
    by_document = [(names[at], [words for _, words in own]) for at, own in groupby(cases, key=itemgetter(0))]
    parts = (by_document[start : start + READ] for start in range(0, len(by_document), READ))
    portions = (
        (list(read_many(reader, [name for name, _ in part])), [words for _, words in part]) for part in parts
    )
    return chain.from_iterable(spread(reader, _all_spans, portions, weight=alone))


def _all_spans(
    portions: Sequence[tuple[Sequence[Analysis], Sequence[Sequence[tuple[int, int]]]]],
) -> list[list[tuple[int, int]]]:
    return [
        [
            each.span(each.starts[start], each.starts[end])
            for each, words in zip(prepared_batch(documents), wanted, strict=True)
            for start, end in words
        ]
        for documents, wanted in portions
    ]
