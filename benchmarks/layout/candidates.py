"""What the model of cuts learns from: candidates of documents, and which of them are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from choice import CUTS, LINES
from table import Table

from qa.analysis.layout import evidence_batch, forest, forest_batch
from qa.analysis.layout.evidence import gather, probabilities

_TAIL_TOKENS = 3


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
