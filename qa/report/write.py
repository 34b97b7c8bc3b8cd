"""Write a report so that a reader finds the old one or the new one, never half of one."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qa.errors import InputError


def dumps(report: Mapping[str, Any]) -> str:
    """The report's JSON text. NaN is an error: no reader of JSON knows it."""
    return json.dumps(report, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def write_text(path: Path, text: str) -> None:
    """Write to a temporary file beside `path` and rename. Raises InputError when that can't be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
            _share(name)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error


def _share(name: str) -> None:
    """Give the file the mode that a plain `open` would have given it, not the private one of mkstemp."""
    mask = os.umask(0)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)
