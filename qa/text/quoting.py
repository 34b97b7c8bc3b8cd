"""Cut a line short, to quote its beginning."""

from __future__ import annotations


def shortened(line: str, most: int) -> str:
    """The line, or its beginning and an ellipsis: so many characters at the most."""
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
