"""The baseline file: versioned JSON, one entry a line, so that version control can merge it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from qa.errors import InputError
from qa.files import write_text
from qa.verdicts.baseline import Baseline, Entry
from qa.verdicts.fingerprint import VERSION

FORMAT = "corpus-qa-baseline"
FORMAT_VERSION = "1.0"
_KEYS = frozenset(each.name for each in fields(Entry))


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file. Raises InputError when it is absent, broken, foreign or too new."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise InputError(f"there is no baseline at {path}: write one with --baseline-update") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the baseline {path} cannot be read: {error}") from error
    try:
        return Baseline(entries=_entries(json.loads(text)), path=str(path))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        hint = "it holds a merge conflict" if "\n<<<<<<<" in f"\n{text}" else str(error)
        raise InputError(
            f"the baseline {path} is broken ({hint}): restore it from version control, "
            "or delete it and write a new one with --baseline-update"
        ) from error


def dumps(baseline: Baseline) -> str:
    """The text of a baseline file: sorted, the same for the same entries."""
    head = {"format": FORMAT, "format_version": FORMAT_VERSION, "fingerprint_version": VERSION}
    lines = [f" {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    entries = [f"  {json.dumps(asdict(entry), ensure_ascii=False)}" for entry in sorted(baseline.entries)]
    listed = "[\n" + ",\n".join(entries) + "\n ]" if entries else "[]"
    return "{\n" + ",\n".join([*lines, f' "entries": {listed}']) + "\n}\n"


def write_baseline(path: Path, baseline: Baseline) -> None:
    """Replace the file at once, or leave it as it was. Raises InputError when it can't be written."""
    write_text(path, dumps(baseline))


def _entries(given: Any) -> tuple[Entry, ...]:
    if not isinstance(given, Mapping) or given.get("format") != FORMAT:
        raise ValueError("it is no baseline of corpus-qa")
    if str(given["format_version"]).split(".")[0] != FORMAT_VERSION.split(".", maxsplit=1)[0]:
        raise ValueError(f"its format version is {given['format_version']}, known is {FORMAT_VERSION}")
    if given["fingerprint_version"] != VERSION:
        raise ValueError(f"its fingerprints are of version {given['fingerprint_version']}, not {VERSION}")
    entries = tuple(Entry(**{key: each[key] for key in _KEYS}) for each in given["entries"])
    if not all(isinstance(value, str) for each in entries for value in asdict(each).values()):
        raise ValueError("an entry holds something other than text")
    return entries
