"""What a comparison needs of many texts, by numpy: letters, word starts, and hashes of grams and word runs.

Bit for bit what `qa.text.canonical`, `qa.text.hashing.gram_hashes` and `qa.text.winnow.run_hashes` give.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.text.batch import Hashes, Joined, is_odd, mixed, places, portions
from qa.text.canonical import folded_words, word_starts
from qa.text.hashing import BASE, gram_hashes
from qa.text.winnow import run_hashes


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The canonical letters of a text, and where each word starts in them (one start more: the end).

    `grams` are the hashes of the letter runs that begin where words begin, as far as they fit; `runs` those
    of the runs of words. A text shorter than that is one gram, one run.
    """

    letters: str
    starts: NDArray[np.int64]
    grams: Hashes
    runs: Hashes


def words(texts: Sequence[str], width: int, run: int) -> Iterator[Words]:
    """The words of every text, in order; grams of `width` letters, runs of `run` words."""
    for folded in portions(texts):
        odd = {at for at, text in enumerate(folded) if is_odd(text)}
        regular = _vectorised([text for at, text in enumerate(folded) if at not in odd], width, run)
        for at, text in enumerate(folded):
            found = None if at in odd else next(regular)
            yield found if found is not None else plain_words(text, width, run)


def plain_words(folded: str, width: int, run: int) -> Words:
    """The words of one folded text that the vectorised form does not fit."""
    found = folded_words(folded)
    letters, starts = "".join(found), word_starts(found)
    return Words(
        letters=letters,
        starts=np.array(starts, dtype=np.int64),
        grams=np.fromiter(gram_hashes(letters, starts[:-1], width), dtype=np.uint64),
        runs=np.array(run_hashes(found, min(run, len(found))) if found else [], dtype=np.uint64),
    )


def _vectorised(folded: Sequence[str], width: int, run: int) -> Iterator[Words | None]:
    """Null for a text of fewer letters than a gram, or fewer words than a run."""
    if not folded:
        return
    joined = Joined.of(folded)
    grams, kept = joined.grams(width)
    runs = _runs(joined.words(), run)
    decoded = joined.letters.tobytes().decode("ascii" if joined.ascii_only else "utf-16-le", "surrogatepass")
    ends, cuts, kept_ends = joined.ends.tolist(), joined.cuts.tolist(), kept.tolist()
    begin = cut = gram = 0
    for end, cut_end, gram_end in zip(ends, cuts, kept_ends, strict=True):
        if end - begin < width or cut_end - cut < run:
            yield None
        else:
            starts = joined.starts[cut:cut_end] - begin
            yield Words(
                letters=decoded[begin:end],
                starts=np.append(starts, end - begin),
                grams=grams[gram:gram_end],
                runs=runs[cut : cut_end - run + 1],
            )
        begin, cut, gram = end, cut_end, gram_end


def _runs(hashes: Hashes, run: int) -> Hashes:
    """The hash of the `run` words from each on; those across two texts mean nothing."""
    count = max(0, len(hashes) - run + 1)
    base, found = np.uint64(BASE), hashes[:count].copy()
    for step in range(1, run):
        found *= base
        found += hashes[step : step + count]
    return mixed(found)


def letter_places(folded: str) -> NDArray[np.int64]:
    """Where each canonical letter stands in a folded text."""
    if is_odd(folded):
        return np.array([at for at, letter in enumerate(folded) if letter.isalnum()], dtype=np.int64)
    return places(folded)
