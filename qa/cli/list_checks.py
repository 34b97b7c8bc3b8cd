"""`corpus-qa list`: the declared checks as a table or as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from typing import Any

from qa.cli.settings import add_config_argument, configuration, declared_checks
from qa.model.check import Check

HELP = "list the declared checks"

_COLUMNS = ("id", "detector", "severity", "title")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_config_argument(parser)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")


def run(arguments: argparse.Namespace) -> int:
    """Print every check, those that are not enabled too."""
    rows = [_row(check) for check in declared_checks(configuration(arguments))]
    if arguments.json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))  # noqa: T201
    else:
        print("\n".join(_table(rows)))  # noqa: T201
    return 0


def _row(check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "detector": check.detector,
        "severity": check.severity.value,
        "title": check.title,
        "enabled": check.enabled,
        "owner": check.owner,
        "tags": list(check.tags),
        "declared_at": {"path": check.path, "line": check.line},
    }


def _table(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    shown = [{**row, "severity": row["severity"] if row["enabled"] else "(off)"} for row in rows]
    widths = [max([len(name), *(len(row[name]) for row in shown)]) for name in _COLUMNS]
    for cells in (_COLUMNS, *([row[name] for name in _COLUMNS] for row in shown)):
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip()
