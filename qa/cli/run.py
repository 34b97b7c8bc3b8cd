"""`corpus-qa run`: check documents and write the report."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from qa.cli import stdin
from qa.cli.output import end_progress, progress, wants_colour
from qa.declare import find_config
from qa.engine import seldom_collect
from qa.pipeline.accept import write_revised
from qa.pipeline.prepare import Prepared, prepare
from qa.pipeline.run import Evaluated, conclude, evaluate_corpus
from qa.pipeline.setup import configure as find_setup
from qa.pipeline.stamp import Stamp
from qa.report.terminal import render
from qa.report.write import write_report
from qa.verdicts import FailOn, exit_code

HELP = "check documents and write the quality report"
REPORT = "quality-report.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="folder, file, JSONL file or -")
    parser.add_argument("--config", type=Path, help="the qa.yaml or pyproject.toml to go by")
    parser.add_argument("--report", type=Path, help=f"where to write the report (default {REPORT})")
    parser.add_argument("--select", action="append", default=[], metavar="IDS", help="only these checks")
    parser.add_argument("--ignore", action="append", default=[], metavar="IDS", help="not these checks")
    parser.add_argument(
        "--fail-on",
        choices=[each.value for each in FailOn],
        default=FailOn.ERROR.value,
        help="the least outcome that exits with 1 (default error)",
    )
    parser.add_argument(
        "--baseline", type=Path, metavar="FILE", help="findings accepted before: only new ones fail"
    )
    parser.add_argument(
        "--baseline-update",
        action="store_true",
        help="write the baseline: everything at first, later without what is fixed",
    )
    parser.add_argument("--force", action="store_true", help="let the update of a baseline add new findings")
    parser.add_argument(
        "--index", type=Path, metavar="FILE", help="the saved index that the paths named are checked against"
    )
    parser.add_argument(
        "--since", metavar="REF", help="only what changed since this git commit; the rest counts as unchanged"
    )
    parser.add_argument("--cache", type=Path, metavar="FILE", help="keep results here for the next run")
    parser.add_argument("--jobs", type=int, help="processes (default: one a core)")
    parser.add_argument(
        "--no-facts", action="store_true", help="tell no facts of documents: faster when few checks run"
    )
    parser.add_argument("--no-text", action="store_true", help="a report that quotes no document")
    parser.add_argument("--verbose", action="store_true", help="show every finding, waived ones too")


def run(args: argparse.Namespace) -> int:
    """Run, print the summary, write the report. 0 clean, 1 findings, 2 could not check.

    After an interrupt the report on what was evaluated by then is written all the same.
    """
    seldom_collect()
    with stdin.as_file(args.paths) as paths:
        return _run(args, paths)


def _run(args: argparse.Namespace, paths: list[Path]) -> int:
    stamp = Stamp(command="run")
    here = find_config(Path.cwd(), None, os.environ) if stdin.wanted(args.paths) else None
    config = find_setup(paths, args.config or here)
    prepared = prepare(
        replace(
            config,
            baseline=args.baseline or config.baseline,
            index=args.index or config.index,
            cache=args.cache or config.cache,
            facts=config.facts and not args.no_facts,
        ),
        select=_ids(args.select),
        ignore=_ids(args.ignore),
        update=args.baseline_update,
        force=args.force,
        since=args.since,
    )
    evaluated = _evaluated(prepared, args)
    outcome = conclude(prepared, evaluated, stamp, text=not args.no_text)
    write_revised(prepared.accepted, outcome.judgement)
    target = args.report or prepared.config.report or Path(REPORT)
    write_report(target, outcome.report)
    sys.stdout.write(render(outcome.report, colour=wants_colour(sys.stdout), verbose=args.verbose))
    sys.stdout.write(f"report: {target.as_posix()}\n")
    if evaluated.interrupted:
        raise KeyboardInterrupt
    return exit_code(outcome.verdict, FailOn(args.fail_on))


def _evaluated(prepared: Prepared, args: argparse.Namespace) -> Evaluated:
    shown = progress()
    evaluated = evaluate_corpus(prepared, progress=shown, jobs=args.jobs)
    end_progress(shown)
    return evaluated


def _ids(given: list[str]) -> list[str]:
    """`--select a,b --select c` is a, b and c."""
    return [each.strip() for group in given for each in group.split(",") if each.strip()]
