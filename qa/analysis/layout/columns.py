"""The features of lines in their context, by name and only as asked for.

A name is that of a feature of the line itself, or says where else it is taken: `cue-1` the line before,
`date+1` the line after, `prose<10` the mean of the ten lines before, `prose>3` the mean of this line and the
two after, `<all` and `>all` the mean of everything before or from here on. All is linear: windows are
differences of running sums.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import accumulate
from math import log1p

from qa.analysis.layout.cues import OPENS
from qa.analysis.layout.features import KINDS, LOCAL
from qa.analysis.layout.rows import Row
from qa.analysis.layout.wording import WORDING

_NAME = re.compile(r"(?P<base>.+?)(?:(?P<side>[<>])(?P<width>all|\d+)|(?P<shift>[+-]\d+))?$")
_STRONG = (*KINDS[:7], "navigation")
_FAR = 40.0

Column = list[float]


class Columns:
    """The columns of one document; each is computed once."""

    def __init__(
        self, rows: Sequence[Row], base: Sequence[Sequence[float]], words: Sequence[Sequence[float]]
    ) -> None:
        self.size = len(rows)
        self._chars = [float(row.end - row.start) for row in rows]
        names = (*LOCAL, *WORDING)
        values = [
            list(column) for column in zip(*[(*a, *b) for a, b in zip(base, words, strict=True)], strict=True)
        ]
        self._known: dict[str, Column] = dict(zip(names, values, strict=True))
        self._sums: dict[str, Column] = {}

    def __getitem__(self, name: str) -> Column:
        if name not in self._known:
            self._known[name] = self._make(name)
        return self._known[name]

    def sums(self, name: str) -> Column:
        """Running sums of a column, beginning with 0."""
        if name not in self._sums:
            self._sums[name] = [0.0, *accumulate(self[name])]
        return self._sums[name]

    def _make(self, name: str) -> Column:
        if name in _SPECIAL:
            return _SPECIAL[name](self)
        if name.startswith("doc_"):
            return [_document(self, name)] * self.size
        parts = _NAME.fullmatch(name)
        assert parts is not None
        if parts["shift"]:
            return self._shifted(parts["base"], int(parts["shift"]))
        if parts["side"]:
            return self._window(parts["base"], parts["side"], parts["width"])
        return [float(level >= OPENS) for level in self[name.removeprefix("strong_")]]

    def _shifted(self, name: str, by: int) -> Column:
        column, fill = self[name], [-1.0] * min(abs(by), self.size)
        return [*fill, *column[: self.size - len(fill)]] if by < 0 else [*column[len(fill) :], *fill]

    def _window(self, name: str, side: str, width: str) -> Column:
        sums, size = self.sums(name), self.size
        reach = size if width == "all" else min(size, int(width))
        inner = [(high - low) / reach for low, high in zip(sums, sums[reach:], strict=False)]
        if side == "<":
            return [sums[i] / max(1, i) for i in range(reach)] + inner[: size - reach]
        return inner + [(sums[size] - sums[i]) / (size - i) for i in range(size - reach + 1, size)]

    def chars(self) -> Column:
        """Length of each line."""
        return self._chars


def _document(columns: Columns, name: str) -> float:
    size = columns.size
    if name == "doc_rows":
        return log1p(size)
    if name == "doc_chars":
        return log1p(sum(columns.chars()))
    if name == "doc_prose":
        return columns.sums("prose_chars")[-1] / (sum(columns.chars()) or 1.0)
    if name == "doc_cues":
        return sum([level >= OPENS for level in columns["cue"]]) / size
    return columns.sums({"doc_bullets": "bullet", "doc_gap": "gap"}[name])[-1] / size


def _cue(columns: Columns) -> Column:
    return list(map(max, *(columns[kind] for kind in _STRONG)))


def _prose_chars(columns: Columns) -> Column:
    return [length * flag for length, flag in zip(columns.chars(), columns["prose"], strict=True)]


def _since(flags: Sequence[float]) -> Column:
    found, distance = [], _FAR
    for flag in flags:
        found.append(min(_FAR, distance))
        distance = 1.0 if flag else distance + 1
    return found


def _before(columns: Columns, name: str, scale: Callable[[float, float], float]) -> Column:
    sums = columns.sums(name)
    return [scale(value, sums[-1]) for value in sums[:-1]]


_SPECIAL: dict[str, Callable[[Columns], Column]] = {
    "chars": Columns.chars,
    "cue": _cue,
    "prose_chars": _prose_chars,
    "rows_before": lambda columns: [log1p(i) for i in range(columns.size)],
    "rows_after": lambda columns: [log1p(columns.size - i) for i in range(columns.size)],
    "row_place": lambda columns: [i / columns.size for i in range(columns.size)],
    "chars_before": lambda columns: _before(columns, "chars", lambda value, _: log1p(value)),
    "chars_after": lambda columns: _before(columns, "chars", lambda value, whole: log1p(whole - value)),
    "place": lambda columns: _before(columns, "chars", lambda value, whole: value / (whole or 1.0)),
    "prose_before": lambda columns: _before(
        columns, "prose_chars", lambda value, whole: value / (whole or 1.0)
    ),
    "prose_rows_before": lambda columns: _before(columns, "prose", lambda value, _: log1p(value)),
    "prose_rows_after": lambda columns: _before(columns, "prose", lambda value, whole: log1p(whole - value)),
    "prose_share_before": lambda columns: _share(columns, after=False),
    "prose_share_after": lambda columns: _share(columns, after=True),
    "since_prose": lambda columns: _since(columns["prose"]),
    "until_prose": lambda columns: _since(columns["prose"][::-1])[::-1],
}


def _share(columns: Columns, *, after: bool) -> Column:
    proses, chars = columns.sums("prose_chars"), columns.sums("chars")
    if not after:
        return [p / max(1.0, c) for p, c in zip(proses[:-1], chars[:-1], strict=True)]
    return [(proses[-1] - p) / max(1.0, chars[-1] - c) for p, c in zip(proses[:-1], chars[:-1], strict=True)]
