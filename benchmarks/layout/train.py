"""Train the layout models: `python benchmarks/layout/train.py SETS… [--test SETS…] [--facts FOLDER]
[--keep FOLDER] [--save]`.

A set is the path of a labelled `*.jsonl.gz`. Two models are trained in turn: of lines (head, body, tail)
and of cuts (at which line the tail starts, if at all). The second learns from what the first says of sites
that it has not seen (3 folds by site). `--facts` writes facts for `score.py layout`: of the sets
themselves, each document decided by models that don't know its site, and of the `--test` sets by models
that don't know the set. `--keep` stores the models of lines, and takes them from there the next time: right
only where nothing but the model of cuts or the decision has changed. `--save` writes the weights. Needs the
dependency group `train`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from candidates import Choices, choices, joined
from choice import CUTS, LINES
from corpus import FOLDS, made_up, read
from fit import fit_cuts, fit_lines
from models import Models, facts, save
from table import TAIL, Table, lean_of, supported, terms
from variants import variants
from weigh import Weigher

_GREY = 0.3


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


def weigher(table: Table) -> Weigher:
    """Who weighs the words of a table's lines."""
    return Weigher(table, sample(table), line_weights(table))


def fit_on(table: Table, docs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The model of lines trained on some documents, and the leans of words that they give."""
    leans = table.leans(docs) | weigher(table).columns(docs)
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


def cuts_of(found: Choices) -> dict[str, Any]:
    return fit_cuts(found.values, found.doc, found.right, found.weight, CUTS)


def words_of(table: Table, docs: Any) -> dict[str, Any]:
    """The leans and weights of words and opening pairs, by what the documents say; the whole vocabulary."""
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
    pair = [f"{name[int(key) >> 20]} {name[int(key) & 0xFFFFF]}" for key in keys]
    opening = {
        words: [tails[place], heads[place]] for place, words in enumerate(pair) if supported(counted)[place]
    }
    weights = weigher(table).weigh(docs[table.doc])
    return {
        "version": 3,
        "terms": kept,
        "pairs": opening,
        "weights": {
            "terms": _weighty(
                {name.get(place, ""): two for place, two in enumerate(weights.words.T.tolist())}
            ),
            "pairs": _weighty(dict(zip(pair, weights.pairs.T.tolist(), strict=True))),
        },
    }


def _weighty(told: dict[str, list[int]]) -> dict[str, list[int]]:
    return {words: told[words] for words in sorted(told) if any(told[words])}


def fitted(table: Table, docs: Any, kept: Path | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """As `fit_on`; what was kept is not fitted again."""
    if kept is None:
        return fit_on(table, docs)
    model, leans = kept.with_suffix(".json"), kept.with_suffix(".npz")
    if not model.exists():
        lines, known = fit_on(table, docs)
        np.savez(leans, **known)
        model.write_text(json.dumps(lines), encoding="utf-8")
    with np.load(leans) as stored:
        return json.loads(model.read_text(encoding="utf-8")), dict(stored)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--test", nargs="*", type=Path, default=[])
    parser.add_argument("--facts", type=Path, help="folder for facts of the folds and of the test sets")
    parser.add_argument("--keep", type=Path, help="folder for models of lines, which take most of the time")
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    golds = [gold for path in options.sets for found in [read(path)] for gold in [*found, *variants(found)]]
    table = Table(golds, terms(golds))
    log(f"{len(golds)} documents, {table.size} lines")
    models, parts = {}, []
    for number in range(FOLDS):
        kept = options.keep and options.keep / f"fold-{number}"
        models[number], leans = fitted(table, table.fold != number, kept)
        parts += choices(table, models[number], leans, table.fold == number)
        log(f"fold {number}")
    found = joined(parts)
    if options.facts:
        told = facts_of_folds(table, models, found)
        (options.facts / "folds.jsonl").write_text("\n".join(told) + "\n", encoding="utf-8")
        log("facts of the folds")
    if not (options.test or options.save):
        return
    everything = np.ones(len(golds), bool)
    lines, _ = fitted(table, everything, options.keep and options.keep / "all")
    whole = Models(words=words_of(table, everything), lines=lines, cuts=cuts_of(found))
    for path in options.test:
        out = options.facts / f"{path.name.partition('.')[0]}.jsonl"
        out.write_text("\n".join(facts(read(path), whole)) + "\n", encoding="utf-8")
    if options.save:
        save(whole)
    log("done")


def facts_of_folds(table: Table, lines: dict[int, dict[str, Any]], found: Choices) -> list[str]:
    """The facts of all documents, each by models that don't know its site."""
    told = []
    for number, model in lines.items():
        known = table.fold != number
        models = Models(words=words_of(table, known), lines=model, cuts=cuts_of(found.of(known)))
        asked = [g for g, k in zip(table.golds, known, strict=True) if not k and not made_up(g)]
        told += facts(asked, models)
    return told


if __name__ == "__main__":
    main()
