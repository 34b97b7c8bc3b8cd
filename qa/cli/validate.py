"""`corpus-qa validate`: every mistake in the configuration and the checks, at file:line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from qa.cli.settings import add_config_argument, configuration
from qa.declare import load_checks
from qa.detectors import registry
from qa.errors import DeclarationError

HELP = "look for mistakes in the declarations"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    sentence = "declaration files (default: those of the configuration)"
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=sentence)
    add_config_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the mistakes and return 2, or say how much is valid and return 0."""
    try:
        print(_validated(arguments))  # noqa: T201
    except DeclarationError as error:
        print(error)  # noqa: T201 - the mistakes are what was asked for
        print(_count(error.mistakes, "mistake"), file=sys.stderr)  # noqa: T201
        return 2
    return 0


def _validated(arguments: argparse.Namespace) -> str:
    if arguments.files:
        files, root = arguments.files, Path.cwd()
    else:
        config = configuration(arguments)
        files, root = config.checks, config.root
    checks = load_checks(files, registry(), root)
    verb = "is" if len(checks) == 1 else "are"
    return f"{_count(checks, 'check')} in {_count(files, 'file')} {verb} valid"


def _count(things: Sequence[object], noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"
