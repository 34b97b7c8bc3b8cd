"""Learn the weights of `qa/data/byline/weights.json`: ridge logistic regression around hand-set weights.

    python benchmarks/byline/train.py            # figures on unseen sites, then weights from all pages
    python benchmarks/byline/train.py --dry-run  # the figures alone

A candidate line is right when it names one of the page's authors. The WCXB sites are in five parts by hash of
the host; each part is read with weights learnt from the other four and from AEB, and AEB with weights learnt
from WCXB. Needs numpy.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from measure import Judged, by_group, figures
from pages import PARTS, ROOT, Page, aeb, fold, wcxb

from qa.analysis.byline.candidate import Candidate
from qa.analysis.byline.candidates import candidates
from qa.analysis.byline.choose import authors, ranked
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
SHOWN = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
Line = tuple[frozenset[str], Candidate]
Sample = tuple[Page, list[Line]]


def sample(page: Page) -> Sample:
    """A page and its candidate lines with their features."""
    layout = find_layout(page.text)
    found = rows(page.text, layout)
    view = page_of(page.text, found, find_title(page.text, layout))
    read = list(candidates(found))
    return page, [
        (own_features(each, view, others) | context_features(each, view), each)
        for each, others in zip(read, company(read), strict=True)
    ]


def people(candidate: Candidate) -> frozenset[str]:
    """The folded names of a candidate."""
    return frozenset(fold(person.name) for person in candidate.names.persons)


def learn(samples: Iterable[Sample]) -> dict[str, float]:
    """Weights by Newton's method; a feature rarely seen keeps the weight set by hand."""
    prior: dict[str, float] = json.loads(PRIOR.read_text(encoding="utf-8"))["weights"]
    lines = [(names, bool(people(line) & page.authors)) for page, each in samples for names, line in each]
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


def predicted(samples: Iterable[Sample], weights: dict[str, float], threshold: float) -> list[Judged]:
    """What the finder would name with these weights."""
    found = []
    for page, lines in samples:
        scored = [(_chance(sum(weights.get(name, 0.0) for name in names)), line) for names, line in lines]
        best = next(iter(ranked(scored, threshold)), None)
        found.append((page, frozenset(map(fold, authors(scored, best))) if best else frozenset()))
    return found


def _chance(log_odds: float) -> float:
    return float(1 / (1 + np.exp(-np.clip(log_odds, -40, 40))))


def main(options: Sequence[str]) -> None:
    """Print figures on unseen sites and on the other source; write the weights learnt from everything."""
    web, news = [sample(page) for page in wcxb()], [sample(page) for page in aeb()]
    unseen = [
        ([each for each in web if each[0].part == part], learn([*_others(web, part), *news]))
        for part in range(PARTS)
    ]
    transfer = learn(web)
    for threshold in SHOWN:
        sites = [one for part, weights in unseen for one in predicted(part, weights, threshold)]
        other = predicted(news, transfer, threshold)
        for name, judged in (("wcxb", sites), ("aeb", other), ("both", sites + other)):
            print(f"{threshold:4}  {name:5} {figures(judged)}")
        if threshold == THRESHOLD:
            by_group("wcxb", sites)
            by_group("aeb", other)
    if "--dry-run" in options:
        return
    content = {"version": 1, "threshold": THRESHOLD, "weights": learn(web + news)}
    WEIGHTS.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _others(samples: Iterable[Sample], part: int) -> list[Sample]:
    return [each for each in samples if each[0].part != part]


if __name__ == "__main__":
    main(sys.argv[1:])
