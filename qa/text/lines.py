"""Lines of a text with their offsets, and places (line, column) of offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line without its line break: `text[start:end]`, number from 0."""

    number: int
    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        """Nothing but white space."""
        return not self.text or self.text.isspace()


def lines(text: str) -> Iterator[Line]:
    """Split at `\\n`, `\\r\\n` or `\\r`; a final line break starts no further line."""
    number, start = 0, 0
    for found in _BREAK.finditer(text):
        yield Line(number=number, start=start, end=found.start(), text=text[start : found.start()])
        number, start = number + 1, found.end()
    if start < len(text):
        yield Line(number=number, start=start, end=len(text), text=text[start:])


class LineIndex:
    """Places of offsets in one text, both 1-based; columns count code points."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _BREAK.finditer(self._text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset; the end of the text is a place too."""
        row = bisect_right(self._starts, offset) - 1
        return row + 1, offset - self._starts[row] + 1
