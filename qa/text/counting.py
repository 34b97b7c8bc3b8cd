"""Say a number of things."""

from __future__ import annotations


def counted(number: int, thing: str) -> str:
    """The number and the noun, which takes an s unless there is exactly one."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
