"""The layout models together: who decides by them, the facts they give, the files they are shipped in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import Gold

from qa.analysis.layout import forest, forest_batch, layouts_by, lexicon_batch, trees, trees_batch
from qa.analysis.layout.vocabulary import build
from qa.analysis.layout.work_batch import NumpyEngine

WEIGHTS = Path(__file__).parents[2] / "qa" / "data" / "layout" / "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """What is shipped: leans of words, the model of lines, the model of cuts."""

    words: dict[str, Any]
    lines: dict[str, Any]
    cuts: dict[str, Any]

    def engine(self) -> NumpyEngine:
        """Who decides by these models."""
        known = forest.forest_of(self.lines)
        cuts = trees.trees_of(self.cuts)
        return NumpyEngine(
            lexicon=lexicon_batch.build(build(self.words)),
            lines=forest_batch.tables_of(known),
            cuts=trees_batch.nodes_of(cuts),
        )


def facts(golds: Sequence[Gold], models: Models) -> list[str]:
    """The facts that `score.py` reads."""
    engine, out = models.engine(), []
    for begin in range(0, len(golds), 50):
        part = golds[begin : begin + 50]
        for gold, layout in zip(part, layouts_by(engine, [g["text"] for g in part]), strict=True):
            told = {"head_end": layout.head_end, "tail_start": layout.tail_start}
            out.append(json.dumps({"document": gold["id"], "layout": told}))
    return out


def save(models: Models) -> None:
    """Write the weights."""
    for name, told in (("lines", models.lines), ("cuts", models.cuts)):
        text = json.dumps(told, separators=(",", ":"))
        (WEIGHTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    words = models.words
    told = [
        f'"version":{words["version"]}',
        *_listed(words),
        '"weights":{\n' + ",\n".join(_listed(words["weights"])) + "\n}",
    ]
    (WEIGHTS / "words.json").write_text("{" + ",\n".join(told) + "}\n", encoding="utf-8")


def _listed(words: dict[str, Any]) -> list[str]:
    """The values of words and of pairs, one a line."""
    parts = []
    for key in ("terms", "pairs"):
        entries = (
            f"{json.dumps(word, ensure_ascii=False)}:{json.dumps(values, separators=(',', ':'))}"
            for word, values in words[key].items()
        )
        parts.append(f'"{key}":{{\n' + ",\n".join(entries) + "\n}")
    return parts
