"""`corpus-qa fix`: make the edits that findings propose, as a patch or in place."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from qa.cli.output import end_progress, progress
from qa.corpus.rewrite import UnfixableError, unchanged, write_patched
from qa.pipeline.fix import FileFix, Fixes, find_fixes, narrowed
from qa.pipeline.prepare import prepare
from qa.pipeline.setup import configure as find_setup
from qa.text.unified import unified

HELP = "print the edits that findings propose as a patch, or make them in place"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="folder, file or JSONL file")
    parser.add_argument(
        "--check", action="append", required=True, metavar="IDS", help="fix what these checks find"
    )
    parser.add_argument("--write", action="store_true", help="change the files instead of printing a patch")
    parser.add_argument("--config", type=Path, help="the qa.yaml or pyproject.toml to go by")
    parser.add_argument("--jobs", type=int, help="processes (default: one a core)")


def run(args: argparse.Namespace) -> int:
    """Print the patch, or write. 0 when nothing is left to do, 1 when something is, 2 could not check."""
    wanted = [each.strip() for group in args.check for each in group.split(",") if each.strip()]
    prepared = narrowed(prepare(find_setup(args.paths, args.config), select=wanted), wanted)
    shown = progress()
    fixes = find_fixes(prepared, progress=shown, jobs=args.jobs)
    end_progress(shown)
    refused = [said for file in fixes.files if (said := _carry_out(file, write=args.write))]
    for notice in (*fixes.notices, *fixes.undone, *refused):
        _say(notice)
    _say(_summary(fixes, written=args.write))
    return 1 if refused or fixes.undone or (fixes.files and not args.write) else 0


def _carry_out(file: FileFix, *, write: bool) -> str:
    """Write the file or print its patch; a sentence when it changed meanwhile."""
    try:
        raw = unchanged(file.path, file.digest)
        if write:
            write_patched(file.path, raw, file.patches)
        else:
            _print_patch(unified(file.name, raw, file.patches))
    except UnfixableError as error:
        return f"{file.name}: left as it is: {error}"
    return ""


def _print_patch(patch: bytes) -> None:
    """The bytes as they are, since a patch of a file in another encoding is no text in ours."""
    sys.stdout.flush()
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(patch.decode("utf-8", errors="replace"))
    else:
        binary.write(patch)


def _summary(fixes: Fixes, *, written: bool) -> str:
    if not fixes.files:
        rest = f"; {fixes.without} finding(s) have no fix" if fixes.without else ""
        return f"nothing to fix{rest}"
    verb = "fixed" if written else "proposed"
    rest = f"; {fixes.without} finding(s) have no fix" if fixes.without else ""
    last = "" if written else "; --write makes them"
    return f"{verb}: {fixes.edits} edit(s) in {fixes.documents} document(s){rest}{last}"


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
