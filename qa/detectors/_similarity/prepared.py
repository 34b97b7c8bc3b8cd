"""Documents made ready for comparison, and the part of each that counts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from qa.analysis import Analysis
from qa.text.canonical import Canonical, canonical, fold, folded_words, word_starts
from qa.text.sketch import GRAM

BODY = 100
RUN = 3
_ONE_BLOCK = 2

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
    def starts(self) -> Sequence[int]:
        """Where each word starts in the letters, and where the last one ends."""
        return word_starts(self._words)

    @property
    def distinct(self) -> int:
        """How many different letter runs begin where a word does."""
        return len(self._grams)

    def anchors(self, other: Prepared) -> list[tuple[int, int]]:
        """The last places of the letter runs that begin where a word does and stand in both texts; sorted."""
        common = self._grams.keys() & other._grams.keys()
        return sorted((self._grams[gram], other._grams[gram]) for gram in common)

    @cached_property
    def canonical(self) -> Canonical:
        """The letters with the way back to the text."""
        return canonical(self.analysis.text)

    def letters_before(self, offset: int) -> int:
        """How many letters begin before an offset of the text."""
        return bisect_left(self.canonical.begins, offset)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of `letters[start:end]`, which must not be empty."""
        return self.canonical.span(start, end)

    @property
    def blocky(self) -> bool:
        """Whether the text has lines enough for a head or a tail."""
        text = self.analysis.text
        return text.count("\n") + text.count("\r") >= _ONE_BLOCK

    @cached_property
    def body(self) -> Range:
        """The letters of the body; all of them where the layout leaves too few to compare by."""
        if not self.blocky:
            return self.whole
        text = self.analysis.text
        layout = self.analysis.layout
        if layout.head_end <= 0 and layout.tail_start >= len(text):
            return self.whole
        start, end = self.letters_before(layout.head_end), self.letters_before(layout.tail_start)
        return (start, end) if end - start >= BODY else self.whole

    def words(self, part: Range) -> range:
        """The numbers of the words that start in a part of the letters."""
        last = len(self.starts) - 1
        return range(bisect_left(self.starts, part[0], 0, last), bisect_left(self.starts, part[1], 0, last))

    def shingles(self, part: Range, other: Prepared, other_part: Range) -> tuple[int, int, int]:
        """How many runs of three words parts of two texts have, this one, the other one and both."""
        own, others = self._shingles(part), other._shingles(other_part)
        return len(own), len(others), len(own & others)

    @cached_property
    def _grams(self) -> dict[str, int]:
        """The letter runs that begin where words begin, each with the last place where it stands."""
        letters, last = self.letters, len(self.letters) - GRAM
        if last < 0:
            return {letters: 0} if letters else {}
        return {letters[start : start + GRAM]: start for start in self.starts[:-1] if start <= last}

    def _shingles(self, part: Range) -> Shingles:
        """The runs of three words in a part of the letters; a shorter part is one run."""
        return self._whole_shingles if part == self.whole else _shingles(self._words_of(part))

    @cached_property
    def _whole_shingles(self) -> Shingles:
        return _shingles(self._words)

    def _words_of(self, part: Range) -> list[str]:
        words = self.words(part)
        return self._words[words.start : words.stop]


def _shingles(words: list[str]) -> Shingles:
    if len(words) < RUN:
        return frozenset([tuple(words)] if words else [])
    return frozenset(zip(words, words[1:], words[2:], strict=False))
