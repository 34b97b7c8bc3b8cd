"""`work` by numpy, many texts at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from qa.analysis.layout import forest_batch, trees_batch
from qa.analysis.layout.alphabet_batch import Array
from qa.analysis.layout.columns import Columns
from qa.analysis.layout.evidence_batch import candidates
from qa.analysis.layout.ints_batch import FEW, NUMPY
from qa.analysis.layout.lexicon_batch import Lexicon, lexicon
from qa.analysis.layout.lines_batch import scan
from qa.analysis.layout.rows_batch import lines_of
from qa.analysis.layout.work import Work
from qa.model.cues import OwnCues

_LARGEST = 30_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NumpyEngine:
    """All texts of a portion at once, by a lexicon and the two models."""

    lexicon: Lexicon
    lines: forest_batch.Tables
    cuts: trees_batch.Nodes
    own: OwnCues | None = None

    def work(self, texts: Sequence[str]) -> Work:
        """The texts taken apart."""
        lines = lines_of(texts)
        count = len(texts)
        place = np.arange(len(lines.text)) + lines.text
        stop = np.searchsorted(lines.text, np.arange(count), "right") + np.arange(count)
        size = len(place) + count
        number = np.empty(size, np.int64)
        number[place], number[stop] = lines.text, np.arange(count)
        first = np.concatenate([[0], stop[:-1] + 1])[:count]

        def spread(values: Array, final: Array) -> Array:
            out = np.zeros(size, np.int64)
            out[place], out[stop] = values, final
            return out

        scanned = scan(lines, self.lexicon)
        if size <= FEW:
            table = np.zeros((len(scanned), size), np.int64)
            table[:, place] = np.array([*scanned.values()])
            known = dict(zip(scanned, table, strict=True))
        else:
            known = {name: spread(values, np.zeros(1, np.int64)) for name, values in scanned.items()}
        lengths = np.array([len(text) for text in texts])
        return Work(
            texts=texts,
            columns=Columns(known, first[number], stop[number] + 1, NUMPY),
            start=spread(lines.start, lengths).tolist(),
            end=spread(lines.end, lengths).tolist(),
            first=first.tolist(),
            stop=stop.tolist(),
        )

    def line_scores(self, columns: Columns) -> tuple[Array, Array]:
        """As the protocol says."""
        columns.fill(self.lines.names)
        return forest_batch.scores(self.lines, [columns[name] for name in self.lines.names])

    def candidates(self, work: Work) -> Array:
        """As the protocol says."""
        sizes = np.array(work.stop) - np.array(work.first) + 1
        return candidates(work.columns, np.repeat(np.arange(len(sizes)), sizes))

    def cut_scores(self, columns: Columns, found: Array) -> Sequence[int]:
        """As the protocol says."""
        columns.fill(self.cuts.names)
        values = [columns[name][found] for name in self.cuts.names]
        told: list[int] = trees_batch.scores(self.cuts, values).tolist()
        return told


@lru_cache(maxsize=4)
def numpy_engine(own: OwnCues | None = None) -> NumpyEngine:
    """Who decides by the shipped models, and by the cues that a corpus declares."""
    _keep_memory()
    return NumpyEngine(lexicon=lexicon(own), lines=forest_batch.tables(), cuts=trees_batch.nodes(), own=own)


def _keep_memory() -> None:
    """Let the C library keep what a portion frees, some tens of megabytes, for the next one.

    That of GNU gives memory back above twice the largest block that was ever freed, and to get it again page
    by page costs a sixth of the time. No page of this block is ever touched.
    """
    np.empty(_LARGEST, np.uint8)
