"""Score candidates with logistic regression over named binary features.

The weights lie in `qa/data/byline/weights.json`; `benchmarks/byline/train.py` learns them from labelled pages
with a ridge penalty around weights set by hand, so that forms rare in training keep their sense.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache

from qa.resources import data


@cache
def _model() -> tuple[Mapping[str, float], float]:
    content = data("byline/weights.json")
    return content["weights"], content["threshold"]


def threshold() -> float:
    """The least score at which a line counts as naming the author."""
    return _model()[1]


def weigh(features: Iterable[str]) -> float:
    """The sum of the weights of some features, in log odds."""
    weights, _ = _model()
    return sum(sorted(weights.get(name, 0.0) for name in features))


def probability(log_odds: float) -> float:
    """How probably a line of this weight names the author, 0–1."""
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, log_odds))))
