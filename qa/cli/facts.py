"""`corpus-qa facts`: what documents say about themselves, one JSON object a line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

from qa.cli.output import end_progress, progress
from qa.errors import InputError
from qa.files import replacing
from qa.model.jsonvalue import Json
from qa.pipeline.setup import configure as find_setup
from qa.pipeline.stream import stream_facts

HELP = "print what documents say about themselves: layout, title, byline, date, temporal expressions"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="folder, file or JSONL file")
    parser.add_argument("--output", type=Path, help="the JSONL file to write (default: standard output)")
    parser.add_argument("--config", type=Path, help="the qa.yaml or pyproject.toml to go by")
    parser.add_argument("--jobs", type=int, help="processes (default: one a core)")


def run(args: argparse.Namespace) -> int:
    """Print or write the facts in the order of the input. InputError when there is no document."""
    rows = stream_facts(find_setup(args.paths, args.config), args.jobs)
    if args.output is None:
        written = _write(rows, sys.stdout)
    else:
        with replacing(args.output) as stream:
            written = _write(rows, stream)
    if not written:
        raise InputError("there is no document: nothing to tell facts of")
    return 0


def _write(rows: Iterable[Mapping[str, Json]], stream: TextIO) -> int:
    shown, count = progress(), 0
    for count, row in enumerate(rows, 1):
        stream.write(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n")
        if shown:
            shown(count)
    end_progress(shown)
    return count
