"""`corpus-qa validate`: every mistake in the configuration and the checks, at file:line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from qa.cli.settings import add_config_argument, configuration
from qa.declare import load_checks, load_config
from qa.declare.discovery import CONFIG_NAMES
from qa.detectors import registry
from qa.errors import DeclarationError

HELP = "look for mistakes in the declarations"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    sentence = "declaration or configuration files (default: the configuration and its declarations)"
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
    named = [file for file in arguments.files if file.name in CONFIG_NAMES]
    declarations = [file for file in arguments.files if file not in named]
    configs = [load_config(file) for file in named] if arguments.files else [configuration(arguments)]
    groups = [(config.checks, config.root) for config in configs] + [(tuple(declarations), Path.cwd())]
    files = [file for group, _ in groups for file in group]
    checks = [check for group, root in groups for check in load_checks(group, registry(), root)]
    verb = "is" if len(checks) == 1 else "are"
    return f"{_count(checks, 'check')} in {_count(files, 'file')} {verb} valid"


def _count(things: Sequence[object], noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"
