"""`corpus-qa`: finds the command, loads its module only, and turns expected errors into one line and exit 2.

A command is a module with `HELP`, `configure(parser)` and `run(arguments) -> exit code`. Exit codes: 0 clean,
1 findings at or above the fail level, 2 could not check. stdout is data, stderr is talk.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import qa
from qa.errors import CorpusQAError, DeclarationError

CLEAN, FOUND, FAILED = 0, 1, 2
_BROKEN_PIPE, _INTERRUPTED = 141, 130  # 128 + the number of the signal, as shells have it

COMMANDS: Mapping[str, str] = {
    "run": "qa.cli.run",
    "facts": "qa.cli.facts",
    "list": "qa.cli.list_checks",
    "explain": "qa.cli.explain",
    "validate": "qa.cli.validate",
    "schema": "qa.cli.schema",
    "init": "qa.cli.init",
    "diff": "qa.cli.diff",
    "baseline": "qa.cli.baseline",
    "waive": "qa.cli.waive",
    "fix": "qa.cli.fix",
    "index": "qa.cli.index",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (default: the process's own) and return the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _never_fail_on_encoding()
    wanted = next((word for word in words if not word.startswith("-")), None)
    if wanted is not None and wanted not in COMMANDS:
        return _unknown_command(wanted)
    names = [wanted] if wanted else [] if "--version" in words else [*COMMANDS]
    parser = _parser({name: import_module(COMMANDS[name]) for name in names})
    parsed = parser.parse_args(words)
    if wanted is None:
        parser.print_help(sys.stderr)
        return FAILED
    return _guarded(parsed.run, parsed)


def _parser(commands: Mapping[str, Any]) -> argparse.ArgumentParser:
    """The parser for these commands, by name; the others cost no import."""
    parser = argparse.ArgumentParser(prog="corpus-qa", description="Quality assurance for text corpora.")
    parser.add_argument("--version", action="version", version=f"corpus-qa {qa.__version__}")
    choices = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, module in commands.items():
        sentence = f"{module.HELP[0].upper()}{module.HELP[1:]}."
        command = choices.add_parser(name, help=module.HELP, description=sentence)
        module.configure(command)
        command.set_defaults(run=module.run)
    return parser


def _guarded(command: Callable[[argparse.Namespace], int], parsed: argparse.Namespace) -> int:
    try:
        code = command(parsed)
        sys.stdout.flush()
    except CorpusQAError as error:
        return _complain(str(error), prefix=not isinstance(error, DeclarationError))
    except BrokenPipeError:
        _silence_stdout()
        return _BROKEN_PIPE
    except OSError as error:
        return _complain(f"{error.filename or 'the system'}: {error.strerror or error}")
    except KeyboardInterrupt:
        _complain("interrupted")
        return _INTERRUPTED
    except Exception:  # noqa: BLE001 - exit code 1 would say "findings"
        traceback.print_exc()
        return _complain("this is a bug in corpus-qa: please report it with the lines above")
    return code


def _unknown_command(word: str) -> int:
    from qa.declare.hints import did_you_mean  # noqa: PLC0415 - only when it went wrong

    return _complain(f"unknown command '{word}' ({did_you_mean(word, COMMANDS)})")


def _complain(message: str, *, prefix: bool = True) -> int:
    """Say it on stderr; mistakes at file:line go without a prefix, as editors and CI read them."""
    print(f"corpus-qa: {message}" if prefix else message, file=sys.stderr)  # noqa: T201
    return FAILED


def _never_fail_on_encoding() -> None:
    """Documents hold characters that a terminal's encoding may lack; show them escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _silence_stdout() -> None:
    """Keep the interpreter from flushing into the closed pipe when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
