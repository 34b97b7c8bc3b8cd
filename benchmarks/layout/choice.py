"""The features that the models of lines and of cuts look at, in their order."""

from __future__ import annotations

from pathlib import Path


def _names(file: str) -> list[str]:
    return (Path(__file__).parent / "features" / file).read_text(encoding="utf-8").split()


LINES, CUTS = _names("lines.txt"), _names("cuts.txt")
