"""`corpus-qa schema`: print a JSON Schema, or write it for editors."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from qa.declare import check_schema
from qa.detectors import registry
from qa.files import write_text
from qa.resources import shipped

HELP = "print a JSON Schema"

_SUFFIX = ".schema.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", choices=names(), help="which schema")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write it there instead of printing it")


def run(arguments: argparse.Namespace) -> int:
    """Print or write the schema. That of the checks covers the detectors installed here."""
    text = json.dumps(schema(arguments.name), indent=2, ensure_ascii=False) + "\n"
    if arguments.output:
        write_text(arguments.output, text)
        print(f"wrote {arguments.output}", file=sys.stderr)  # noqa: T201
    else:
        sys.stdout.write(text)
    return 0


def names() -> list[str]:
    """The schemas there are."""
    files = shipped("schemas").glob(f"*{_SUFFIX}")
    return sorted({"check", *(path.name.removesuffix(_SUFFIX) for path in files)})


def schema(name: str) -> dict[str, Any]:
    """A schema by name."""
    if name == "check":
        return check_schema(registry())
    text = (shipped("schemas") / f"{name}{_SUFFIX}").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
