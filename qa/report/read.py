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
    return report
