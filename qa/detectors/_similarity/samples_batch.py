"""Samples of many texts at once, by numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qa.analysis.sketch_batch import sketches
from qa.detectors._similarity.samples import head


def packed_batch(texts: Sequence[str]) -> list[bytes]:
    """The sample of every text, as `samples.packed` gives it."""
    return [
        head(sketch) + np.frombuffer(sketch.packed, dtype="<u8").astype("<u4").tobytes()
        for sketch in sketches(texts)
    ]
