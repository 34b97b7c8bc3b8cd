"""Which configuration file counts: the one named, else the environment's, else the nearest one upward."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from qa.errors import InputError

VARIABLE = "CORPUS_QA_CONFIG"
TABLE = "tool.corpus-qa"
CONFIG_NAMES = ("qa.yaml", "qa.yml", "pyproject.toml")


def find_config(start: Path, explicit: Path | None, environment: Mapping[str, str]) -> Path | None:
    """The configuration file for a run from `start`, or null when there is none.

    Raises InputError when a file that was named, on the command line or in the environment, is absent.
    """
    named = explicit or environment.get(VARIABLE)
    if named:
        path = Path(named)  # as any path on a command line: from the working folder
        if not path.is_file():
            origin = "" if explicit else f" (named by ${VARIABLE})"
            raise InputError(f"there is no configuration file at {named}{origin}")
        return path
    here = start.resolve()
    for folder in (here, *here.parents):
        for name in CONFIG_NAMES:
            if (path := folder / name).is_file() and (path.suffix != ".toml" or _has_table(path)):
                return path
    return None


def _has_table(path: Path) -> bool:
    """Whether a TOML file configures this tool. One that can't be parsed does if it names the table."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if "corpus-qa" not in text:
        return False
    try:
        return "corpus-qa" in tomllib.loads(text).get("tool", {})
    except (tomllib.TOMLDecodeError, RecursionError):
        return f"[{TABLE}" in text
