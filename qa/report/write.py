"""The text of a report, and how it is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from qa.files import write_text

__all__ = ["dumps", "write_text"]


def dumps(report: Mapping[str, Any]) -> str:
    """The report's JSON text. NaN is an error: no reader of JSON knows it."""
    return json.dumps(report, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
