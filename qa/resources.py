"""Find what ships beside the code (checks, schemas, word lists) in a checkout and in an installed wheel."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent
_IN_CHECKOUT = {"canaries": "tests/fixtures"}


@cache
def shipped(folder: str) -> Path:
    """The folder `checks`, `schemas` or `canaries`: inside the wheel, else that of the checkout."""
    inside = _PACKAGE / "_shipped" / folder
    return inside if inside.is_dir() else _PACKAGE.parent / _IN_CHECKOUT.get(folder, folder)


@cache
def data(name: str) -> Any:
    """A JSON data file of the package by its path below `qa/data`, read once; treat it as frozen."""
    return json.loads((_PACKAGE / "data" / name).read_text(encoding="utf-8"))


def text(name: str) -> str:
    """A text file of the package by its path below `qa/data`."""
    return (_PACKAGE / "data" / name).read_text(encoding="utf-8")


def data_names(folder: str, suffix: str = ".json") -> list[str]:
    """The data files in a folder below `qa/data`, sorted, as names for `data`."""
    found = (_PACKAGE / "data" / folder).glob(f"*{suffix}")
    return sorted(f"{folder}/{path.name}" for path in found)
