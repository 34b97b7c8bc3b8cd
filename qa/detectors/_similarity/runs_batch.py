"""Fingerprints of many texts by numpy: bit for bit those of `runs.fingerprints`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qa.detectors._similarity.runs import RUN
from qa.text.batch_words import word_runs
from qa.text.hashing_batch import Hashes


def fingerprints_batch(texts: Sequence[str], words: int) -> list[bytes]:
    """The fingerprints of every text, packed."""
    run = min(RUN, words)
    return [_winnowed(hashes, words - run + 1).astype("<u8").tobytes() for hashes in word_runs(texts, run)]


def _winnowed(hashes: Hashes, window: int) -> Hashes:
    """The smallest of every window of neighbours, sorted; each window is made of two that overlap."""
    if len(hashes) <= window:
        return hashes.min(keepdims=True) if len(hashes) else hashes
    width, found = 1, hashes
    while 2 * width <= window:
        found = np.minimum(found[:-width], found[width:])
        width *= 2
    if width < window:
        found = np.minimum(found[: width - window], found[window - width :])
    changing = np.append(True, found[1:] != found[:-1])
    return np.unique(found[changing])
