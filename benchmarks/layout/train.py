"""Train the layout model: `python benchmarks/layout/train.py SETS… [--test SETS…] [--facts FOLDER] [--save]`.

A set is the path of a labelled `*.jsonl.gz`. Three models are trained in turn: of lines (head, body, tail),
of cuts (does the tail start here), of presence (is there a tail). The second and third learn from what the
first says of sites that it has not seen (3 folds by site). `--facts` writes facts for `score.py layout`: of
the sets themselves, each document decided by models that don't know its site, and of the `--test` sets by
models that don't know the set. `--save` writes the weights. Needs the dependency group `train` (LightGBM).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from math import log
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from choice import CUTS, LINES
from corpus import FOLDS, Labelled, labelled, read, variants

from qa.analysis.layout.columns import Columns
from qa.analysis.layout.decide import _PRESENT, best_cut, head_rows
from qa.analysis.layout.evidence import CUT_FEATURES, candidates, cut_features, gather, presence_features
from qa.analysis.layout.heads import short_head
from qa.analysis.layout.openers import headlines, opener
from qa.analysis.layout.wording import opening, wording

WEIGHTS = Path(__file__).parents[2] / "qa" / "data" / "layout" / "model"
_COMMON = {
    "verbose": -1,
    "num_threads": 1,
    "seed": 1,
    "max_bin": 63,
    "bagging_freq": 1,
    "deterministic": True,
}
_LINES = {"objective": "multiclass", "num_class": 3, "learning_rate": 0.16, "num_leaves": 12}
_LINES |= {
    "min_data_in_leaf": 40,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "lambda_l2": 5,
    **_COMMON,
}
_BINARY = {
    "objective": "binary",
    "feature_fraction": 0.35,
    "bagging_fraction": 0.8,
    "lambda_l2": 10,
    **_COMMON,
}
_CUTS = {"learning_rate": 0.08, "num_leaves": 10, "min_data_in_leaf": 30, **_BINARY}
_PRESENCE = {"learning_rate": 0.06, "num_leaves": 6, "min_data_in_leaf": 30, **_BINARY}
_ROUNDS = {"lines": 55, "cuts": 100, "presence": 80}
_SUPPORT_TAIL, _SUPPORT_BODY = 6, 25
_TAIL_TOKENS = 3
Terms = dict[str, tuple[set[str], set[str], set[str]]]


def terms(line: Sequence[str]) -> set[str]:
    return {*line, *opening(line)}


def count_terms(docs: Sequence[Labelled]) -> Terms:
    """The sites that use a term in heads, in bodies and in tails."""
    found: Terms = defaultdict(lambda: (set(), set(), set()))
    for doc in docs:
        if not doc.made_up:
            for part, line in zip(doc.parts, doc.words, strict=True):
                for term in terms(line):
                    found[term][part].add(doc.site)
    return {
        t: s for t, s in found.items() if len(s[2]) + len(s[0]) >= _SUPPORT_TAIL or len(s[1]) >= _SUPPORT_BODY
    }


def lean_of(sites: tuple[set[str], set[str], set[str]], without: str = "") -> tuple[float, float]:
    """The lean to (tail, head), not counting one site, so that a document does not vouch for itself."""
    head, body, tail = (len(part) - (without in part) for part in sites)
    return round(log((tail + 1) / (body + 1)), 3), round(log((head + 1) / (body + 1)), 3)


def columns_of(doc: Labelled, lean: Callable[[str], tuple[float, float] | None]) -> Columns:
    return Columns(doc.rows, doc.base, [wording(line, lean) for line in doc.words])


def leave_out(counts: Terms, site: str) -> Callable[[str], tuple[float, float] | None]:
    return lambda term: lean_of(counts[term], site) if term in counts else None


def matrix(columns: Columns, names: Sequence[str]) -> Any:
    return np.array([columns[name] for name in names]).T


def sample(doc: Labelled, seed: int) -> Any:
    """The lines that training looks at: those near ends and boundaries, and a few of the others."""
    size, parts = len(doc.parts), np.array(doc.parts)
    keep = np.random.default_rng(seed).random(size) < 0.12
    keep[:25] = keep[-40:] = True
    head, tail = int((parts == 0).sum()), size - int((parts == 2).sum())
    keep[max(0, head - 12) : head + 12] = keep[max(0, tail - 15) : tail + 15] = True
    return keep & ~np.array(doc.skip)


def train_lines(docs: Sequence[Labelled], counts: Terms) -> Any:
    blocks, labels, weights = [], [], []
    for number, doc in enumerate(docs):
        keep = sample(doc, number)
        blocks.append(matrix(columns_of(doc, leave_out(counts, doc.site)), LINES)[keep])
        labels.append(np.array(doc.parts)[keep])
        weight = 0.5 if doc.gold["variant"] == "naive" else 0.7 if doc.made_up else 1.0
        weights.append(np.full(int(keep.sum()), weight * len(doc.parts) ** -0.5))
    weight = np.concatenate(weights)
    data = lightgbm.Dataset(np.concatenate(blocks), np.concatenate(labels), weight=weight / weight.mean())
    return lightgbm.train(_LINES, data, _ROUNDS["lines"])


def predict_lines(model: Any, columns: Columns, skip: Sequence[bool]) -> list[list[float]]:
    """As `decide.line_probabilities`, by the trainer's library."""
    found = model.predict(matrix(columns, LINES)).tolist()
    for number, skipped in enumerate(skip):
        if skipped:
            found[number] = found[number - 1]
    return found  # type: ignore[no-any-return]


class Case:
    """A document with its candidates for the cut, as the second and third model see it."""

    def __init__(self, doc: Labelled, columns: Columns, probabilities: list[list[float]]) -> None:
        self.doc, self.probabilities = doc, probabilities
        self.evidence = gather(probabilities, columns.chars())
        self.cuts = candidates(self.evidence)
        self.own = cut_features(self.evidence, self.cuts)
        context = [columns[name] for name in CUTS]
        self.values = np.array(
            [[*a, *(c[t] for c in context)] for a, t in zip(self.own, self.cuts, strict=True)]
        )
        gold, text = doc.gold, doc.gold["text"]
        strict, lenient = gold["gold_tail_start_strict"], gold["gold_tail_start_lenient"]
        first, last = (sum(row.start < at for row in doc.rows) for at in (strict, lenient))
        self.has = _tokens(text[gold["gold_tail_start"] :]) >= _TAIL_TOKENS
        self.grey = _tokens(text[strict:]) >= _TAIL_TOKENS > _tokens(text[lenient:])
        self.right = np.array([self.has and first <= cut <= last for cut in self.cuts])
        self.weight = 0.6 if gold["variant"] == "naive" else 1.0


def _tokens(text: str) -> int:
    return len(text.split())


def train_cuts(cases: Sequence[Case]) -> Any:
    have = [case for case in cases if case.has]
    weight = np.concatenate([np.full(len(case.cuts), case.weight) for case in have])
    values, right = np.concatenate([c.values for c in have]), np.concatenate([c.right for c in have])
    return lightgbm.train(_CUTS, lightgbm.Dataset(values, right, weight=weight), _ROUNDS["cuts"])


def odds_of(model: Any, case: Case) -> list[float]:
    return np.exp(np.minimum(20, model.predict(case.values, raw_score=True))).tolist()  # type: ignore[no-any-return]


def train_presence(cases: Sequence[Case], odds: Sequence[list[float]]) -> Any:
    pairs = [(case, each) for case, each in zip(cases, odds, strict=True) if not case.grey]
    values = np.array([presence_features(case.evidence, case.own, each) for case, each in pairs])
    weight = [0.5 if case.doc.made_up else 1.0 for case, _ in pairs]
    return lightgbm.train(
        _PRESENCE,
        lightgbm.Dataset(values, np.array([case.has for case, _ in pairs]), weight=weight),
        _ROUNDS["presence"],
    )


def decided(case: Case, cuts: Any, presence: Any) -> dict[str, Any]:
    """The facts that `score.py` reads."""
    odds = odds_of(cuts, case)
    values = np.array([presence_features(case.evidence, case.own, odds)])
    present = float(presence.predict(values)[0])
    head = short_head(case.doc.rows, head_rows(case.probabilities)[0])
    cut = best_cut(case.evidence, case.cuts, odds, present) if present >= _PRESENT else len(case.doc.rows)
    found, text = case.doc.rows, case.doc.gold["text"]
    if head < cut:
        cut = opener(found, head, headlines(found, head, cut))
    layout = {
        "head_end": found[head].start if head else 0,
        "tail_start": found[cut].start if head < cut < len(found) else len(text),
    }
    return {"document": case.doc.gold["id"], "layout": layout}


def prepare(path: Path) -> list[Labelled]:
    golds = read(path)
    return [doc for doc in map(labelled, [*golds, *variants(golds)]) if doc]


def cross_fit(docs: Sequence[Labelled]) -> list[Case]:
    """Every document as a model of lines sees it that does not know its site."""
    cases = []
    for fold in range(FOLDS):
        known = [doc for doc in docs if doc.fold != fold]
        counts = count_terms(known)
        model = train_lines(known, counts)
        cases += cases_of([doc for doc in docs if doc.fold == fold], model, counts)
        print(f"fold {fold}", file=sys.stderr, flush=True)
    return cases


def cases_of(docs: Sequence[Labelled], model: Any, counts: Terms) -> list[Case]:
    return [
        Case(doc, columns, predict_lines(model, columns, doc.skip))
        for doc in docs
        for columns in [columns_of(doc, leave_out(counts, ""))]
    ]


def second_stage(cases: Sequence[Case]) -> tuple[Any, Any]:
    """The models of cuts and of presence; presence learns from odds for sites that cuts has not seen."""
    odds: dict[int, list[float]] = {}
    for fold in range(FOLDS):
        part = train_cuts([case for case in cases if case.doc.fold != fold])
        odds |= {id(case): odds_of(part, case) for case in cases if case.doc.fold == fold}
    return train_cuts(cases), train_presence(cases, [odds[id(case)] for case in cases])


def figures(cases: Sequence[Case]) -> Iterator[dict[str, Any]]:
    """Facts of every document, decided by models that don't know its site."""
    for fold in range(FOLDS):
        models = second_stage([case for case in cases if case.doc.fold != fold])
        yield from (decided(c, *models) for c in cases if c.doc.fold == fold and not c.doc.made_up)


def write_facts(path: Path, facts: Iterator[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(each) + "\n" for each in facts), encoding="utf-8")


def save(name: str, model: Any, outputs: int, **more: Any) -> None:
    """The trees as plain numbers."""
    trees = [_flat(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]
    text = json.dumps({"version": 1, "outputs": outputs, **more, "trees": trees}, separators=(",", ":"))
    WEIGHTS.mkdir(parents=True, exist_ok=True)
    (WEIGHTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def _flat(root: dict[str, Any]) -> list[list[float]]:
    feature: list[float] = []
    threshold: list[float] = []
    left: list[float] = []
    right: list[float] = []
    leaf: list[float] = []

    def visit(node: dict[str, Any]) -> int:
        if "leaf_value" in node:
            leaf.append(round(node["leaf_value"], 5))
            return -len(leaf)
        at = len(feature)
        feature.append(node["split_feature"])
        threshold.append(float(f"{node['threshold']:.8g}"))
        left.append(0)
        right.append(0)
        left[at], right[at] = visit(node["left_child"]), visit(node["right_child"])
        return at

    visit(root)
    return [feature, threshold, left, right, leaf]


def save_words(counts: Terms) -> None:
    table = {term: lean_of(counts[term]) for term in sorted(counts)}
    lines = ",\n".join(f"{json.dumps(t, ensure_ascii=False)}:[{a},{b}]" for t, (a, b) in table.items())
    (WEIGHTS / "words.json").write_text(f'{{"version":1,"terms":{{\n{lines}\n}}}}\n', encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--test", nargs="*", type=Path, default=[])
    parser.add_argument("--facts", type=Path, help="folder for facts of the folds and of the test sets")
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    docs = [doc for path in options.sets for doc in prepare(path)]
    print(f"{len(docs)} documents", file=sys.stderr, flush=True)
    cases = cross_fit(docs)
    if options.facts:
        write_facts(options.facts / "folds.jsonl", figures(cases))
    if not (options.test or options.save):
        return
    counts = count_terms(docs)
    lines, (cuts, presence) = train_lines(docs, counts), second_stage(cases)
    for path in options.test:
        unseen = cases_of([doc for doc in prepare(path) if not doc.made_up], lines, counts)
        write_facts(
            options.facts / f"{path.name.partition('.')[0]}.jsonl",
            (decided(c, cuts, presence) for c in unseen),
        )
    if options.save:
        save("lines", lines, 3, features=LINES)
        save("cuts", cuts, 1, features=CUT_FEATURES, context=CUTS)
        save("presence", presence, 1)
        save_words(counts)


if __name__ == "__main__":
    main()
