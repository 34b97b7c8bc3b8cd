"""Where the head ends and the tail starts, decided over all lines at once.

The head ends where the sum of what speaks for head and against body is greatest; what speaks for body counts
double. The tail starts where the expected use of the cut is greatest: being right within a line and covering
the tail count for it, the risk of losing twenty words of body counts against it (a Bayes decision with an
unequal loss).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import exp, log

from qa.analysis.layout.columns import Columns
from qa.analysis.layout.evidence import (
    HEAD,
    Evidence,
    candidates,
    cut_features,
    gather,
    presence_features,
)
from qa.analysis.layout.trees import model, raw_scores, trees

_HEAD_BIAS, _HEAD_CLIP = 0.7, 3.0
_COVER, _NEAR, _LOSS, _PRESENT = 0.3, 0.5, 2.0, 0.45
_LOST_TOKENS = 20.0
_STEPS = (1, 2, 3, 4, 6, 8, 11, 15, 20, 27, 36, 50, 70, 100, 140, 200)
_TINY = 1e-9


def line_probabilities(columns: Columns, skip: Sequence[bool]) -> list[list[float]]:
    """Probabilities of (head, body, tail) for each line; a skipped line takes those of the line before."""
    ensemble = trees("lines")
    table = list(zip(*(columns[name] for name in model("lines")["features"]), strict=True))
    found: list[list[float]] = []
    for values, skipped in zip(table, skip, strict=True):
        if skipped:
            found.append(found[-1])
        else:
            found.append(softmax(raw_scores(ensemble, 3, values)))
    return found


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores to probabilities that sum to 1."""
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def head_rows(probabilities: Sequence[Sequence[float]]) -> tuple[int, float]:
    """How many lines the head has, and the mean probability that they are head."""
    odds = [log((p[HEAD] + _TINY) / (1 - p[HEAD] + _TINY)) for p in probabilities]
    gains = [max(-_HEAD_CLIP, min(_HEAD_CLIP, value)) for value in odds]
    sums = [*accumulate((value if value > 0 else 2 * value for value in gains), initial=0.0)]
    best = max(range(len(sums)), key=lambda i: (sums[i] - (_HEAD_BIAS if i else 0.0), -i))
    if not best or best == len(probabilities):
        return 0, 0.0
    return best, sum(p[HEAD] for p in probabilities[:best]) / best


def tail_row(columns: Columns, probabilities: Sequence[Sequence[float]], head: int) -> tuple[int, float]:
    """The line on which the tail starts (their number when there is none), and the probability of a tail."""
    evidence = gather(probabilities, columns.chars())
    cuts = candidates(evidence)
    features = cut_features(evidence, cuts)
    odds = cut_odds(columns, cuts, features)
    present = _logistic(raw_scores(trees("presence"), 1, presence_features(evidence, features, odds))[0])
    if present < _PRESENT:
        return evidence.size, 0.0
    cut = best_cut(evidence, cuts, odds, present)
    return (cut, present) if cut > head else (evidence.size, 0.0)


def cut_odds(columns: Columns, cuts: Sequence[int], features: Sequence[Sequence[float]]) -> list[float]:
    """The odds that the tail starts at each candidate, by the model of cuts."""
    ensemble = trees("cuts")
    context = [columns[name] for name in model("cuts")["context"]]
    values = [[*own, *(column[cut] for column in context)] for own, cut in zip(features, cuts, strict=True)]
    return [exp(min(20.0, raw_scores(ensemble, 1, each)[0])) for each in values]


def best_cut(evidence: Evidence, cuts: Sequence[int], odds: Sequence[float], present: float) -> int:
    """The cut with the greatest expected use, given the probability that there is a tail."""
    size = evidence.size
    words = [*accumulate(evidence.tokens, initial=0.0)]
    total = sum(odds) or 1.0
    share = {cut: present * value / total for cut, value in zip(cuts, odds, strict=True)}
    places = sorted({*cuts, *(size - step for step in _STEPS if size > step)})
    uses = [_use(place, share, words, 1 - present) for place in places]
    return places[max(range(len(places)), key=lambda i: (uses[i], i))]


def _use(place: int, share: dict[int, float], words: Sequence[float], absent: float) -> float:
    left = words[-1] - words[place]
    use = -_LOSS * absent if left >= _LOST_TOKENS else 0.0
    for cut, chance in share.items():
        near = 1.0 if cut == place else _NEAR if abs(cut - place) == 1 else 0.0
        cover = min(1.0, left / max(1.0, words[-1] - words[cut]))
        lost = _LOSS if words[cut] - words[place] >= _LOST_TOKENS else 0.0
        use += chance * (near + _COVER * cover - lost)
    return use


def _logistic(score: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))
