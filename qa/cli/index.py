"""`corpus-qa index`: keep a saved index of a corpus, so that a new document finds its old matches."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from qa.cli.output import end_progress, progress
from qa.cli.settings import add_config_argument, declared_checks
from qa.declare.hints import did_you_mean
from qa.errors import InputError
from qa.index.changes import Added
from qa.index.saved import Index
from qa.model.check import Check
from qa.model.config import Config
from qa.pipeline.indexing import add_to_index, build_index
from qa.pipeline.setup import configure as find_setup
from qa.text.counting import counted

HELP = "build and keep the similarity index that new documents are checked against"

PLACE = Path(".corpus-qa/index")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the sub-commands and their arguments."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    build = _action(actions, "build", "index a corpus from nothing", _build)
    build.add_argument("--texts", action="store_true", help="keep the texts, to quote without the corpus")
    sentence = "build the reference of this check instead: name the index in its `reference`"
    build.add_argument("--for", dest="check", metavar="CHECK", help=sentence)
    add = _action(actions, "add", "add new documents, renew those that changed", _add)
    for each in (build, add):
        each.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="folder, file or JSONL file")
        each.add_argument("--jobs", type=int, help="processes (default: one a core)")
    add.add_argument("--prune", action="store_true", help="remove documents that the corpus no longer has")
    remove = _action(actions, "remove", "remove documents", _remove)
    remove.add_argument("documents", nargs="+", metavar="ID", help="the id of a document")
    stats = _action(actions, "stats", "say what the index holds", _stats)
    stats.add_argument("--json", action="store_true", help="print JSON")
    _action(actions, "verify", "prove that the index is sound", _verify)


def run(args: argparse.Namespace) -> int:
    """Do what the action says. Raises InputError for an index that is not there or can't be trusted."""
    action: Callable[[argparse.Namespace], int] = args.action
    return action(args)


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    sentence: str,
    action: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=sentence, description=f"{sentence[0].upper()}{sentence[1:]}.")
    default = f"default: the configuration's, else {PLACE.as_posix()}"
    parser.add_argument("--index", type=Path, metavar="FILE", help=f"the index ({default})")
    add_config_argument(parser)
    parser.set_defaults(action=action, paths=())
    return parser


def _build(args: argparse.Namespace) -> int:
    config, shown = find_setup(args.paths, args.config), progress()
    check = _check(args.check, config) if args.check else None
    done = build_index(config, _place(args), check=check, texts=args.texts, jobs=args.jobs, progress=shown)
    end_progress(shown)
    return _said(f"indexed {counted(done.added, 'document')}", args)


def _add(args: argparse.Namespace) -> int:
    config, shown = find_setup(args.paths, args.config), progress()
    if args.prune and args.paths:
        raise InputError("only the whole corpus tells what is gone: leave out the paths, or --prune")
    done, gone = add_to_index(config, _place(args), prune=args.prune, jobs=args.jobs, progress=shown)
    end_progress(shown)
    return _said(_sentence(done) + (f", removed {gone}" if args.prune else ""), args)


def _remove(args: argparse.Namespace) -> int:
    with Index.open(_place(args), write=True) as index:
        absent = sorted({each for each in args.documents if each not in index})
        removed = index.remove(args.documents)
    if absent:
        raise InputError(f"removed {counted(removed, 'document')}; not in the index: {', '.join(absent)}")
    return _said(f"removed {counted(removed, 'document')}", args)


def _stats(args: argparse.Namespace) -> int:
    with Index.open(_place(args)) as index:
        found = asdict(index.stats())
    if args.json:
        print(json.dumps(found, indent=2))  # noqa: T201
    else:
        print("\n".join(f"{name:<12}{value}" for name, value in found.items()))  # noqa: T201
    return 0


def _verify(args: argparse.Namespace) -> int:
    """0 when the index is sound, else 2 and what is wrong with it."""
    with Index.open(_place(args)) as index:
        problems = index.verify()
    print("\n".join(problems) or f"{_place(args).as_posix()} is sound")  # noqa: T201
    return 2 if problems else 0


def _check(name: str, config: Config) -> Check:
    checks = {check.id: check for check in declared_checks(config)}
    if name not in checks:
        raise InputError(f"unknown check '{name}' ({did_you_mean(name, checks)})")
    return checks[name]


def _place(args: argparse.Namespace) -> Path:
    if args.index:
        return Path(args.index)
    config = find_setup((), args.config)
    return config.index or config.root / PLACE


def _sentence(done: Added) -> str:
    added = counted(done.added, "document")
    return f"added {added}, renewed {done.replaced}, left {done.unchanged} as they were"


def _said(sentence: str, args: argparse.Namespace) -> int:
    print(f"{sentence}: {_place(args).as_posix()}", file=sys.stderr)  # noqa: T201
    return 0
