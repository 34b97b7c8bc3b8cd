"""The text of a report, and how it is written.

Every entry of a list stands on a line of its own, so that a report can be searched and compared by lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from qa.files import replacing
from qa.report.documents import INLINE


def dumps(report: Mapping[str, Any]) -> str:
    """The report's JSON text. NaN is an error: no reader of JSON knows it."""
    return "".join(_pieces(report))


def write_report(path: Path, report: Mapping[str, Any]) -> None:
    """Write the report, and its documents to a file beside it when they are more than `INLINE`.

    Each file is written all or nothing, the documents first. Raises InputError when that can't be done.
    """
    documents = report["documents"]
    if len(documents) > INLINE:
        beside = path.with_name(f"{path.stem}.documents.jsonl")
        with replacing(beside) as stream:
            stream.writelines(_line(row) + "\n" for row in documents)
        named = {"path": beside.name, "documents": len(documents)}
        report = {**report, "documents": [], "documents_file": named}
    with replacing(path) as stream:
        stream.writelines(_pieces(report))


def _pieces(report: Mapping[str, Any]) -> Iterator[str]:
    mark = "{"
    for key, value in report.items():
        yield f"{mark}\n {_line(key)}: "
        mark = ","
        if isinstance(value, Sequence) and not isinstance(value, str):
            yield from _entries(value)
        elif isinstance(value, Mapping):
            yield json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1).replace("\n", "\n ")
        else:
            yield _line(value)
    yield "\n}\n"


def _entries(values: Sequence[Any]) -> Iterator[str]:
    yield "["
    for at, value in enumerate(values):
        yield f"{',' if at else ''}\n  {_line(value)}"
    yield "\n ]" if values else "]"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
