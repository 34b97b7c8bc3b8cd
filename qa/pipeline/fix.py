"""Fixes: from findings that propose edits to patches of files.

Edits of one document that overlap are not made together: the earlier wins, then the longer (see
`qa.text.edits`). A fixed document is judged again until nothing is left to fix, so that a second run finds
nothing; what that takes is one patch all the same. Waived findings are left alone.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa.corpus.rewrite import UnfixableError, patches
from qa.detectors.kinds import CorpusDetector
from qa.errors import InputError
from qa.model.check import Severity
from qa.model.document import Document
from qa.model.finding import Finding
from qa.model.verdict import Judged, Verdict
from qa.pipeline.accept import judge_against
from qa.pipeline.evaluate import evaluate
from qa.pipeline.plan import Plan
from qa.pipeline.prepare import Prepared
from qa.pipeline.run import Progress, evaluate_corpus
from qa.pipeline.stamp import Stamp
from qa.text.edits import Edit, Revision, compatible
from qa.text.unified import Patch

_MOST_ROUNDS = 8

Known = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFix:
    """A file, the SHA-256 of its bytes, and the patches of these, in order."""

    name: str
    path: Path
    documents: tuple[str, ...]
    digest: str
    patches: tuple[Patch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixes:
    """What is to be done, and what is not.

    `documents` and `edits` count what is to be done, `without` the findings that propose nothing. `notices`
    and `undone` are sentences: what is worth knowing, and what was left out.
    """

    files: Sequence[FileFix] = ()
    documents: int = 0
    edits: int = 0
    without: int = 0
    notices: Sequence[str] = ()
    undone: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """Edits of one document, the rounds they took, and how many could not be made (overlaps)."""

    edits: Sequence[Edit]
    rounds: int
    left: int


def narrowed(prepared: Prepared, checks: Sequence[str]) -> Prepared:
    """Only these checks, whatever the configuration selects. Raises InputError when none is left."""
    plan = prepared.plan.only(checks)
    if not plan.checks:
        raise InputError(f"no check is left to fix: the configuration ignores {', '.join(checks)}")
    return replace(prepared, plan=plan)


def find_fixes(prepared: Prepared, *, progress: Progress | None = None, jobs: int | None = None) -> Fixes:
    """Evaluate the corpus and turn the proposed edits into patches of files. Nothing is written."""
    evaluated = evaluate_corpus(prepared, progress=progress, jobs=jobs)
    judgement = judge_against(
        replace(prepared.accepted, update=False),
        evaluated.evaluations,
        evaluated.results,
        today=prepared.config.now or Stamp(command="fix").today,
        complete=not evaluated.incomplete,
    )
    found, waived = _by_document(judgement.verdict)
    plan = evaluated.plan or prepared.plan
    digests = {result.document: result.source.sha256 for result in evaluated.results}
    undone = list(evaluated.incomplete)
    revised: dict[str, Revised] = {}
    for name, findings in sorted(found.items()):
        if not any(each.finding.fix for each in findings):
            continue
        document = prepared.corpus.read(name)
        if document.source.sha256 != digests[name]:
            undone.append(f"{name}: left as it is: the file has changed since it was read")
        else:
            revised[name] = revise(document, list(_wanted(findings, plan)), plan, waived)
    files = list(_files(prepared, revised, undone))
    return Fixes(
        files=files,
        documents=sum(len(file.documents) for file in files),
        edits=sum(len(revised[each].edits) for file in files for each in file.documents),
        without=sum(each.finding.fix is None for findings in found.values() for each in findings),
        notices=[f"{name}: took {one.rounds} rounds" for name, one in revised.items() if one.rounds > 1],
        undone=[
            *undone,
            *(f"{name}: {one.left} edit(s) overlap others" for name, one in revised.items() if one.left),
        ],
    )


def revise(
    document: Document, wanted: Sequence[Edit], plan: Plan, waived: frozenset[Known] = frozenset()
) -> Revised:
    """Make the wanted edits, judge the text again by the plan, and so on until nothing is proposed."""
    revision, rounds, lost = Revision(document.text), 0, 0
    while wanted and rounds < _MOST_ROUNDS:
        made, left = compatible(wanted)
        lost += 0 if rounds else sum(_compares(plan, edit) for edit in left)
        revision.apply(made)
        rounds += 1
        wanted = list(_proposed(replace(document, text=revision.text), plan, waived))
    return Revised(edits=list(revision.edits()), rounds=rounds, left=lost + len(wanted))


def _by_document(verdict: Verdict) -> tuple[Mapping[str, list[Judged]], frozenset[Known]]:
    """The findings that count, by document, and which ones are waived."""
    found: dict[str, list[Judged]] = defaultdict(list)
    waived: set[Known] = set()
    for judged in (one for check in verdict.checks for case in check.cases for one in case.findings):
        if judged.suppression is not None and judged.suppression.kind == "waiver":
            waived.add(_known(judged.check_id, judged.finding))
        else:
            found[judged.finding.document].append(judged)
    return found, frozenset(waived)


def _known(check: str, finding: Finding) -> Known:
    return check, finding.document, finding.evidence


def _wanted(findings: Sequence[Judged], plan: Plan) -> Iterator[Edit]:
    rank = {check.id: at for at, check in enumerate(plan.checks)}
    for judged in findings:
        yield from _edit(judged.finding, rank[judged.check_id])


def _edit(finding: Finding, rank: int) -> Iterator[Edit]:
    if finding.fix is not None:
        fix = finding.fix
        yield Edit(start=fix.start, end=fix.end, replacement=fix.replacement, rank=rank)


def _compares(plan: Plan, edit: Edit) -> bool:
    """Whether the edit comes from a check that compares documents, which is not asked again."""
    return isinstance(plan.detectors()[edit.rank][1], CorpusDetector)


def _proposed(document: Document, plan: Plan, waived: frozenset[Known]) -> Iterator[Edit]:
    """What the checks that see one document at a time propose for a text that has been edited."""
    if not document.text.strip():
        return
    alone = {check.id for check, one in plan.detectors() if not isinstance(one, CorpusDetector)}
    found = evaluate(document, plan.only(alone)).findings
    for rank, check in enumerate(plan.checks):
        for finding in found.get(check.id, ()):
            off = check.reasons.get(finding.reason, check.severity) is Severity.OFF
            if not off and _known(check.id, finding) not in waived:
                yield from _edit(finding, rank)


def _files(prepared: Prepared, revised: Mapping[str, Revised], undone: list[str]) -> Iterator[FileFix]:
    """The patches of each file, in the order of the names; a document that can't be patched is told."""
    by_file: dict[str, list[str]] = defaultdict(list)
    for name in revised:
        by_file[prepared.corpus.places[name][0].name].append(name)
    for file_name, names in sorted(by_file.items()):
        path = prepared.corpus.places[names[0]][0].file
        raw = path.read_bytes()
        done: dict[str, list[Patch]] = {}
        for name in names:
            file, source = prepared.corpus.places[name]
            try:
                done[name] = patches(file, source, raw, revised[name].edits)
            except UnfixableError as error:
                undone.append(f"{name}: left as it is: {error}")
        if done:
            yield FileFix(
                name=file_name,
                path=path,
                documents=tuple(done),
                digest=hashlib.sha256(raw).hexdigest(),
                patches=tuple(sorted((one for each in done.values() for one in each), key=_place)),
            )


def _place(patch: Patch) -> tuple[int, int]:
    return patch.start, patch.end
