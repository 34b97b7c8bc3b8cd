"""`corpus-qa waive`: accept a finding of the last report, with a reason."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from qa.declare.waiver_text import add_waiver
from qa.declare.waivers import waiver_file
from qa.errors import InputError
from qa.model.check import Waiver
from qa.pipeline.setup import configure as find_setup
from qa.report.read import read_report

HELP = "accept a finding: write a waiver with its reason, bound to the document's content"
REPORT = "quality-report.json"
_SHORTEST = 8


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "finding", metavar="FINDING", help="the id or fingerprint of a finding, or its first eight characters"
    )
    parser.add_argument("--reason", required=True, help="why it is accepted")
    parser.add_argument("--owner", help="who accepts it")
    parser.add_argument("--expires", type=_day, metavar="YYYY-MM-DD", help="the last day on which it holds")
    parser.add_argument("--report", type=Path, help=f"the report that has the finding (default {REPORT})")
    parser.add_argument("--config", type=Path, help="the qa.yaml or pyproject.toml to go by")
    parser.add_argument(
        "--file", type=Path, help="the waiver file (default: as configured, or qa-waivers.yml)"
    )


def run(args: argparse.Namespace) -> int:
    """Append the waiver to the waiver file. InputError when no finding, or more than one, is meant."""
    if not args.reason.strip():
        raise InputError("a waiver needs a reason: say why the finding is accepted")
    config = find_setup([], args.config)
    report = read_report(args.report or config.report or Path(REPORT))
    finding = _meant(report["findings"], args.finding)
    path = args.file or waiver_file(config)
    add_waiver(path, _waiver(finding, report, args), config.root)
    sys.stdout.write(f"waived {finding['check_id']} on {finding['document']} in {path.as_posix()}\n")
    return 0


def _meant(findings: Sequence[Mapping[str, Any]], given: str) -> Mapping[str, Any]:
    word = given.lower()
    if len(word) < _SHORTEST:
        raise InputError(f"{given!r} is too short: give at least {_SHORTEST} characters of the fingerprint")
    found = [each for each in findings if each["fingerprint"].startswith(word) or each["id"] == word]
    if not found:
        raise InputError(f"the report has no finding {given!r}: its findings carry an `id` each")
    if len(found) > 1:
        raise InputError(f"{given!r} may mean {len(found)} findings: give more of the fingerprint")
    if found[0]["suppression"] and found[0]["suppression"]["kind"] == "waiver":
        raise InputError(f"finding {given!r} is waived already: {found[0]['suppression']['reason']}")
    return found[0]


def _waiver(finding: Mapping[str, Any], report: Mapping[str, Any], args: argparse.Namespace) -> Waiver:
    digests = {row["id"]: row["sha256"] for row in report["documents"]}
    return Waiver(
        document=finding["document"],
        check=finding["check_id"],
        finding=finding["fingerprint"],
        reason=args.reason.strip(),
        owner=args.owner,
        expires=args.expires,
        sha256=digests.get(finding["document"]) or None,
    )


def _day(given: str) -> str:
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{given!r} is not a date: write it as YYYY-MM-DD") from error
