"""Many documents made ready for comparison by numpy: they answer as `prepared.Prepared` does, only faster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from qa.analysis import Analysis
from qa.analysis.sketch import GRAM
from qa.detectors._similarity.prepared import RUN, Prepared, Range
from qa.text.batch import places
from qa.text.batch_words import Words, words
from qa.text.canonical import fold, keeps_offsets
from qa.text.hashing_batch import Hashes
from qa.text.winnow import run_hashes

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


def prepared_batch(analyses: Sequence[Analysis]) -> Iterator[Prepared]:
    """Each document made ready, in order."""
    found = words([analysis.text for analysis in analyses], GRAM, RUN)
    for analysis, each in zip(analyses, found, strict=True):
        yield Vectors(analysis, each)


class Vectors(Prepared):
    """A document whose letter runs and word runs are sorted arrays of hashes."""

    def __init__(self, analysis: Analysis, found: Words) -> None:
        self.analysis = analysis
        self.letters = found.letters
        self._found = found

    @cached_property
    def starts(self) -> Sequence[int]:
        starts: list[int] = self._found.starts.tolist()
        return starts

    @property
    def distinct(self) -> int:
        return len(self._sorted[0])

    def anchors(self, other: Prepared) -> list[tuple[int, int]]:
        assert isinstance(other, Vectors)
        (grams, places), (other_grams, other_places) = self._sorted, other._sorted
        if not len(grams) or not len(other_grams):
            return []
        at = grams.searchsorted(other_grams)
        at[at == len(grams)] = 0
        met = np.flatnonzero(grams[at] == other_grams)
        both = places[at[met]].astype(np.uint64) << _HALF
        both |= other_places[met].astype(np.uint64)
        both.sort()
        return list(zip((both >> _HALF).tolist(), (both & _LOW).tolist(), strict=True))

    @property
    def places(self) -> Sequence[int]:
        places: Any = self._places
        return self.canonical.begins if places is None else cast(Sequence[int], places)

    def span(self, start: int, end: int) -> tuple[int, int]:
        if self._places is None:
            return self.canonical.span(start, end)
        return int(self._places[start]), int(self._places[end - 1]) + 1

    @cached_property
    def _places(self) -> NDArray[np.int64] | None:
        """Where each letter stands; null where folding has moved letters."""
        text = self.analysis.text
        folded = fold(text)
        return places(folded) if keeps_offsets(text, folded) else None

    def shingles(self, part: Range, other: Prepared, other_part: Range) -> tuple[int, int, int]:
        assert isinstance(other, Vectors)
        own, others = self._runs(part), other._runs(other_part)
        both = np.concatenate([own, others])
        both.sort()
        return len(own), len(others), int(np.count_nonzero(both[1:] == both[:-1]))

    @cached_property
    def _sorted(self) -> tuple[Hashes, NDArray[np.int64]]:
        """The distinct gram hashes, sorted, and the last place of each."""
        grams, starts = self._found.grams, self._found.starts
        order = grams.argsort()
        grams, places = grams[order], starts[order]
        new = np.flatnonzero(grams[1:] != grams[:-1])
        if len(new) + 1 >= len(grams):
            return grams, places
        first = np.concatenate([[0], new + 1])
        return grams[first], np.maximum.reduceat(places, first)

    def _runs(self, part: Range) -> Hashes:
        """The distinct hashes of the word runs in a part of the letters, sorted."""
        if part == self.whole:
            return self._whole_runs
        within = self.words(part)
        if len(within) >= RUN:
            return _distinct(self._found.runs[within.start : within.stop - RUN + 1])
        ends = [self.letters[self.starts[at] : self.starts[at + 1]] for at in within]
        return np.array(run_hashes(ends, len(ends)) if ends else [], dtype=np.uint64)

    @cached_property
    def _whole_runs(self) -> Hashes:
        return _distinct(self._found.runs)


def _distinct(hashes: Hashes) -> Hashes:
    if len(hashes) < 2:
        return hashes
    ordered = np.sort(hashes)
    distinct: Hashes = ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])]
    return distinct
