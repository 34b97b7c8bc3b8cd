"""Findings accepted at a point in time: what is new against them, what is fixed, and the ratchet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qa.errors import InputError
from qa.model.verdict import DocumentInfo, Judged, Outcome, Verdict


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Entry:
    """One accepted finding. `sha256` is the document's, as it was when the entry was last written."""

    check_id: str
    document: str
    reason: str
    fingerprint: str
    kin: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Accepted findings; `path` is the file they come from."""

    entries: tuple[Entry, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Findings against a baseline: the entry each known one stands for (by fingerprint), and the rest."""

    known: Mapping[str, Entry] = field(default_factory=dict)
    fixed: tuple[Entry, ...] = ()


def compare(
    baseline: Baseline,
    found: Sequence[Judged],
    documents: Mapping[str, DocumentInfo],
    *,
    checks: Iterable[str],
    crashed: Collection[tuple[str, str]] = (),
    complete: bool = True,
    answered: Collection[str] = (),
    renamed: Mapping[str, str] | None = None,
) -> Standing:
    """Match findings with entries: by fingerprint, then through renames.

    A rename is known from git (`renamed`: new id to old) or, in a complete run, seen: the entry's document is
    gone and a finding of the same kin stands in a document of the same content. Only a run that is complete,
    or `answered` for the document, calls an entry fixed, and only if its check (`checks`) ran and did not
    break on the document (`crashed`: pairs of check and document).
    """
    entries = {entry.fingerprint: entry for entry in baseline.entries}
    known = {
        judged.fingerprint: entries.pop(judged.fingerprint)
        for judged in found
        if judged.fingerprint in entries
    }
    strangers = [judged for judged in found if judged.fingerprint not in known]
    candidates = _Candidates(entries.values(), documents, renamed or {}, seen=complete)
    for judged, entry in candidates.pair(strangers):
        known[judged.fingerprint] = entries.pop(entry.fingerprint)
    ran = set(checks)
    left = (each for each in entries.values() if (each.check_id, each.document) not in crashed)
    fixed = tuple(
        sorted(each for each in left if (complete or each.document in answered) and each.check_id in ran)
    )
    return Standing(known=known, fixed=fixed)


class _Candidates:
    """Entries by which a finding may be known under another name."""

    def __init__(
        self,
        left: Iterable[Entry],
        documents: Mapping[str, DocumentInfo],
        renamed: Mapping[str, str],
        *,
        seen: bool,
    ) -> None:
        self._documents = documents
        self._renamed = renamed
        self._entries: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
        for entry in sorted(left):
            self._entries["name", entry.kin, entry.document].append(entry)
            if seen and entry.sha256 and entry.document not in documents:
                self._entries["content", entry.kin, entry.sha256].append(entry)

    def pair(self, strangers: Iterable[Judged]) -> Iterator[tuple[Judged, Entry]]:
        taken: set[str] = set()
        for judged in strangers:
            entry = next((each for each in self._of(judged) if each.fingerprint not in taken), None)
            if entry:
                taken.add(entry.fingerprint)
                yield judged, entry

    def _of(self, judged: Judged) -> Iterator[Entry]:
        document = judged.finding.document
        if document in self._renamed:
            yield from self._entries.get(("name", judged.kin, self._renamed[document]), ())
        if document in self._documents:
            yield from self._entries.get(("content", judged.kin, self._documents[document].sha256), ())


def updated(
    baseline: Baseline | None,
    found: Sequence[Judged],
    documents: Mapping[str, DocumentInfo],
    standing: Standing,
    *,
    force: bool = False,
) -> Baseline:
    """The baseline to write: a first one takes every finding, a later one may only lose entries.

    Entries whose check did not run stay. New findings are taken in only by `force`; without it they are left
    out, and fail as before.
    """
    path = baseline.path if baseline else ""
    accepted = [each for each in found if each.suppression is None or each.suppression.kind == "baseline"]
    if baseline is not None and not force:
        accepted = [each for each in accepted if each.fingerprint in standing.known]
    entries = {_entry(judged, documents) for judged in accepted}
    if baseline is not None:
        settled = {entry.fingerprint for entry in (*standing.known.values(), *standing.fixed)}
        entries |= {entry for entry in baseline.entries if entry.fingerprint not in settled}
    return Baseline(entries=tuple(sorted(entries)), path=path)


def revised(
    baseline: Baseline | None, verdict: Verdict, documents: Mapping[str, DocumentInfo], *, force: bool = False
) -> Baseline:
    """The baseline to write after a complete run that was judged by `baseline`; see `updated`."""
    found = [judged for check in verdict.checks for judged in check.findings]
    ran = [check.check.id for check in verdict.checks if check.error is None]
    crashed = {
        (check.check.id, case.document)
        for check in verdict.checks
        for case in check.noted.values()
        if case.outcome is Outcome.ERROR
    }
    standing = compare(baseline or Baseline(), found, documents, checks=ran, crashed=crashed)
    return updated(baseline, found, documents, standing, force=force)


def _entry(judged: Judged, documents: Mapping[str, DocumentInfo]) -> Entry:
    info = documents.get(judged.finding.document)
    return Entry(
        check_id=judged.check_id,
        document=judged.finding.document,
        reason=judged.finding.reason,
        fingerprint=judged.fingerprint,
        kin=judged.kin,
        sha256=info.sha256 if info else "",
    )


def growth(before: Baseline, after: Baseline) -> Mapping[str, int]:
    """By how many entries each check has more than before; checks that have not are left out."""
    old, new = (Counter(entry.check_id for entry in each.entries) for each in (before, after))
    return {check: new[check] - old[check] for check in sorted(new) if new[check] > old[check]}


def require_updatable(*, complete: bool, worker: bool) -> None:
    """Raise InputError where an update would take a part for the whole."""
    if worker:
        raise InputError("the baseline is not updated under pytest-xdist: run again without -n")
    if not complete:
        raise InputError(
            "the baseline is not updated by a partial run: run every check over the whole corpus "
            "(without -k, -x, --lf, --qa-since or single paths)"
        )
