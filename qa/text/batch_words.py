"""What a comparison needs of many texts, by numpy: letters, word starts, and hashes of grams and word runs.

Bit for bit what `qa.text.canonical`, `qa.text.hashing.gram_hashes` and `qa.text.winnow.run_hashes` give.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from qa.text.batch import Joined, apart, portions
from qa.text.hashing import BASE
from qa.text.hashing_batch import Hashes, mixed


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The canonical letters of a text, and where each word starts in them (one start more: the end).

    `begins` is where each word begins in the folded text.
    `grams` are the hashes of the letter runs that begin where words begin, as far as they fit; `runs` those
    of the runs of words. A text shorter than that is one gram, one run.
    """

    letters: str
    starts: NDArray[np.int64]
    begins: NDArray[np.int64]
    grams: Hashes
    runs: Hashes


def words(texts: Sequence[str], width: int, run: int) -> Iterator[Words]:
    """The words of every text, in order; grams of `width` letters, runs of `run` words."""
    for folded in portions(texts):
        yield from apart(folded, partial(_words, width=width, run=run))


def _words(folded: Sequence[str], *, width: int, run: int) -> Iterator[Words]:
    joined = Joined.of(folded)
    grams, kept = joined.grams(width)
    hashes, starts = joined.words(), np.append(joined.starts, len(joined.letters))
    runs, decoded = _runs(hashes, run), joined.decoded()
    ends, cuts, kept_ends = joined.ends.tolist(), joined.cuts.tolist(), kept.tolist()
    begin = cut = gram = text_begin = 0
    for text, end, cut_end, gram_end in zip(folded, ends, cuts, kept_ends, strict=True):
        yield Words(
            letters=decoded[begin:end],
            starts=starts[cut : cut_end + 1] - begin,
            begins=joined.begins[cut:cut_end] - text_begin,
            grams=grams[gram:gram_end],
            runs=runs[cut : cut_end - run + 1] if cut_end - cut >= run else _one_run(hashes[cut:cut_end]),
        )
        begin, cut, gram, text_begin = end, cut_end, gram_end, text_begin + len(text) + 1


def word_runs(texts: Sequence[str], run: int) -> Iterator[Hashes]:
    """The hashes of the runs of `run` words of every text, in the order of words; none of a shorter text."""
    for folded in portions(texts):
        yield from apart(folded, partial(_word_runs, run=run))


def _word_runs(folded: Sequence[str], *, run: int) -> Iterator[Hashes]:
    joined = Joined.of(folded)
    runs, cut = _runs(joined.words(), run), 0
    for cut_end in joined.cuts.tolist():
        yield runs[cut : max(cut, cut_end - run + 1)]
        cut = cut_end


def _one_run(hashes: Hashes) -> Hashes:
    """All words of a text shorter than a run, as one."""
    return _runs(hashes, len(hashes)) if len(hashes) else hashes


def _runs(hashes: Hashes, run: int) -> Hashes:
    """The hash of the `run` words from each on; those across two texts mean nothing."""
    count = max(0, len(hashes) - run + 1)
    base, found = np.uint64(BASE), hashes[:count].copy()
    for step in range(1, run):
        found *= base
        found += hashes[step : step + count]
    return mixed(found)
