"""Samples of many texts at once, by numpy."""

from __future__ import annotations

from collections.abc import Sequence

from qa.detectors._similarity.samples import head_of
from qa.text.sketch_batch import sampled


def packed_batch(texts: Sequence[str]) -> list[bytes]:
    """The sample of every text, as `samples.packed` gives it."""
    return [
        head_of(found.digest, found.bound) + found.hashes.astype("<u4").tobytes() for found in sampled(texts)
    ]
