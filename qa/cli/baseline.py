"""`corpus-qa baseline`: accept what is wrong today, so that only what is new fails."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from qa.cli.output import end_progress, progress
from qa.pipeline.accept import write_revised
from qa.pipeline.prepare import prepare
from qa.pipeline.run import conclude, evaluate_corpus
from qa.pipeline.setup import configure as find_setup
from qa.pipeline.stamp import Stamp

HELP = "write the baseline: accept today's findings; later drop those that are fixed"
DEFAULT_NAME = "qa-baseline.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="folder, file or JSONL file")
    parser.add_argument("--config", type=Path, help="the qa.yaml or pyproject.toml to go by")
    parser.add_argument("--file", type=Path, help=f"the baseline (default: as configured, or {DEFAULT_NAME})")
    parser.add_argument(
        "--force", action="store_true", help="accept findings that are new since it was written"
    )
    parser.add_argument("--jobs", type=int, help="processes (default: one a core)")


def run(args: argparse.Namespace) -> int:
    """Check the whole corpus and write the baseline. 1 when new findings were left out of it, else 0."""
    config = find_setup(args.paths, args.config)
    path = args.file or config.baseline or config.root / DEFAULT_NAME
    prepared = prepare(replace(config, baseline=path), update=True, force=args.force)
    shown = progress()
    evaluated = evaluate_corpus(prepared, progress=shown, jobs=args.jobs)
    end_progress(shown)
    outcome = conclude(prepared, evaluated, Stamp(command="baseline"))
    write_revised(prepared.accepted, outcome.judgement)
    row = outcome.report["baseline"]
    sys.stdout.write(_said(path, row))
    return int(row["new"] > 0)


def _said(path: Path, row: dict[str, Any]) -> str:
    told = f"{path.as_posix()}: {_findings(row['entries'])} accepted"
    if row["fixed"]:
        told += f", {row['fixed']} fixed and dropped"
    if row["new"]:
        told += f"; {_findings(row['new'])} new and not accepted: mend or waive, or accept with --force"
    return told + "\n"


def _findings(count: int) -> str:
    return f"{count} finding{'' if count == 1 else 's'}"
