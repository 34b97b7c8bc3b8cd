"""Fingerprints of a text that any long enough common passage is bound to share.

Of all runs of words, winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003) keeps the one with the smallest
hash in each window of neighbours. Two texts with a passage of `run + window - 1` words in common have the
same minimum in a window inside it, so at least one fingerprint in common: nothing of that length is missed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from functools import lru_cache

from qa.text.hashing import BASE, MASK, hash_letters, mix, powers


@lru_cache(maxsize=1 << 16)
def hash_word(word: str) -> int:
    """The hash of a word; words come back often."""
    return hash_letters(word)


def run_hashes(words: Sequence[str], run: int) -> list[int]:
    """The hash of the `run` words that begin at each word; empty for a shorter text."""
    if len(words) < run:
        return []
    hashes = [hash_word(word) for word in words]
    leaving = powers(run + 1)[run]
    rolling, found = 0, []
    for at, value in enumerate(hashes):
        rolling = rolling * BASE + value & MASK
        if at >= run:
            rolling = rolling - hashes[at - run] * leaving & MASK
        if at >= run - 1:
            found.append(mix(rolling))
    return found


def winnow(hashes: Iterable[int], window: int) -> set[int]:
    """The smallest hash of every `window` neighbours; of fewer hashes than that, the smallest."""
    kept: set[int] = set()
    rising: deque[tuple[int, int]] = deque()
    at = -1
    for at, value in enumerate(hashes):
        while rising and rising[-1][1] >= value:
            rising.pop()
        rising.append((at, value))
        if rising[0][0] <= at - window:
            rising.popleft()
        if at >= window - 1:
            kept.add(rising[0][1])
    if 0 <= at < window - 1:
        kept.add(rising[0][1])
    return kept
