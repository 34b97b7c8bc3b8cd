"""`corpus-qa`: finds the command, loads its module only, and turns expected errors into one line and exit 2.

A command is a module with `add_arguments(parser)` and `run(arguments) -> exit code`. Exit codes: 0 clean, 1
findings at or above the fail level, 2 could not check. stdout is data, stderr is talk.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from io import TextIOWrapper

import qa
from qa.errors import CorpusQAError

CLEAN, FOUND, FAILED = 0, 1, 2
_BROKEN_PIPE, _INTERRUPTED = 141, 130  # 128 + the number of the signal, as shells have it

COMMANDS: Mapping[str, tuple[str, str]] = {
    "run": ("qa.cli.run", "check a corpus and write the report"),
    "facts": ("qa.cli.facts", "write what each document says about itself"),
    "list": ("qa.cli.list_checks", "list the declared checks"),
    "explain": ("qa.cli.explain", "show the page of a check"),
    "validate": ("qa.cli.validate", "look for mistakes in the declarations"),
    "schema": ("qa.cli.schema", "print a JSON Schema"),
    "init": ("qa.cli.init", "set up a repository: configuration, checks, workflow"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (default: the process's own) and return the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _never_fail_on_encoding()
    wanted = next((word for word in words if not word.startswith("-")), None)
    if wanted is not None and wanted not in COMMANDS:
        return _unknown_command(wanted)
    parser = _parser(wanted)
    parsed = parser.parse_args(words)
    if wanted is None:
        parser.print_help(sys.stderr)
        return FAILED
    return _guarded(import_module(COMMANDS[wanted][0]).run, parsed)


def _parser(wanted: str | None) -> argparse.ArgumentParser:
    """The parser; only the wanted command has its arguments, so that only its module is imported."""
    parser = argparse.ArgumentParser(prog="corpus-qa", description="Quality assurance for text corpora.")
    parser.add_argument("--version", action="version", version=f"corpus-qa {qa.__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, (module, sentence) in COMMANDS.items():
        command = commands.add_parser(name, help=sentence, description=f"{sentence[0].upper()}{sentence[1:]}.")
        if name == wanted:
            import_module(module).add_arguments(command)
    return parser


def _guarded(command: Callable[[argparse.Namespace], int], parsed: argparse.Namespace) -> int:
    try:
        code = command(parsed)
        sys.stdout.flush()
    except CorpusQAError as error:
        return _complain(str(error))
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


def _complain(message: str) -> int:
    print(f"corpus-qa: {message}", file=sys.stderr)  # noqa: T201
    return FAILED


def _never_fail_on_encoding() -> None:
    """Documents hold characters that a terminal's encoding may lack; show them escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _silence_stdout() -> None:
    """Keep the interpreter from flushing into the closed pipe when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
