"""What a run answers for: the whole corpus, or what changed since a git commit.

Since a commit may change: documents, which are then evaluated; a check, which is then evaluated on every
document; the waivers and the baseline, which bring back the documents they no longer excuse. When the
configuration of the corpus changed, everything is evaluated.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from qa.corpus.changes import Changes, changed, file_at, tracked
from qa.corpus.narrow import members
from qa.declare import load_checks
from qa.declare.config import corpus_settings
from qa.declare.waivers import load_waivers, waiver_file
from qa.detectors import registry
from qa.errors import CorpusQAError
from qa.model.check import Check, Waiver
from qa.model.config import Config
from qa.model.jsonvalue import Json
from qa.pipeline.baseline_file import read_baseline
from qa.text.globs import matches_any

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Without a `ref` everything.

    `touched` are the paths of the documents to evaluate, `gone` those that are no longer there, `renamed`
    maps new ones to old, `unchanged` counts the rest. `checks` are the ids of those that look at all.
    """

    ref: str = ""
    base: str = ""
    touched: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    unchanged: int = 0
    checks: frozenset[str] = frozenset()
    notices: tuple[str, ...] = ()

    def reaches(self, check: str, path: str) -> bool:
        """Whether a check is to look at the document at this path."""
        return not self.ref or path in self.touched or check in self.checks

    def row(self) -> dict[str, Json] | None:
        """For the report: how many documents are evaluated, and how many are as they were."""
        if not self.ref:
            return None
        return {
            "ref": self.ref,
            "base": self.base,
            "touched": len(self.touched),
            "removed": len(self.gone) - len(self.renamed),
            "renamed": len(self.renamed),
            "unchanged": self.unchanged,
            "checks_on_all": sorted(self.checks),
        }


def scope_since(config: Config, checks: Sequence[Check], ref: str) -> Scope:
    """The scope of a run since `ref`. Raises InputError where git can't tell, see `qa.corpus.changes`."""
    root = config.root
    changes = changed(root, ref)
    if _settings_changed(config, changes):
        said = f"the configuration of the corpus changed since {ref}: every document is evaluated"
        return Scope(notices=(said,))
    names = members(config.corpus, root, tracked(root))
    present = members(config.corpus, root, changes.present)
    gone = members(config.corpus, root, [*changes.removed, *changes.renamed.values()])
    excused, affected = _no_longer_excused(config, checks, changes)
    touched = (present | (excused & names)) - gone
    return Scope(
        ref=ref,
        base=changes.base,
        touched=touched,
        gone=gone,
        renamed={new: old for new, old in changes.renamed.items() if new in present},
        unchanged=len(names - touched - gone),
        checks=affected | _changed_checks(config, checks, changes),
    )


def _settings_changed(config: Config, changes: Changes) -> bool:
    """Whether the part of the configuration changed that says what the documents are."""
    name = _name(config.path, config.root)
    if config.path is None or name not in changes.present:
        return False
    return _then(config, changes, name, corpus_settings, None) != corpus_settings(config.path)


def _changed_checks(config: Config, checks: Sequence[Check], changes: Changes) -> frozenset[str]:
    """The checks that were not declared, or not so, at the base."""
    changed_files = {name for file in config.checks if (name := _name(file, config.root)) in changes.present}
    before = {
        check.id: _essence(check)
        for name in sorted(changed_files)
        for check in _then(config, changes, name, lambda file: _declared(file, config), ())
    }
    return frozenset(
        check.id
        for check in checks
        if check.path in changed_files and before.get(check.id) != _essence(check)
    )


def _declared(file: Path, config: Config) -> tuple[Check, ...]:
    return load_checks((file,), registry(), config.root)


def _essence(check: Check) -> Check:
    """The check without what no verdict depends on."""
    waivers = tuple(replace(each, path="", line=0) for each in check.waivers)
    return replace(check, title="", help="", owner=None, tags=(), path="", line=0, waivers=waivers)


def _no_longer_excused(
    config: Config, checks: Sequence[Check], changes: Changes
) -> tuple[frozenset[str], frozenset[str]]:
    """The documents that changed waivers and a changed baseline name; the checks of waivers for many."""
    documents: set[str] = set()
    affected: set[str] = set()
    for waiver in _changed_waivers(config, changes):
        if set(waiver.document) & set("*?["):
            affected |= {check.id for check in checks if matches_any(check.id, [waiver.check or "**"])}
        documents.add(waiver.document)
    documents |= set(_dropped_entries(config, changes))
    return frozenset(documents), frozenset(affected)


def _changed_waivers(config: Config, changes: Changes) -> Iterator[Waiver]:
    path = waiver_file(config)
    name = _name(path, config.root)
    if name in changes.present or name in changes.removed:
        before = _bare(_then(config, changes, name, lambda file: load_waivers(file, config.root), ()))
        after = _bare(load_waivers(path, config.root) if path.is_file() else ())
        yield from sorted(before ^ after, key=repr)


def _bare(waivers: Iterable[Waiver]) -> set[Waiver]:
    return {replace(each, path="", line=0) for each in waivers}


def _dropped_entries(config: Config, changes: Changes) -> Iterator[str]:
    path = config.baseline
    name = _name(path, config.root)
    if path is None or name not in changes.present or not path.is_file():
        return
    before = _then(config, changes, name, lambda file: read_baseline(file).entries, ())
    after = {entry.fingerprint for entry in read_baseline(path).entries}
    yield from (entry.document for entry in before if entry.fingerprint not in after)


def _name(path: Path | None, root: Path) -> str:
    """The path relative to the root; empty outside it."""
    return path.relative_to(root).as_posix() if path and path.is_relative_to(root) else ""


def _then(config: Config, changes: Changes, name: str, load: Callable[[Path], T], absent: Any) -> T | Any:
    """What a file of ours held at the base; `absent` when it was not there, or broken."""
    text = file_at(config.root, changes.base, name)
    if text is None:
        return absent
    with tempfile.TemporaryDirectory(prefix="corpus-qa-") as folder:
        file = Path(folder) / Path(name).name
        file.write_bytes(text)
        try:
            return load(file)
        except CorpusQAError:
            return absent
