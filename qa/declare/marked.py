"""A parsed file that remembers on which line every value stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.errors import DeclarationError, Mistake

Step = str | int
MAX_BYTES = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A value and the line of each part of it, by path from the root.

    A key of a mapping is marked where the key stands, an item of a list where it begins.
    """

    value: Any
    lines: Mapping[tuple[Step, ...], int]

    def line(self, path: Sequence[Step]) -> int:
        """The line of the part at `path`, or of its nearest marked ancestor."""
        steps = tuple(path)
        while steps and steps not in self.lines:
            steps = steps[:-1]
        return self.lines.get(steps, 1)


def read_text(path: Path, shown: str) -> str:
    """The file's text. Raises DeclarationError when it is absent, too large or not UTF-8."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _mistake(shown, 1, f"cannot be read: {error.strerror or error}") from error
    if len(raw) > MAX_BYTES:
        raise _mistake(shown, 1, f"is larger than {MAX_BYTES >> 20} MiB", "is this a declaration at all?")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _mistake(
            shown, line, f"is not UTF-8: byte 0x{raw[error.start]:02x}", "save it as UTF-8"
        ) from error


def _mistake(shown: str, line: int, message: str, hint: str = "") -> DeclarationError:
    return DeclarationError([Mistake(path=shown, line=line, message=message, hint=hint)])
