"""What the commands share in talking to people: colour, width, progress."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import TextIO

_EVERY_S = 0.1


def wants_colour(stream: TextIO) -> bool:
    """Whether to colour: on a terminal, unless NO_COLOR (no-color.org) or a dumb terminal forbids it."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def progress(stream: TextIO | None = None) -> Callable[[int], None] | None:
    """A counter of documents on a terminal's last line; null where nobody watches (no terminal, or CI)."""
    out = stream or sys.stderr
    if not out.isatty() or os.environ.get("CI"):
        return None
    began = last = time.monotonic()

    def show(done: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _EVERY_S:
            last = now
            out.write(f"\r\x1b[K{done} documents, {done / (now - began):.0f} a second")
            out.flush()

    return show


def end_progress(shown: Callable[[int], None] | None, stream: TextIO | None = None) -> None:
    """Clear the counter's line."""
    if shown:
        out = stream or sys.stderr
        out.write("\r\x1b[K")
        out.flush()
