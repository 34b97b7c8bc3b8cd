"""What a corpus adds: lines that many documents share are furniture, wherever they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, log

from qa.analysis.layout.evidence import BODY, HEAD, TAIL
from qa.analysis.layout.rows import Row

Frequency = Callable[[str], int] | None
_OFTEN = 3
_MOST = 4.0


def lean_on(probabilities: list[list[float]], rows: Sequence[Row], frequency: Frequency) -> list[list[float]]:
    """The probabilities, leaning to head or tail (by halves) where other documents have the line too."""
    if frequency is None:
        return probabilities
    half = len(rows) / 2
    out = []
    for number, (each, row) in enumerate(zip(probabilities, rows, strict=True)):
        shared = frequency(row.text)
        out.append(_leaning(each, HEAD if number < half else TAIL, shared) if shared >= _OFTEN else each)
    return out


def repeated(part: Sequence[Row], frequency: Frequency) -> bool:
    """Whether at least half of the lines stand in other documents as well."""
    return frequency is not None and 2 * sum(frequency(row.text) >= _OFTEN for row in part) >= len(part)


def _leaning(probabilities: Sequence[float], part: int, shared: int) -> list[float]:
    """Less body, more of the part: the odds grow with the number of documents."""
    away = probabilities[BODY] * (1 - exp(-min(_MOST, log(shared))))
    out = list(probabilities)
    out[BODY] -= away
    out[part] += away
    return out
