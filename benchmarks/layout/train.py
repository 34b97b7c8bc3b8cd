"""Train the layout models: `python benchmarks/layout/train.py SETS… [--test SETS…] [--facts FOLDER]
[--save]`.

A set is the path of a labelled `*.jsonl.gz`. Two models are trained in turn: of lines (head, body, tail)
and of cuts (at which line the tail starts, if at all). The second learns from what the first says of sites
that it has not seen (3 folds by site). `--facts` writes facts for `score.py layout`: of the sets
themselves, each document decided by models that don't know its site, and of the `--test` sets by models
that don't know the set. `--save` writes the weights. Needs the dependency group `train`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from choice import CUTS, LINES
from corpus import FOLDS, Gold, made_up, read
from fit import fit_cuts, fit_lines
from table import TAIL, Table, lean_of, supported, terms
from variants import variants

from qa.analysis.layout import (
    evidence_batch,
    forest,
    forest_batch,
    layouts_by,
    lexicon_batch,
    trees,
    trees_batch,
)
from qa.analysis.layout.evidence import gather, probabilities
from qa.analysis.layout.vocabulary import build
from qa.analysis.layout.work_batch import NumpyEngine

WEIGHTS = Path(__file__).parents[2] / "qa" / "data" / "layout" / "model"
_TAIL_TOKENS = 3
_GREY = 0.3


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


def log(message: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {message}", file=sys.stderr, flush=True)


def sample(table: Table) -> Any:
    """The lines that training looks at: those near ends and boundaries, and a few of the others."""
    keep = np.random.default_rng(0).random(table.size) < 0.12
    at = np.arange(table.size)
    first, stop = table.first[table.doc], table.stop[table.doc]
    head = (
        first + np.bincount(table.doc[(table.part == 0) & table.real], minlength=len(table.golds))[table.doc]
    )
    tail = (
        stop
        - np.bincount(table.doc[(table.part == TAIL) & table.real], minlength=len(table.golds))[table.doc]
    )
    keep |= (at - first < 25) | (stop - at <= 40) | (np.abs(at - head) < 12) | (np.abs(at - tail) < 15)
    return keep & table.real


def line_weights(table: Table) -> Any:
    """Documents weigh by the root of their length; whole pages, made-up ones, the grey zone less."""
    kind = np.where(table.variant == "naive", 0.5, np.where(table.made_up, 0.7, 1.0))
    size = (table.stop - table.first).astype(float)
    return (kind * np.maximum(1, size) ** -0.5)[table.doc] * np.where(table.grey, _GREY, 1.0)


def fit_on(table: Table, docs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The model of lines trained on some documents, and the leans of words that they give."""
    leans = table.leans(docs)
    chosen = sample(table) & docs[table.doc]
    values = np.empty((int(chosen.sum()), len(LINES)), np.float32)
    order = np.empty(len(values), np.int64)
    at = 0
    for rows, columns in table.portions(leans, docs):
        inside = np.flatnonzero(chosen[rows])
        for place, name in enumerate(LINES):
            values[at : at + len(inside), place] = columns[name][inside]
        order[at : at + len(inside)] = rows[inside]
        at += len(inside)
    log(f"{len(values)} lines to learn from")
    return fit_lines(values, table.part[order], line_weights(table)[order], LINES), leans


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Candidates of documents in order: features, document, whether right, and weight."""

    values: Any
    doc: Any
    right: Any
    weight: Any

    def of(self, docs: Any) -> Choices:
        """Those of some documents."""
        keep = docs[self.doc]
        return Choices(
            values=self.values[keep], doc=self.doc[keep], right=self.right[keep], weight=self.weight[keep]
        )


def choices(table: Table, model: dict[str, Any], leans: dict[str, Any], docs: Any) -> list[Choices]:
    """The candidates of some documents, as the model of lines leads to them."""
    tables = forest_batch.tables_of(forest.forest_of(model))
    out = []
    for rows, columns in table.portions(leans, docs):
        probabilities(columns, *forest_batch.scores(tables, [columns[name] for name in LINES]))
        gather(columns)
        number = np.cumsum(columns.at == columns.first) - 1
        found = evidence_batch.candidates(columns, number)
        values = np.column_stack([columns[name][found] for name in CUTS]).astype(np.float32)
        right = is_right(table, rows, columns, found)
        doc = table.doc[rows][found]
        kind = np.where((table.variant == "naive") | table.made_up, 0.6, 1.0)
        out.append(Choices(values=values, doc=doc, right=right, weight=kind[doc]))
    return out


def is_right(table: Table, rows: Any, columns: Any, found: Any) -> Any:
    """Whether a cut at each candidate is right: in the zone of the labels, or the end where there is no
    tail.
    """
    strict = (
        columns.first
        + columns.lib.sums(table.before_strict[rows])[columns.end]
        - columns.lib.sums(table.before_strict[rows])[columns.first]
    )
    lenient = (
        columns.first
        + columns.lib.sums(table.before_lenient[rows])[columns.end]
        - columns.lib.sums(table.before_lenient[rows])[columns.first]
    )
    doc = table.doc[rows][found]
    sure, maybe = has_tail(table, "gold_tail_start_lenient"), has_tail(table, "gold_tail_start_strict")
    final = found == columns.end[found] - 1
    zone = (found >= strict[found]) & (found <= lenient[found])
    return (zone & (maybe[doc] | final)) | (final & ~sure[doc])


def has_tail(table: Table, key: str) -> Any:
    """Which documents have a tail of three tokens or more from the label on."""
    return np.array([len(gold["text"][gold[key] :].split()) >= _TAIL_TOKENS for gold in table.golds])


def joined(parts: Sequence[Choices]) -> Choices:
    """Choices of all parts, by document."""
    doc = np.concatenate([part.doc for part in parts])
    order = np.argsort(doc, kind="stable")
    return Choices(
        values=np.concatenate([part.values for part in parts])[order],
        doc=doc[order],
        right=np.concatenate([part.right for part in parts])[order],
        weight=np.concatenate([part.weight for part in parts])[order],
    )


def cuts_of(found: Choices) -> dict[str, Any]:
    return fit_cuts(found.values, found.doc, found.right, found.weight, CUTS)


def words_of(table: Table, docs: Any) -> dict[str, Any]:
    """The leans of words and opening pairs, by what the documents say; the whole vocabulary."""
    words = table.words()
    counted, _ = table.counts(words, docs)
    lean = list(
        zip(lean_of(counted[2], counted[1]).tolist(), lean_of(counted[0], counted[1]).tolist(), strict=True)
    )
    support = supported(counted)
    number = table.vocabulary.number
    told = {word: list(lean[place]) if support[place] else None for word, place in number.items()}
    learned = set(table.learned)
    kept = {word: told[word] for word in sorted(number) if told[word] or word in learned}
    pairs, keys = table.pairs()
    counted, _ = table.counts(pairs, docs)
    tails, heads = lean_of(counted[2], counted[1]).tolist(), lean_of(counted[0], counted[1]).tolist()
    name = {place: word for word, place in number.items()}
    opening = {
        f"{name[int(key) >> 20]} {name[int(key) & 0xFFFFF]}": [tails[place], heads[place]]
        for place, key in enumerate(keys)
        if supported(counted)[place]
    }
    return {"version": 2, "terms": kept, "pairs": opening}


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
    parts = []
    for key in ("terms", "pairs"):
        entries = (
            f"{json.dumps(word, ensure_ascii=False)}:{json.dumps(lean, separators=(',', ':'))}"
            for word, lean in models.words[key].items()
        )
        parts.append(f'"{key}":{{\n' + ",\n".join(entries) + "\n}")
    text = '{"version":2,\n' + ",\n".join(parts) + "}\n"
    (WEIGHTS / "words.json").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--test", nargs="*", type=Path, default=[])
    parser.add_argument("--facts", type=Path, help="folder for facts of the folds and of the test sets")
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    golds = [gold for path in options.sets for found in [read(path)] for gold in [*found, *variants(found)]]
    table = Table(golds, terms(golds))
    log(f"{len(golds)} documents, {table.size} lines")
    fitted, parts = {}, []
    for number in range(FOLDS):
        fitted[number] = fit_on(table, table.fold != number)
        parts += choices(table, *fitted[number], table.fold == number)
        log(f"fold {number}")
    found = joined(parts)
    if options.facts:
        told = []
        for number, (lines, _) in fitted.items():
            known = table.fold != number
            models = Models(words=words_of(table, known), lines=lines, cuts=cuts_of(found.of(known)))
            told += facts([g for g, k in zip(golds, known, strict=True) if not k and not made_up(g)], models)
        (options.facts / "folds.jsonl").write_text("\n".join(told) + "\n", encoding="utf-8")
        log("facts of the folds")
    if not (options.test or options.save):
        return
    everything = np.ones(len(golds), bool)
    lines, _ = fit_on(table, everything)
    models = Models(words=words_of(table, everything), lines=lines, cuts=cuts_of(found))
    for path in options.test:
        out = options.facts / f"{path.name.partition('.')[0]}.jsonl"
        out.write_text("\n".join(facts(read(path), models)) + "\n", encoding="utf-8")
    if options.save:
        save(models)
    log("done")


if __name__ == "__main__":
    main()
