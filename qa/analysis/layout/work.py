"""Texts taken apart for layout: their lines, the columns of those, and who computes on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from qa.analysis.layout import forest, lines, trees
from qa.analysis.layout.columns import Columns
from qa.analysis.layout.evidence import candidates
from qa.analysis.layout.ints import PLAIN, Array, Ints
from qa.analysis.layout.rows import EDGE, rows
from qa.analysis.layout.vocabulary import vocabulary
from qa.model.cues import OwnCues


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The lines of texts in a row, after those of each text one for its end.

    Line `i` stands at `start[i]` to `end[i]` of its text. The lines of text `n` are `first[n]` to `stop[n]`,
    where the line for its end is.
    """

    texts: Sequence[str]
    columns: Columns
    start: Sequence[int]
    end: Sequence[int]
    first: Sequence[int]
    stop: Sequence[int]

    def line(self, number: int, row: int) -> str:
        """A line of a text."""
        return self.texts[number][self.start[row] : self.end[row]]


class Engine(Protocol):
    """Who takes texts apart and asks the models: plain Python, or numpy with the same results.

    `own` are the cues that a corpus declares, null where it declares none.
    """

    @property
    def own(self) -> OwnCues | None: ...

    def work(self, texts: Sequence[str]) -> Work:
        """The texts taken apart."""

    def line_scores(self, columns: Columns) -> tuple[Array, Array]:
        """Odds of (tail, head) against body for each line."""

    def candidates(self, work: Work) -> Array:
        """The lines at which tails may start, in order; those of each text end with its end."""

    def cut_scores(self, columns: Columns, found: Array) -> Sequence[int]:
        """What the model of cuts gives for candidates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainEngine:
    """Text by text, without numpy."""

    own: OwnCues | None = None

    def work(self, texts: Sequence[str]) -> Work:
        """The text taken apart; one at a time."""
        [text] = texts
        found = rows(text)
        if len(found) > 2 * EDGE:
            found = [*found[:EDGE], *found[-EDGE:]]
        known = lines.scan(text, found, vocabulary(self.own))
        size = len(found) + 1
        columns = Columns(
            {name: Ints([*values, 0]) for name, values in known.items()},
            Ints([0] * size),
            Ints([size] * size),
            PLAIN,
        )
        start = [*(row.start for row in found), len(text)]
        end = [*(row.end for row in found), len(text)]
        return Work(texts=texts, columns=columns, start=start, end=end, first=[0], stop=[len(found)])

    def line_scores(self, columns: Columns) -> tuple[Array, Array]:
        """As the protocol says."""
        columns.fill(forest.forest().features)
        tail, head = forest.scores(forest.answers(), columns, columns.size)
        return Ints(tail), Ints(head)

    def candidates(self, work: Work) -> Array:
        """As the protocol says."""
        return Ints(candidates(work.columns))

    def cut_scores(self, columns: Columns, found: Array) -> Sequence[int]:
        """As the protocol says."""
        model = trees.cut_model()
        columns.fill(model.features)
        return trees.scores(model, [columns[name][found] for name in model.features])
