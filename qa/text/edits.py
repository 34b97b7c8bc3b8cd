"""Edits of a text: which of them can be made together, and what several rounds of them come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Replace `text[start:end]` by `replacement`; `rank` settles who goes first among equals."""

    start: int
    end: int
    replacement: str
    rank: int = 0


def compatible(edits: Iterable[Edit]) -> tuple[list[Edit], list[Edit]]:
    """The edits that can be made together, in order, and those left out because they overlap one of these.

    The earlier edit wins, of two that start together the longer, then the one of lower rank. Equal edits are
    one, and an edit inside a stretch that is deleted anyway is done, not left out.
    """
    kept: list[Edit] = []
    left: list[Edit] = []
    for edit in sorted(set(edits), key=lambda one: (one.start, -one.end, one.rank, one.replacement)):
        last = kept[-1] if kept else None
        if last is None or _after(edit, last):
            kept.append(edit)
        elif not _done(edit, last):
            left.append(edit)
    return kept, left


def _after(edit: Edit, last: Edit) -> bool:
    """Two insertions at one place are not told apart by order, so only one can be made."""
    both_insert = edit.start == edit.end == last.start == last.end
    return edit.start >= last.end and not both_insert


def _done(edit: Edit, last: Edit) -> bool:
    same = (edit.start, edit.end, edit.replacement) == (last.start, last.end, last.replacement)
    return same or (edit.end <= last.end and not last.replacement)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the original text, or (`text`) something new."""

    start: int
    end: int
    text: str | None = None

    def __len__(self) -> int:
        return self.end - self.start if self.text is None else len(self.text)

    def cut(self, first: int, last: int) -> _Piece:
        if self.text is None:
            return _Piece(self.start + first, self.start + last)
        return _Piece(self.start, self.end, self.text[first:last])


class Revision:
    """A text after any number of rounds of edits, and the edits of the original that lead there."""

    def __init__(self, original: str) -> None:
        self._original = original
        self._pieces = [_Piece(0, len(original))]

    @property
    def text(self) -> str:
        """The text as it is now."""
        return "".join(
            self._original[each.start : each.end] if each.text is None else each.text for each in self._pieces
        )

    def apply(self, edits: Sequence[Edit]) -> None:
        """Make edits of the present text; they are in order and do not overlap."""
        pieces: list[_Piece] = []
        at = 0
        for edit in edits:
            pieces += self._slice(at, edit.start)
            pieces.append(_Piece(0, 0, edit.replacement))
            at = edit.end
        pieces += self._slice(at, sum(map(len, self._pieces)))
        self._pieces = [piece for piece in pieces if len(piece)]

    def edits(self) -> Iterator[Edit]:
        """What to do to the original, in order."""
        at, new = 0, ""
        for piece in [*self._pieces, _Piece(len(self._original), len(self._original))]:
            if piece.text is not None:
                new += piece.text
                continue
            if piece.start > at or new:
                yield Edit(start=at, end=piece.start, replacement=new)
            at, new = piece.end, ""

    def _slice(self, start: int, end: int) -> Iterator[_Piece]:
        at = 0
        for piece in self._pieces:
            first, last = max(start - at, 0), min(end - at, len(piece))
            if first < last:
                yield piece.cut(first, last)
            at += len(piece)
