"""The features of lines in their context, by name and only as asked for, of one text or of many.

A name is that of a column of the line itself, or says where else it is taken: `cue-1` the line before,
`date+1` the line after, `prose<10` the mean of the ten lines before, `prose>3` that of this line and the
two after, `<all` and `>all` that of everything before or from here on (means in 64ths), `prose^10` by how
much that of the lines ahead is greater than that of the lines behind. All is linear: windows are differences
of running sums. After the lines of a text stands one empty line, its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from qa.analysis.layout.derived import DERIVED, document
from qa.analysis.layout.ints import Array, Arrays

_NAME = re.compile(r"(?P<base>.+?)(?:(?P<side>[<>^])(?P<width>all|\d+)|(?P<shift>[+-]\d+))?$")
_UNIT = 64
_ABSENT = -1


class Columns:
    """The columns of the lines of texts; each is made once.

    `first[i]` and `end[i]` are where the text of line `i` begins and ends in them, `at` is 0, 1, 2, …
    """

    def __init__(self, known: Mapping[str, Array], first: Array, end: Array, lib: Arrays) -> None:
        self.lib, self.first, self.end = lib, first, end
        self.size = len(first)
        self.at = lib.array(range(self.size))
        self._known = dict(known)
        self._sums: dict[str, Array] = {}

    def __getitem__(self, name: str) -> Array:
        if name not in self._known:
            self._known[name] = self._make(name)
        return self._known[name]

    def add(self, columns: Mapping[str, Array]) -> None:
        """Take in more columns."""
        self._known.update(columns)

    def sums(self, name: str) -> Array:
        """Running sums of a column, beginning with 0."""
        if name not in self._sums:
            self._sums[name] = self.lib.sums(self[name])
        return self._sums[name]

    def total(self, name: str, begin: Array, end: Array) -> Array:
        """The sums of a column over ranges of lines."""
        sums = self.sums(name)
        return sums[end] - sums[begin]

    def window(self, side: str, width: str) -> tuple[Array, Array]:
        """The range of lines that a window covers, for each line."""
        if side == "<":
            begin = self.first if width == "all" else self.lib.most(self.at - int(width), self.first)
            return begin, self.at
        return self.at, self.end if width == "all" else self.lib.least(self.at + int(width), self.end)

    def share(self, part: str, of: str, window: tuple[Array, Array]) -> Array:
        """The per cent that a column is of another in a window; -1 where the other is 0."""
        whole = self.total(of, *window)
        return self.lib.where(whole, self.total(part, *window) * 100 // self.lib.most(whole, 1), _ABSENT)

    def shifted(self, names: Sequence[str], by: int) -> Sequence[Array]:
        """The columns `by` lines further on; -1 outside the text."""
        place = self.at + by
        inside = self.lib.at_least(place, self.first) * self.lib.at_least(self.end - 1, place)
        near = self.lib.least(self.lib.most(place, 0), self.size - 1)
        return self.lib.picked([self[name] for name in names], near, inside, _ABSENT)

    def fill(self, names: Iterable[str]) -> None:
        """Make columns, those of one window or shift together: many cost little more than one."""
        windows, shifts = _together(tuple(names))
        for (side, width), wanted in windows.items():
            new = [(name, self[base]) for name, base in wanted if name not in self._known]
            columns = (
                self.lib.means([base for _, base in new], *self.window(side, width), _UNIT) if new else ()
            )
            self.add({name: column for (name, _), column in zip(new, columns, strict=True)})
        for by, wanted in shifts.items():
            new = [(name, base) for name, base in wanted if name not in self._known]
            moved = self.shifted([base for _, base in new], by) if new else ()
            self.add({name: column for (name, _), column in zip(new, moved, strict=True)})

    def _make(self, name: str) -> Array:
        if name in DERIVED:
            return DERIVED[name](self)
        if name.startswith("doc_"):
            return document(self, name)
        parts = _parts(name)
        if parts["side"] == "^":
            return self[f"{parts['base']}>{parts['width']}"] - self[f"{parts['base']}<{parts['width']}"]
        if parts["side"] or parts["shift"]:
            self.fill([name])
            return self._known[name]
        return self.lib.at_least(self[name.removeprefix("strong_")], 2)


@cache
def _parts(name: str) -> Mapping[str, str]:
    """A name taken apart: base, side and width of a window, shift."""
    found = _NAME.fullmatch(name)
    assert found is not None
    return found.groupdict()


Wanted = Sequence[tuple[str, str]]


@cache
def _together(names: Sequence[str]) -> tuple[Mapping[tuple[str, str], Wanted], Mapping[int, Wanted]]:
    """The names that are means over windows, by window, and those of other lines, by shift; each with the
    name of what is taken.
    """
    windows: dict[tuple[str, str], list[tuple[str, str]]] = {}
    shifts: dict[int, list[tuple[str, str]]] = {}
    for name in names:
        parts = _parts(name)
        if name not in DERIVED and parts["side"] == "^":
            for side in "<>":
                window = windows.setdefault((side, parts["width"]), [])
                window.append((f"{parts['base']}{side}{parts['width']}", parts["base"]))
        elif name not in DERIVED and parts["side"]:
            windows.setdefault((parts["side"], parts["width"]), []).append((name, parts["base"]))
        elif name not in DERIVED and parts["shift"]:
            shifts.setdefault(int(parts["shift"]), []).append((name, parts["base"]))
    return {window: [*dict.fromkeys(wanted)] for window, wanted in windows.items()}, shifts
