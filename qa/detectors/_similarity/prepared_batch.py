"""Many documents made ready for comparison by numpy: they answer as `prepared.Prepared` does, only faster."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from qa.analysis import Analysis
from qa.detectors._similarity.prepared import RUN, Prepared, Range
from qa.text.batch_words import Words, words
from qa.text.canonical import fold, keeps_offsets
from qa.text.hashing_batch import Hashes
from qa.text.sketch import GRAM
from qa.text.winnow import run_hashes


def prepared_batch(analyses: Sequence[Analysis]) -> Iterator[Vectors]:
    """Each document made ready, in order."""
    found = words([analysis.text for analysis in analyses], GRAM, RUN)
    for analysis, each in zip(analyses, found, strict=True):
        yield Vectors(analysis, each)


class Vectors(Prepared):
    """A document whose letter runs and word runs are sorted arrays of hashes."""

    def __init__(self, analysis: Analysis, found: Words) -> None:
        self.analysis = analysis
        self.letters = found.letters
        self.found = found

    @cached_property
    def starts(self) -> Sequence[int]:
        starts: list[int] = self.found.starts.tolist()
        return starts

    def letters_before(self, offset: int) -> int:
        if self._moved:
            return super().letters_before(offset)
        word = bisect_left(self._begins, offset) - 1
        if word < 0:
            return 0
        return min(self.starts[word] + offset - self._begins[word], self.starts[word + 1])

    def span(self, start: int, end: int) -> tuple[int, int]:
        if self._moved:
            return super().span(start, end)
        return self._place(start), self._place(end - 1) + 1

    def _place(self, letter: int) -> int:
        word = bisect_right(self.starts, letter) - 1
        return self._begins[word] + letter - self.starts[word]

    @cached_property
    def _begins(self) -> list[int]:
        """Where each word begins in the folded text."""
        begins: list[int] = self.found.begins.tolist()
        return begins

    @cached_property
    def _moved(self) -> bool:
        """Whether folding has moved letters."""
        return not keeps_offsets(self.analysis.text, fold(self.analysis.text))

    def shingles(self, part: Range, other: Prepared, other_part: Range) -> tuple[int, int, int]:
        assert isinstance(other, Vectors)
        own, others = self._runs(part), other._runs(other_part)
        both = np.concatenate([own, others])
        both.sort()
        return len(own), len(others), int(np.count_nonzero(both[1:] == both[:-1]))

    def _runs(self, part: Range) -> Hashes:
        """The distinct hashes of the word runs in a part of the letters, sorted."""
        if part == self.whole:
            return self._whole_runs
        within = self.words(part)
        if len(within) >= RUN:
            return _distinct(self.found.runs[within.start : within.stop - RUN + 1])
        ends = [self.letters[self.starts[at] : self.starts[at + 1]] for at in within]
        return np.array(run_hashes(ends, len(ends)) if ends else [], dtype=np.uint64)

    @cached_property
    def _whole_runs(self) -> Hashes:
        return _distinct(self.found.runs)


def _distinct(hashes: Hashes) -> Hashes:
    if len(hashes) < 2:
        return hashes
    ordered = np.sort(hashes)
    distinct: Hashes = ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])]
    return distinct
