"""`corpus-qa init`: set up a repository without touching what it has."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from qa.cli.schema import schema
from qa.declare.config import shipped_checks
from qa.errors import InputError
from qa.files import write_text
from qa.resources import text

HELP = "set up a repository: configuration, checks, workflow"
_USUAL = ("corpus", "articles", "documents", "texts", "content", "data")
_WORKFLOW = ".github/workflows/corpus-qa.yml"
_SHIPPED_MODELINE = "$schema=../schemas/check.schema.json"
_OWN_MODELINE = "$schema=schemas/check.schema.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("folder", nargs="?", type=Path, default=Path(), help="the repository (default: here)")
    sentence = f"where the documents are (default: the first there is of {', '.join(_USUAL)})"
    parser.add_argument("--corpus", metavar="PATH", help=sentence)
    parser.add_argument("--force", action="store_true", help="overwrite files that exist")


def run(arguments: argparse.Namespace) -> int:
    """Write the files, say which, and say what to do next. Raises InputError for what is no folder."""
    folder: Path = arguments.folder
    if not folder.is_dir():
        raise InputError(f"there is no folder at {folder.as_posix()!r}")
    corpus = _relative(arguments.corpus, folder) if arguments.corpus else _guess(folder)
    done = [_settle(folder, name, content, force=arguments.force) for name, content in _files(corpus)]
    print("\n".join(done))  # noqa: T201 - only now, so that a closed pipe leaves nothing half set up
    _say_next(folder, corpus)
    return 0


def _settle(folder: Path, name: str, content: str, *, force: bool) -> str:
    if (folder / name).exists() and not force:
        return f"kept   {name} (it exists; --force overwrites it)"
    write_text(folder / name, content)
    return f"wrote  {name}"


def _files(corpus: str) -> Iterator[tuple[str, str]]:
    yield "qa.yaml", text("init/qa.yaml").replace("CORPUS", json.dumps(corpus, ensure_ascii=False))
    for path in shipped_checks():
        own = path.read_text(encoding="utf-8").replace(_SHIPPED_MODELINE, _OWN_MODELINE)
        yield f"checks/{path.name}", own
    for name in ("check", "config"):
        dumped = json.dumps(schema(name), indent=2, ensure_ascii=False)
        yield f"checks/schemas/{name}.schema.json", f"{dumped}\n"
    yield _WORKFLOW, text("init/workflow.yml")


def _guess(folder: Path) -> str:
    return next((name for name in _USUAL if (folder / name).is_dir()), _USUAL[0])


def _relative(corpus: str, folder: Path) -> str:
    """The corpus as the configuration names it: relative to its own folder."""
    try:
        return Path(os.path.relpath(corpus, folder)).as_posix()
    except ValueError:  # another drive
        return Path(corpus).absolute().as_posix()


def _say_next(folder: Path, corpus: str) -> None:
    steps = ["corpus-qa run" if folder == Path() else f"cd {folder.as_posix()} && corpus-qa run"]
    if not (folder / corpus).exists():
        steps.insert(0, f"put documents (.txt, .md, .jsonl) into {corpus}/, or name their place in qa.yaml")
    steps.append("edit checks/*.yml to taste: corpus-qa list, corpus-qa explain CHECK, corpus-qa validate")
    steps.append("commit these files: the workflow checks new documents in every pull request")
    numbered = (f"  {number}. {step}" for number, step in enumerate(steps, 1))
    print("next:", *numbered, sep="\n", file=sys.stderr)  # noqa: T201
