"""Passages as runs of words: where they stand in a text, and which of them are long enough."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from qa.analysis import Analysis
from qa.text.canonical import canonical, fold, folded_words
from qa.text.sketch import pack
from qa.text.winnow import run_hashes, winnow

RUN = 8


def fingerprints(analysis: Analysis, words: int) -> bytes:
    """Packed hashes, of which two texts with `words` words in common in a row have one in common at least."""
    run = min(RUN, words)
    hashes = run_hashes(folded_words(fold(analysis.text)), run)
    return pack(sorted(winnow(hashes, words - run + 1)))


def fingerprints_of(analyses: Sequence[Analysis], words: int) -> list[bytes]:
    """The fingerprints of many documents at once, by numpy."""
    from qa.detectors._similarity.runs_batch import fingerprints_batch  # noqa: PLC0415 - where it pays

    return fingerprints_batch([analysis.text for analysis in analyses], words)


class Runs:
    """The runs of `length` words of a document, by hash. Positions count words."""

    def __init__(self, analysis: Analysis, length: int) -> None:
        self._canonical = canonical(analysis.text)
        self.length = length
        self.hashes = run_hashes(self._canonical.words, length)

    @cached_property
    def places(self) -> dict[int, int]:
        """Where each run stands first."""
        return {value: at for at, value in reversed([*enumerate(self.hashes)])}

    @property
    def words(self) -> int:
        """How many words the document has."""
        return len(self._canonical.words)

    def stretches(self, wanted: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
        """The stretches of words that wanted runs cover, as `start, end`."""
        yield from _merged((at, at + self.length) for at, value in enumerate(self.hashes) if wanted(value))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of the words `start:end`."""
        starts = self._canonical.starts
        return self._canonical.span(starts[start], starts[end])


def _merged(stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches that touch, made one."""
    current: tuple[int, int] | None = None
    for start, end in stretches:
        if current and start <= current[1]:
            current = current[0], end
            continue
        if current:
            yield current
        current = start, end
    if current:
        yield current
