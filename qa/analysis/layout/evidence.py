"""Evidence about where the tail starts, from what the line model says of every line.

Candidates are lines after which much speaks for tail, or at which the probability of tail rises. For each,
sums and means of the probabilities on both sides are the features of a second model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log, log1p

HEAD, BODY, TAIL = 0, 1, 2
CUT_FEATURES = [
    "T",
    "gap",
    "after",
    "before",
    "rank",
    "q",
    "b",
    "q-1",
    "b-1",
    "q3",
    "q8",
    "qall",
    "q-3",
    "q-8",
    "q<all",
    "b-3",
    "b3",
    "b<all",
    "bodytok",
    "tailtok",
    "tok",
    "bodyshare",
    "bodyfrac",
    "bmax",
    "nxtbody",
    "n_after",
    "qmax",
    "qlast",
    "T0",
]
"""Names of a candidate's own features; those of its line in context follow."""

PRESENCE_FEATURES = [
    "maxT",
    "qlast",
    "q-2",
    "q3",
    "q8",
    "qmax",
    "pmax",
    "odds",
    "Tlast",
    "Tlast2",
    "Tlast5",
    "gap_tok",
    "cut_tok",
    "cut_b3",
    "gap_q8",
    "n",
    "lasttok",
    "head3",
    "heads",
    "cut_T",
    "gap_qlast",
]
"""Names of the features that tell whether there is a tail at all."""

_CLIP = 4.0
_EACH = 8
_TINY = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Probabilities and their running sums; `gain[i]` is what speaks for tail from line `i` on."""

    tail: Sequence[float]
    body: Sequence[float]
    head: Sequence[float]
    tokens: Sequence[float]
    gain: Sequence[float]

    @property
    def size(self) -> int:
        """Number of lines."""
        return len(self.tail)


def gather(probabilities: Sequence[Sequence[float]], lengths: Sequence[float]) -> Evidence:
    """Evidence from the probabilities of (head, body, tail) of each line and the lines' lengths."""
    head, body, tail = (list(column) for column in zip(*probabilities, strict=True))
    odds = [max(-_CLIP, min(_CLIP, log((t + _TINY) / (b + _TINY)))) for t, b in zip(tail, body, strict=True)]
    return Evidence(
        tail=tail,
        body=body,
        head=head,
        tokens=[max(1.0, length / 6) for length in lengths],
        gain=_from_end(odds),
    )


def _from_end(values: Sequence[float]) -> list[float]:
    return [*accumulate(reversed(values), initial=0.0)][::-1]


def _mean(sums: Sequence[float], start: int, end: int) -> float:
    start, end = max(0, start), min(len(sums) - 1, end)
    return (sums[end] - sums[start]) / (end - start) if end > start else -1.0


def candidates(evidence: Evidence) -> list[int]:
    """Lines at which the tail may start, in order."""
    size, tail = evidence.size, evidence.tail
    sums = [0.0, *accumulate(tail)]
    rise = [now - before for now, before in zip(tail, [0.0, *tail[:-1]], strict=True)]
    step = [_mean(sums, i, i + 4) - (_mean(sums, i - 4, i) if i else 0.0) for i in range(size)]
    found: set[int] = set()
    for scores in (evidence.gain[:size], rise, step):
        found.update(sorted(range(size), key=lambda i, by=scores: (-by[i], i))[:_EACH])  # type: ignore[misc]
    return sorted(found)


def cut_features(evidence: Evidence, cuts: Sequence[int]) -> list[list[float]]:
    """The features of each candidate, in the order of `CUT_FEATURES`."""
    size, gain, tail, body, tokens = (
        evidence.size,
        evidence.gain,
        evidence.tail,
        evidence.body,
        evidence.tokens,
    )
    tails, bodies = [0.0, *accumulate(tail)], [0.0, *accumulate(body)]
    body_tokens = _from_end([b * t for b, t in zip(body, tokens, strict=True)])
    tail_tokens = _from_end([q * t for q, t in zip(tail, tokens, strict=True)])
    rest = _from_end(tokens)
    best_after = [*accumulate(reversed(gain), max)][::-1]
    best_before = [*accumulate(gain, max)]
    order = sorted(range(size + 1), key=lambda i: (-gain[i], i))
    rank = {line: number for number, line in enumerate(order)}
    body_max = [*accumulate(reversed(body), max)][::-1]
    top = max(gain)
    return [
        [
            gain[t],
            top - gain[t],
            gain[t] - best_after[t + 1],
            gain[t] - best_before[t - 1] if t else 0.0,
            float(rank[t]),
            tail[t],
            body[t],
            tail[t - 1] if t else -1.0,
            body[t - 1] if t else -1.0,
            _mean(tails, t, t + 3),
            _mean(tails, t, t + 8),
            _mean(tails, t, size),
            _mean(tails, t - 3, t),
            _mean(tails, t - 8, t),
            _mean(tails, 0, t),
            _mean(bodies, t - 3, t),
            _mean(bodies, t, t + 3),
            _mean(bodies, 0, t),
            log1p(max(0.0, body_tokens[t])),
            log1p(max(0.0, tail_tokens[t])),
            log1p(max(0.0, rest[t])),
            body_tokens[t] / max(1.0, rest[t]),
            body_tokens[t] / max(1.0, body_tokens[0]),
            body_max[t],
            max(b * min(k, 40.0) for b, k in zip(body[t : t + 12], tokens[t : t + 12], strict=True)),
            float(size - t),
            max(tail),
            tail[-1],
            gain[0],
        ]
        for t in cuts
    ]


def presence_features(
    evidence: Evidence, features: Sequence[Sequence[float]], odds: Sequence[float]
) -> list[float]:
    """Whether there is a tail: features in the order of `PRESENCE_FEATURES`; `odds` are the candidates'."""
    tail, gain, size = evidence.tail, evidence.gain, evidence.size
    sums = [0.0, *accumulate(tail)]
    at = CUT_FEATURES.index
    likely = features[max(range(len(odds)), key=odds.__getitem__)]
    nearest = min(features, key=lambda values: values[at("gap")])
    best = max(odds)
    return [
        max(gain),
        tail[-1],
        tail[-2] if size > 1 else -1.0,
        _mean(sums, size - 3, size),
        _mean(sums, size - 8, size),
        max(tail),
        best / (1 + best),
        sum(odds),
        gain[size - 1],
        gain[size - 2] if size > 1 else -9.0,
        gain[max(0, size - 5)],
        nearest[at("tok")],
        likely[at("tok")],
        likely[at("b3")],
        nearest[at("q8")],
        float(size),
        evidence.tokens[-1],
        sum(evidence.head[:3]) / 3,
        sum(h > 0.5 for h in evidence.head) / size,
        likely[at("T")],
        nearest[at("qlast")],
    ]
