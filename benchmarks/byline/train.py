"""Learn the weights of `qa/data/byline/weights.json`: ridge logistic regression around hand-set weights.

    python benchmarks/byline/train.py            # figures on unseen pages, then weights from all pages
    python benchmarks/byline/train.py --dry-run  # the figures alone

A candidate line is right when it names one of the page's authors. Half of the WCXB sites (by hash of the
host) and the AEB news pages are each predicted by a model that has not seen them. Needs numpy.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from pages import ROOT, Page, aeb, fold, wcxb

from qa.analysis.byline.candidates import candidates
from qa.analysis.byline.context import context_features
from qa.analysis.byline.features import company, own_features, page_of
from qa.analysis.byline.zones import rows
from qa.analysis.layout import find_layout
from qa.analysis.title import find_title

WEIGHTS = ROOT / "qa" / "data" / "byline" / "weights.json"
PRIOR = Path(__file__).parent / "prior.json"
RIDGE = 2.0
LEAST_SEEN = 10
THRESHOLD = 0.35
Line = tuple[frozenset[str], frozenset[str]]
Sample = tuple[Page, list[Line]]


def sample(page: Page) -> Sample:
    """A page and its candidate lines: features, folded names."""
    layout = find_layout(page.text, language="en")
    found = rows(page.text, layout, "en")
    view = page_of(page.text, found, find_title(page.text, layout))
    read = list(candidates(found))
    return page, [
        (
            own_features(each, view, others) | context_features(each, view),
            frozenset(fold(one.name) for one in each.names.persons),
        )
        for each, others in zip(read, company(read), strict=True)
    ]


def learn(samples: Iterable[Sample]) -> dict[str, float]:
    """Weights by Newton's method; a feature rarely seen keeps the weight set by hand."""
    prior: dict[str, float] = json.loads(PRIOR.read_text(encoding="utf-8"))["weights"]
    lines = [(names, bool(people & page.authors)) for page, each in samples for names, people in each]
    seen: dict[str, int] = {}
    for names, _ in lines:
        for name in names:
            seen[name] = seen.get(name, 0) + 1
    known = sorted({name for name, times in seen.items() if times >= LEAST_SEEN} | set(prior))
    column = {name: at for at, name in enumerate(known)}
    matrix = np.zeros((len(lines), len(known)))
    for at, (names, _) in enumerate(lines):
        matrix[at, [column[name] for name in names if name in column]] = 1.0
    right = np.array([good for _, good in lines], dtype=float)
    start = np.array([prior.get(name, 0.0) for name in known])
    weights = start.copy()
    for _ in range(20):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -40, 40)))
        slope = matrix.T @ (chance - right) + RIDGE * (weights - start)
        curve = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + RIDGE * np.eye(len(known))
        step, size, before = np.linalg.solve(curve, slope), 1.0, _loss(matrix, right, weights, start)
        while size > 1e-4 and _loss(matrix, right, weights - size * step, start) > before:
            size /= 2
        weights -= size * step
    return {name: round(float(weights[at]), 3) for name, at in column.items()}


def _loss(matrix: Any, right: Any, weights: Any, start: Any) -> float:
    """The penalised log loss that is made least."""
    total = matrix @ weights
    return float(np.sum(np.logaddexp(0, total) - right * total) + RIDGE / 2 * np.sum((weights - start) ** 2))


def judged(samples: Sequence[Sample], weights: dict[str, float], threshold: float) -> dict[str, float]:
    """The figures of score.py, in percent."""
    hit = false = missed = exact = some = 0
    for page, lines in samples:
        scored = [
            (1 / (1 + np.exp(-np.clip(sum(weights.get(one, 0.0) for one in names), -40, 40))), people)
            for names, people in lines
        ]
        best, people = max(scored, key=lambda pair: pair[0], default=(0.0, frozenset()))
        people = people if best >= threshold else frozenset()
        hit += page.named and bool(people)
        false += bool(people) and not page.named
        missed += page.named and not people
        exact += page.named and people == page.gold
        some += page.named and bool(people & page.gold)
    named = max(hit + missed, 1)
    return {
        "named": hit + missed,
        "precision": round(100 * hit / max(hit + false, 1), 1),
        "recall": round(100 * hit / named, 1),
        "exact": round(100 * exact / named, 1),
        "any": round(100 * some / named, 1),
    }


def report(name: str, samples: Sequence[Sample], weights: dict[str, float]) -> None:
    """Print the figures of one test set at several thresholds."""
    for threshold in (0.3, 0.35, 0.4, 0.45, 0.5):
        print(name, threshold, judged(samples, weights, threshold))


def main(options: Sequence[str]) -> None:
    """Print figures on unseen sites and on the other source; write the weights learnt from everything."""
    web, news = [sample(page) for page in wcxb()], [sample(page) for page in aeb()]
    halves = [[each for each in web if each[0].half == half] for half in (0, 1)]
    report("half 0 -> half 1", halves[1], learn(halves[0]))
    report("half 1 -> half 0", halves[0], learn(halves[1]))
    report("half 0 -> aeb", news, learn(halves[0]))
    report("aeb + half 0 -> half 1", halves[1], learn(halves[0] + news))
    if "--dry-run" in options:
        return
    content = {"version": 1, "threshold": THRESHOLD, "weights": learn(web + news)}
    WEIGHTS.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
