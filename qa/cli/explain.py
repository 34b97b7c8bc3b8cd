"""`corpus-qa explain CHECK`: the page of a check, readable on a terminal."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from qa.cli.output import wants_colour
from qa.cli.settings import add_config_argument, configuration, declared_checks
from qa.declare.hints import did_you_mean
from qa.errors import InputError
from qa.model.check import Check
from qa.resources import shipped

HELP = "show the page of a check"

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("check", help="the id of a check or of a detector")
    add_config_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the page. Raises InputError for a check that is unknown or has no page."""
    page = _page(arguments.check, declared_checks(configuration(arguments)))
    colour = wants_colour(sys.stdout)
    print("\n".join(_readable(page.read_text(encoding="utf-8"), colour)))  # noqa: T201
    return 0


def _page(name: str, checks: Iterable[Check]) -> Path:
    """The page of a declared check, else of the shipped check or detector of that name."""
    detectors = {check.id: check.detector for check in checks}
    for stem in (name, detectors.get(name, name)):
        path = shipped("checks") / f"{stem}.md"
        if stem in _pages() and path.is_file():
            return path
    if name in detectors:
        raise InputError(f"the detector '{detectors[name]}' of check '{name}' comes without a page")
    raise InputError(f"unknown check '{name}' ({did_you_mean(name, {*detectors, *_pages()})})")


def _pages() -> set[str]:
    return {path.stem for path in shipped("checks").glob("*.md")}


def _readable(page: str, colour: bool) -> Iterator[str]:
    """Markdown with headings set off and table columns aligned; code and prose stay as written."""
    lines = page.rstrip("\n").split("\n")
    for is_table, block in groupby(lines, key=lambda line: line.startswith("|")):
        rows = list(block)
        yield from _aligned(rows) if is_table else (_heading(line, colour) for line in rows)


def _heading(line: str, colour: bool) -> str:
    found = re.fullmatch(r"(#{1,3}) (.*)", line)
    if not found:
        return line
    title = found[2] if len(found[1]) == 1 else found[2].upper()
    return f"{_BOLD}{title}{_PLAIN}" if colour else title


def _aligned(rows: list[str]) -> Iterator[str]:
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))] for row in rows]
    cells = [row for row in cells if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    widths = [max(len(row[at]) for row in cells if at < len(row)) for at in range(max(map(len, cells)))]
    for row in cells:
        padded = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False))
        yield f"  {'  '.join(padded)}".rstrip()
