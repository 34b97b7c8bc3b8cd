"""`corpus-qa diff`: what is different between two reports."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from qa.errors import InputError
from qa.files import write_text
from qa.report.diff import diff
from qa.report.diff_text import render_markdown, render_text
from qa.report.read import read_report
from qa.report.write import dumps

HELP = "compare two reports: new, fixed and unchanged findings, documents, measures"
_RENDER = {"text": render_text, "markdown": render_markdown, "json": dumps}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("old", type=Path, metavar="OLD", help="the earlier report")
    parser.add_argument("new", type=Path, metavar="NEW", help="the later report")
    parser.add_argument("--format", choices=sorted(_RENDER), default="text", help="default: text")
    parser.add_argument("--output", type=Path, help="the file to write (default: standard output)")


def run(args: argparse.Namespace) -> int:
    """Print the difference. 0 when nothing is new, 1 when a finding is that nothing suppresses."""
    try:
        found = diff(read_report(args.old), read_report(args.new))
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"one of the reports is broken (at {error}): write it anew") from error
    text = _RENDER[args.format](found)
    if args.output is None:
        sys.stdout.write(text)
    else:
        write_text(args.output, text)
    return int(any(not each["suppressed"] for each in found["new"]))
