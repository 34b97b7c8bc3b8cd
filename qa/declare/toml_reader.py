"""A table of a TOML file with line marks. `tomllib` keeps no positions, so lines are found by searching."""

from __future__ import annotations

import re
import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any

from qa.declare.marked import Marked, Step, read_text
from qa.errors import DeclarationError, Mistake


def read_toml(path: Path, table: str, shown: str) -> Marked:
    """The table (dotted name) of the file, empty when absent. Raises DeclarationError when it is no TOML."""
    text = read_text(path, shown)
    try:
        value: Any = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DeclarationError([_syntax_mistake(error, shown)]) from error
    for name in table.split("."):
        value = value.get(name, {}) if isinstance(value, dict) else {}
    return Marked(value=_plain(value), lines=_lines(text, table))


def _plain(value: Any) -> Any:
    """The value with dates as ISO strings, as in YAML."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date | time) else value


def _syntax_mistake(error: Exception, shown: str) -> Mistake:
    found = re.search(r" \(at line (\d+), column \d+\)", str(error))
    message = str(error).replace(found[0], "") if found else str(error)
    return Mistake(path=shown, line=int(found[1]) if found else 1, message=f"not TOML: {message}")


def _lines(text: str, table: str) -> dict[tuple[Step, ...], int]:
    """Lines of the headers and of the keys below `table`; what stands inside one value shares its line."""
    lines: dict[tuple[Step, ...], int] = {}
    base = tuple(table.split("."))
    here: tuple[Step, ...] = ()
    counts: dict[tuple[Step, ...], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[(\[?)([\w.\"' -]+)\]", line):
            here = _names(header[2])
            if header[1]:
                counts[here] = counts.get(here, -1) + 1
                lines.setdefault(here[len(base) :], number)
                here = (*here, counts[here])
            path = here
        elif key := re.match(r"\s*([\w\"'][\w.\"' -]*?)\s*=", line):
            path = (*here, *_names(key[1]))
        else:
            continue
        if path[: len(base)] == base:
            lines.setdefault(path[len(base) :], number)
    return lines


def _names(dotted: str) -> tuple[Step, ...]:
    return tuple(name.strip().strip("\"'") for name in dotted.split("."))
