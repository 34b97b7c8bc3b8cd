"""The non-blank lines of a text, which layout is decided over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

EDGE = 1500
"""Lines near each end of a text that are looked at; what lies between is body."""
_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One non-blank line: `text[start:end]` without the white space around it."""

    start: int
    end: int
    text: str


def rows(text: str) -> list[Row]:
    """The non-blank lines, stripped, in order."""
    found = []
    for line in _LINE.finditer(text):
        raw = line.group()
        stripped = raw.strip()
        if stripped:
            start = line.start() + (len(raw) - len(raw.lstrip()))
            found.append(Row(start, start + len(stripped), stripped))
    return found


def line_start(text: str, offset: int) -> int:
    """Where the line that holds `offset` begins."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def join(found: Sequence[Row]) -> str:
    """The rows as text again, one a line."""
    return "\n".join(row.text for row in found)
