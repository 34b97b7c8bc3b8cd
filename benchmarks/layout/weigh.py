"""Weights of words: logistic regressions of lines on words, for tails and for first lines of tails.

Whether a line is tail is asked of its own words; whether it opens a tail of its own, of those of the lines
beside it and of those of five lines further on. Where models learn from weights, they are those of a
regression that does not know the site of the line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from corpus import CELLS, FOLDS, cell, site
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from table import BODY, HEAD, TAIL, Table

from qa.analysis.layout.vocabulary import WEIGHTS

_SITES = 5
_UNIT, _MOST = 100, 1000
_STRENGTH = 0.1
_AHEAD = range(2, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Hundredths of log odds, by the names in `WEIGHTS`: of known words, and of opening pairs."""

    words: Any
    pairs: Any


class Weigher:
    """The lines of a table by their words. Regressions look at some rows, each with its weight."""

    def __init__(self, table: Table, rows: Any, weights: Any) -> None:
        self.table, self.kinds = table, table.words().kinds
        self.own = hstack([_counts(table, table.words()), _counts(table, table.pairs()[0])]).tocsr()
        ahead = sum(self._beside(by) for by in _AHEAD)
        self.near = hstack([self.own, self._beside(1), self._beside(-1), ahead]).tocsr()
        self.usable = rows & ~table.made_up[table.doc]
        self.weights = weights
        cells = np.array([cell(site(gold)) // FOLDS for gold in table.golds])
        self.part = cells[table.doc]
        before = np.concatenate([[False], (table.part[:-1] == BODY) & (table.doc[1:] == table.doc[:-1])])
        self.first = (table.part == TAIL) & before & table.real

    def _beside(self, by: int) -> Any:
        """The words of the lines `by` further on in the same document, for each line."""
        place = np.arange(self.table.size) + by
        inside = np.clip(place, 0, self.table.size - 1)
        same = (inside == place) & (self.table.doc[inside] == self.table.doc)
        ones = np.ones(int(same.sum()), np.int64)
        where = (np.flatnonzero(same), inside[same])
        return csr_matrix((ones, where), shape=(self.table.size, self.table.size)) @ self.own

    def columns(self, docs: Any) -> dict[str, Any]:
        """The columns of `WEIGHTS` for all lines, as said by documents of other sites."""
        inside = docs[self.table.doc]
        out = {name: np.zeros(self.table.size, np.int64) for name in WEIGHTS}
        for part in (*range(CELLS), None):
            known = inside & (self.part != part) if part is not None else inside
            asked = np.flatnonzero(inside & (self.part == part) if part is not None else ~inside)
            found = self.weigh(known)
            for place, name in enumerate(WEIGHTS):
                out[name][asked] = self.own[asked] @ np.concatenate([found.words[place], found.pairs[place]])
        return out

    def weigh(self, lines: Any) -> Weights:
        """The weights that some lines teach; 0 for words and pairs of fewer than five sites."""
        tail, body = self.table.part == TAIL, self.table.part == BODY
        told = self._fit(self.own, lines & (self.table.part != HEAD), tail)
        opening = self._fit(self.near, lines & (body | self.first), self.first)
        both = np.concatenate([told, opening]).reshape(len(WEIGHTS), -1)
        return Weights(words=both[:, : self.kinds], pairs=both[:, self.kinds :])

    def _fit(self, matrix: Any, lines: Any, right: Any) -> Any:
        used = self._common(matrix, lines)
        rows = np.flatnonzero(lines & self.usable)
        model = LogisticRegression(C=_STRENGTH, solver="liblinear", tol=1e-3, random_state=1)
        weight = self.weights[rows]
        model.fit(matrix[rows][:, used], right[rows], sample_weight=weight / weight.mean())
        values = np.zeros(matrix.shape[1], np.int64)
        values[used] = np.clip(np.round(_UNIT * model.coef_[0]), -_MOST, _MOST)
        return values

    def _common(self, matrix: Any, lines: Any) -> Any:
        """The columns that lines of five sites have."""
        rows = np.flatnonzero(lines & ~self.table.made_up[self.table.doc])
        found = matrix[rows].tocoo()
        keys = np.unique(found.col.astype(np.int64) << 20 | self.table.site[self.table.doc[rows[found.row]]])
        return np.flatnonzero(np.bincount(keys >> 20, minlength=matrix.shape[1]) >= _SITES)


def _counts(table: Table, words: Any) -> Any:
    ones = np.ones(len(words.which), np.int64)
    return csr_matrix((ones, (words.line, words.which)), shape=(table.size, words.kinds))
