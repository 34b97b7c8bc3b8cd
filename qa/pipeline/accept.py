"""What a repository accepts, its waivers and its baseline, and what a run does to the baseline."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from qa.declare.waivers import load_waivers, waiver_file
from qa.errors import InputError
from qa.model.check import Waiver
from qa.model.config import Config
from qa.model.jsonvalue import Json
from qa.model.result import DocumentResult
from qa.model.verdict import DocumentInfo, Evaluation, State, Verdict
from qa.pipeline.baseline_file import read_baseline, write_baseline
from qa.verdicts import judge
from qa.verdicts.baseline import Baseline, require_updatable, revised


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """Waivers of the waiver file, and the baseline.

    With `update` the run writes the baseline to `path`: all findings when there is none yet, else without
    those that are fixed; with `force` also with those that are new.
    """

    waivers: tuple[Waiver, ...] = ()
    baseline: Baseline | None = None
    path: Path | None = None
    update: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict; `baseline` is its row in the report, `revised` what is to be written (null: nothing)."""

    verdict: Verdict
    baseline: Mapping[str, Json] | None = None
    revised: Baseline | None = None


def load_accepted(config: Config, *, update: bool = False, force: bool = False) -> Accepted:
    """Read waivers and baseline before anything is checked, so that a broken file costs no run.

    Raises DeclarationError for a broken waiver file; InputError for a broken baseline, for one that is absent
    and not to be written, and for an update without a file to write to.
    """
    path = config.baseline
    if update and path is None:
        raise InputError("there is no baseline to update: name one with --baseline FILE or in qa.yaml")
    waivers = waiver_file(config)
    if config.waivers is not None and not waivers.is_file():
        raise InputError(f"there is no waiver file at {waivers}: make it, or drop `waivers` from the config")
    fresh = path is None or (update and not path.exists())
    return Accepted(
        waivers=load_waivers(waivers, config.root) if waivers.is_file() else (),
        baseline=None if path is None or fresh else read_baseline(path),
        path=path,
        update=update,
        force=force,
    )


def judge_against(
    accepted: Accepted,
    evaluations: Sequence[Evaluation],
    results: Sequence[DocumentResult],
    *,
    today: date | None,
    complete: bool,
    renamed: Mapping[str, str] | None = None,
    answered: Collection[str] = (),
    worker: bool = False,
    notices: Sequence[str] = (),
) -> Judgement:
    """Judge, and where an update is wanted judge again by what the baseline then is.

    `answered` are documents whose entries may be called fixed though the run is not complete. `notices` are
    added to the verdict's own. Raises InputError when a partial run, or one process of several (`worker`), is
    to update the baseline.
    """
    if accepted.update:
        require_updatable(complete=complete, worker=worker)
    documents = {result.document: _info(result) for result in results}

    def verdict_by(baseline: Baseline | None) -> Verdict:
        return judge(
            evaluations,
            documents=documents,
            waivers=accepted.waivers,
            baseline=baseline,
            today=today,
            complete=complete,
            answered=answered,
            renamed=renamed,
        )

    verdict = verdict_by(accepted.baseline)
    changed = None
    if accepted.update:
        changed = revised(accepted.baseline, verdict, documents, force=accepted.force)
        fixed = verdict.fixed
        verdict = replace(verdict_by(changed), fixed=fixed)
    mistakes = [mistake for result in results for mistake in result.mistakes]
    verdict = replace(verdict, notices=[*verdict.notices, *notices, *mistakes])
    return Judgement(
        verdict=verdict, baseline=_row(accepted, changed or accepted.baseline, verdict), revised=changed
    )


def write_revised(accepted: Accepted, judgement: Judgement) -> None:
    """Write the baseline if the run was to update it. Raises InputError when it can't be written."""
    if accepted.path is not None and judgement.revised is not None:
        write_baseline(accepted.path, judgement.revised)


def _info(result: DocumentResult) -> DocumentInfo:
    return DocumentInfo(
        id=result.document,
        path=result.source.path,
        sha256=result.source.sha256,
        waivers=result.waivers,
    )


def _row(accepted: Accepted, baseline: Baseline | None, verdict: Verdict) -> Mapping[str, Json] | None:
    if accepted.path is None or baseline is None:
        return None
    states = [judged.state for check in verdict.checks for judged in check.findings]
    return {
        "path": accepted.path.name,
        "entries": len(baseline.entries),
        "new": sum(
            judged.state is State.NEW and judged.suppression is None
            for check in verdict.checks
            for judged in check.findings
        ),
        "unchanged": states.count(State.UNCHANGED),
        "fixed": len(verdict.fixed),
        "updated": accepted.update,
    }
