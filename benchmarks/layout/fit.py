"""The two models of layout: fitted, and written as whole numbers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import floor
from pathlib import Path
from typing import Any

import catboost
import lightgbm
import numpy as np

from qa.analysis.layout import forest, trees

_LINES = {
    "iterations": 300,
    "depth": 6,
    "learning_rate": 0.13,
    "loss_function": "MultiClass",
    "rsm": 0.2,
    "border_count": 40,
    "l2_leaf_reg": 5,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.7,
    "leaf_estimation_iterations": 1,
    "thread_count": 1,
    "random_seed": 1,
    "verbose": 0,
    "allow_writing_files": False,
}
_CUTS = {
    "learning_rate": 0.08,
    "num_leaves": 10,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.25,
    "lambda_l2": 10,
    "max_bin": 63,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
    "verbose": -1,
}
_CUT_ROUNDS = 150
_LARGEST = 1 << 30
_NEVER = (1 << 31) - 1


def whole(values: Any) -> Any:
    """Features as the models see them."""
    return np.clip(values, -_LARGEST, _LARGEST).astype(np.float32)


def fit_lines(values: Any, parts: Any, weights: Any, names: Sequence[str]) -> dict[str, Any]:
    """The model of lines, as its data file has it: 0 head, 1 body, 2 tail."""
    model = catboost.CatBoostClassifier(**_LINES)
    model.fit(whole(values), parts, sample_weight=weights / weights.mean())
    return _questions(model, names)


def _questions(model: Any, names: Sequence[str]) -> dict[str, Any]:
    path = Path("catboost-model.json")
    model.save_model(str(path), format="json")
    told = json.loads(path.read_text(encoding="utf-8"))
    path.unlink()
    questions, tail, head = [], [], []
    for tree in told["oblivious_trees"]:
        asked = [[s["float_feature_index"], floor(s["border"])] for s in tree["splits"] or []]
        idle = _LINES["depth"] - len(asked)
        questions.append(asked + [[0, _NEVER]] * idle)
        leaves = np.tile(np.array(tree["leaf_values"]).reshape(-1, 3), (1 << idle, 1))
        odds = np.round((leaves - leaves[:, 1:2]) * forest.SCALE).astype(int)
        tail.append(odds[:, 2].tolist())
        head.append(odds[:, 0].tolist())
    bias = told["scale_and_bias"][1]
    shift = [round((value - bias[1]) * forest.SCALE) for value in bias]
    tail[0] = [value + shift[2] for value in tail[0]]
    head[0] = [value + shift[0] for value in head[0]]
    return {"version": 2, "features": list(names), "questions": questions, "tail": tail, "head": head}


def fit_cuts(values: Any, group: Any, right: Any, weights: Any, names: Sequence[str]) -> dict[str, Any]:
    """The model of cuts: a softmax over the candidates of each document, of which any right one will do.

    `group` is the document of each candidate, in order.
    """
    first = np.flatnonzero(np.concatenate([[True], group[1:] != group[:-1]]))
    place = np.cumsum(np.concatenate([[True], group[1:] != group[:-1]])) - 1
    answered = np.add.reduceat(right.astype(float), first)[place] > 0

    def gradient(scores: Any, _: Any) -> tuple[Any, Any]:
        powers = np.exp(scores - np.maximum.reduceat(scores, first)[place])
        chance = powers / np.add.reduceat(powers, first)[place]
        among = chance * right
        target = np.where(answered, among / np.maximum(np.add.reduceat(among, first)[place], 1e-9), chance)
        return (chance - target) * weights, np.maximum(chance * (1 - chance), 1e-3) * weights

    data = lightgbm.Dataset(values.astype(np.float32), np.zeros(len(values)))
    model = lightgbm.train({**_CUTS, "objective": gradient}, data, _CUT_ROUNDS)
    flat = [_flat(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]
    return {"version": 2, "features": list(names), "trees": flat}


def _flat(root: dict[str, Any]) -> list[list[int]]:
    """A tree as the lists of `trees`."""
    feature: list[int] = []
    threshold: list[int] = []
    left: list[int] = []
    right: list[int] = []
    leaf: list[int] = []

    def visit(node: dict[str, Any]) -> int:
        if "leaf_value" in node:
            leaf.append(round(node["leaf_value"] * trees.SCALE))
            return -len(leaf)
        at = len(feature)
        feature.append(node["split_feature"])
        threshold.append(floor(node["threshold"]))
        left.append(0)
        right.append(0)
        left[at], right[at] = visit(node["left_child"]), visit(node["right_child"])
        return at

    visit(root)
    return [feature, threshold, left, right, leaf]
