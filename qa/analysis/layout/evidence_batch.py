"""Candidates for the cuts of many texts at once, by numpy."""

from __future__ import annotations

from typing import Any

import numpy as np

from qa.analysis.layout.alphabet_batch import Array
from qa.analysis.layout.evidence import EACH, rankings


def candidates(columns: Any, text: Array) -> Array:
    """The candidates of all texts, in order; `text` is the number of each line's text."""
    final = columns.at == columns.end - 1
    keep = final.copy()
    lines = np.flatnonzero(~final)
    numbers = text[lines]
    begin = np.searchsorted(numbers, np.arange(int(text[-1]) + 1 if len(text) else 0))
    for scores in rankings(columns):
        order = np.lexsort((-scores[lines], numbers))
        rank = np.arange(len(order)) - begin[numbers]
        keep[lines[order[rank < EACH]]] = True
    return np.flatnonzero(keep)
