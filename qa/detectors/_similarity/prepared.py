"""Documents made ready for comparison, and the part of each that counts."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable
from functools import cached_property

from qa.analysis import Analysis
from qa.analysis.sketch import GRAM
from qa.text.canonical import Canonical, canonical, fold, folded_words, word_starts

BODY = 100
_KEPT = 4096

Range = tuple[int, int]
Shingles = frozenset[tuple[str, ...]]


class Prepared:
    """The canonical letters of a document, and more when first asked for. Ranges count letters."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._words = folded_words(fold(analysis.text))
        self.letters = "".join(self._words)

    @property
    def whole(self) -> Range:
        """All letters."""
        return 0, len(self.letters)

    @cached_property
    def grams(self) -> dict[str, int]:
        """The letter runs that begin where words begin, each with a place where it stands."""
        starts = word_starts(self._words)[:-1]
        return {self.letters[start : start + GRAM]: start for start in starts}

    @cached_property
    def canonical(self) -> Canonical:
        """The letters with the way back to the text."""
        return canonical(self.analysis.text)

    @cached_property
    def body(self) -> Range:
        """The letters of the body; all of them where the layout leaves too few to compare by."""
        layout = self.analysis.layout
        if layout.head_end <= 0 and layout.tail_start >= len(self.analysis.text):
            return self.whole
        begins = self.canonical.begins
        start, end = bisect_left(begins, layout.head_end), bisect_left(begins, layout.tail_start)
        return (start, end) if end - start >= BODY else self.whole

    def words(self, part: Range) -> list[str]:
        """The words of a part of the letters."""
        if part == self.whole:
            return self._words
        starts = self.canonical.starts
        return self._words[bisect_left(starts, part[0]) : bisect_left(starts, part[1])]

    def shingles(self, part: Range) -> Shingles:
        """The runs of three words in a part of the letters; a shorter part is one run."""
        return self._whole_shingles if part == self.whole else _shingles(self.words(part))

    @cached_property
    def _whole_shingles(self) -> Shingles:
        return _shingles(self._words)


def _shingles(words: list[str]) -> Shingles:
    if len(words) < 3:
        return frozenset([tuple(words)] if words else [])
    return frozenset(zip(words, words[1:], words[2:], strict=False))


class Shelf:
    """Prepared documents by id; keeps the latest few thousand and makes the others again."""

    def __init__(self, reader: Callable[[str], Analysis]) -> None:
        self._reader = reader
        self._kept: OrderedDict[str, Prepared] = OrderedDict()

    def __call__(self, document: str) -> Prepared:
        found = self._kept.pop(document, None) or Prepared(self._reader(document))
        self._kept[document] = found
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found
