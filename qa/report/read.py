"""Read a report back from its file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qa.errors import InputError

FORMAT = "corpus-qa-report"
_MAJOR = "1"
_LISTS = ("checks", "findings", "documents")


def read_report(path: Path) -> dict[str, Any]:
    """The report in a file. Raises InputError when it is absent, broken, foreign or of another version."""
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(f"there is no report at {path}: `corpus-qa run` writes one") from error
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"the report {path} cannot be read: {error}") from error
    if not isinstance(report, dict) or report.get("format") != FORMAT:
        raise InputError(f"{path} is no report of corpus-qa")
    version = str(report.get("format_version"))
    if version.split(".", maxsplit=1)[0] != _MAJOR:
        raise InputError(f"the report {path} has format version {version}; this version reads {_MAJOR}.x")
    if not all(isinstance(report.get(name), list) for name in _LISTS):
        raise InputError(f"the report {path} is broken: write it anew with `corpus-qa run`")
    return {**report, "documents": _documents(path, report)}


def _documents(path: Path, report: dict[str, Any]) -> list[Any]:
    """The rows of the documents: those in the report, or those in the file that it names."""
    named = report.get("documents_file")
    if not named:
        return list(report["documents"])
    try:
        beside = path.with_name(Path(named["path"]).name)
        rows = [json.loads(line) for line in beside.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise InputError(f"the documents of the report {path} cannot be read: {error}") from error
    if len(rows) != named.get("documents"):
        raise InputError(f"{beside} is not of the report {path}: it holds {len(rows)} documents")
    return rows
