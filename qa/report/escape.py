"""Make text from documents harmless on a terminal and in a log: hostile text forges no line and no escape."""

from __future__ import annotations

import re
import unicodedata

_SUSPECT = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_COMMAND = re.compile(r"\A(\s*)::")
_NAMED = {"\n": "⏎", "\r": "⏎", "\t": " "}


def visible(text: str) -> str:
    """One line in which control, bidirectional and zero-width characters show as what they are.

    A beginning that a build log would take for a command of its own (`::error …`) is defused as well.
    """
    return _COMMAND.sub(r"\1\\u003a:", _SUSPECT.sub(_show, text))


def _show(found: re.Match[str]) -> str:
    char = found.group()
    return _NAMED.get(char) or f"\\u{ord(char):04x}"


def width(text: str) -> int:
    """How many terminal columns a visible text takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
