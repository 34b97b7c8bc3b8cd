"""A run as a test runner drives it: list, evaluate when the first case starts, conclude at the end."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from qa.declare import find_config, load_config
from qa.model.check import Check
from qa.model.config import Config
from qa.model.verdict import Outcome as Level
from qa.pipeline.accept import write_revised
from qa.pipeline.cases import (
    View,
    Views,
    case_name,
    dump_views,
    list_cases,
    load_views,
    make_views,
    restricted,
)
from qa.pipeline.prepare import Prepared, prepare
from qa.pipeline.run import Evaluated, Outcome, conclude, evaluate_corpus
from qa.pipeline.stamp import Stamp
from qa.report.terminal import summary_lines
from qa.report.write import write_report
from qa.verdicts import FailOn, fails

REPORT = "quality-report.json"
Case = tuple[str, str | None]


class TestRun:
    """One run. What is derived is computed when first needed; what it is told are the three lists below."""

    __test__ = False  # the name is ours, not a test class of anybody's

    def __init__(self, config: Config, settings: Mapping[str, str | None]) -> None:
        self.config = config
        self._settings = settings
        self._stamp = Stamp(command="pytest")
        self._chosen: Sequence[Case] = ()
        self._ran: set[str] = set()
        self._handed: Path | None = None
        self.refused = False

    @classmethod
    def start(cls, folder: Path, settings: Mapping[str, str | None]) -> TestRun | None:
        """The run that the configuration above this folder declares; null when there is none."""
        explicit = settings.get("qa_config")
        found = find_config(folder, Path(explicit) if explicit else None, os.environ)
        return cls(_overridden(load_config(found), settings), settings) if found else None

    @cached_property
    def prepared(self) -> Prepared:
        """Declarations read, checks chosen."""
        return prepare(
            self.config,
            select=self._ids("qa_select"),
            ignore=self._ids("qa_ignore"),
            update=self.updates,
            force=bool(self._settings.get("qa_baseline_force")),
            since=self._settings.get("qa_since"),
        )

    @property
    def updates(self) -> bool:
        """Whether the run is to write the baseline."""
        return bool(self._settings.get("qa_baseline_update"))

    @cached_property
    def cases(self) -> dict[str, list[str]]:
        """The documents of each check, in the same order in every process."""
        return list_cases(self.prepared, self._settings.get("qa_cases") or "auto")

    @cached_property
    def evaluated(self) -> Evaluated:
        """The chosen cases, evaluated; all of them when none was chosen."""
        checks = frozenset(check for check, _ in self._chosen) or None
        whole = not self._chosen or any(document is None for _, document in self._chosen)
        documents = None if whole else frozenset(str(document) for _, document in self._chosen)
        jobs = self._settings.get("qa_jobs")
        return evaluate_corpus(
            self.prepared, checks=checks, documents=documents, jobs=int(jobs) if jobs else None
        )

    @cached_property
    def views(self) -> Views:
        """How every case came out: from another process when one has evaluated, else evaluated here."""
        if self._handed:
            return load_views(json.loads(self._handed.read_text(encoding="utf-8")))
        outcome = self._conclude(self.evaluated)
        views = make_views(outcome.verdict, outcome.report, self.cases)
        return replace(views, interrupted=self.evaluated.interrupted)

    def files(self) -> list[Path]:
        """The files that hold cases."""
        own = [file for file in self.config.checks if self._inside(file)]
        rest = [self.config.path] if self.config.path and len(own) < len(self.config.checks) else []
        return [*own, *rest]

    @cached_property
    def corpus_folders(self) -> frozenset[Path]:
        """The folders that hold documents and nothing of ours."""
        folders = {source.path.resolve() for source in self.config.corpus if source.path.is_dir()}
        ours = [self.config.root, *self._owned]
        return frozenset(each for each in folders if not any(file.is_relative_to(each) for file in ours))

    def owns(self, file: Path) -> bool:
        """Whether a file is one of `files`."""
        return file.suffix in {".yml", ".yaml", ".toml"} and file.resolve() in self._owned

    def cases_of(self, file: Path) -> Iterator[tuple[str, str, int, str | None]]:
        """Name, check, line and document of every case that a file declares. Raises DeclarationError."""
        for check in self.prepared.checks:
            if self._home(check) == file.resolve():
                for document in (None, *self.cases[check.id]):
                    yield case_name(check.id, document), check.id, check.line, document

    def tags(self, check: str) -> tuple[str, ...]:
        """The tags of a check: words that select its cases."""
        return next((each.tags for each in self.prepared.checks if each.id == check), ())

    def choose(self, cases: Sequence[Case]) -> None:
        """These cases will run, and no others."""
        self._chosen = cases

    def view(self, check: str, document: str | None) -> View:
        """How a case came out."""
        if self.views.interrupted:
            raise KeyboardInterrupt
        return self.views.view(check, document)

    def fails(self, view: View) -> bool:
        """Whether a case of this outcome fails at the level that is set."""
        return fails(Level(view.outcome), FailOn(self._settings.get("qa_fail_on") or "error"))

    def ran(self, node: str) -> None:
        """A case ran; `node` is its node id."""
        self._ran.add(node.partition("::")[2])

    def hand_over(self) -> Path:
        """Evaluate, and leave the views in a file for other processes."""
        if self._handed is None:
            dumped = json.dumps(dump_views(self.views))
            handle, name = tempfile.mkstemp(prefix="corpus-qa-", suffix=".json")
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(dumped)
            self._handed = Path(name)
        return self._handed

    def take_over(self, file: Path) -> None:
        """Use the views that another process left."""
        self._handed = file

    def finish(self, *, interrupted: bool) -> list[str]:
        """Write the report on the cases that ran; the lines to show of it. Nothing, when nothing was found
        out because the declarations are broken."""
        if "prepared" not in self.__dict__ or ("evaluated" not in self.__dict__ and not self.cases):
            return []
        if self._handed:
            self._handed.unlink(missing_ok=True)
        missing = ["interrupted"] if interrupted else []
        cases = dict(self._names())
        left = len(cases.keys() - self._ran)
        if left:
            missing.append(f"{left} of {len(cases)} cases did not run")
        told = self._refuse_update() if missing and self.updates else []
        outcome = self._conclude(self._part(cases) if left else self.evaluated, missing)
        target = self._target()
        write_report(target, outcome.report)
        write_revised(self.prepared.accepted, outcome.judgement)
        return [*summary_lines(outcome.report), *told, f"report: {target.as_posix()}"]

    def _refuse_update(self) -> list[str]:
        """Leave the baseline alone: only some cases ran."""
        self.refused = True
        self.prepared = replace(self.prepared, accepted=replace(self.prepared.accepted, update=False))
        return ["the baseline is not updated by a partial run: run every case"]

    def _part(self, cases: Mapping[str, Case]) -> Evaluated:
        """What was found of the cases that ran."""
        done: dict[str, set[str]] = {}
        for name in self._ran & cases.keys():
            check, document = cases[name]
            if document is not None:
                done.setdefault(check, set()).add(document)
            elif not self.cases[check]:
                done[check] = {result.document for result in self.evaluated.results}
        if not done:
            return Evaluated(results=(), evaluations=())
        kept = [
            restricted(each, frozenset(done[each.check.id]))
            for each in self.evaluated.evaluations
            if each.check.id in done
        ]
        return replace(self.evaluated, evaluations=kept)

    @cached_property
    def _owned(self) -> frozenset[Path]:
        return frozenset(file.resolve() for file in self.files())

    def _inside(self, file: Path) -> bool:
        return file.resolve().is_relative_to(self.config.root)

    def _home(self, check: Check) -> Path | None:
        """The file whose collection yields a check: its own, or the configuration for a shipped one."""
        own = (self.config.root / check.path).resolve()
        return own if own in self._owned else self.config.path

    def _names(self) -> Iterator[tuple[str, Case]]:
        for check, documents in self.cases.items():
            for document in (None, *documents):
                yield case_name(check, document), (check, document)

    def _ids(self, key: str) -> list[str]:
        return [each.strip() for each in (self._settings.get(key) or "").split(",") if each.strip()]

    def _target(self) -> Path:
        given = self._settings.get("qa_report")
        return Path(given) if given else self.config.report or self.config.root / REPORT

    def _conclude(self, evaluated: Evaluated, incomplete: Sequence[str] = ()) -> Outcome:
        text = not self._settings.get("qa_no_text")
        return conclude(self.prepared, evaluated, self._stamp, incomplete=incomplete, text=text)


def _overridden(config: Config, settings: Mapping[str, str | None]) -> Config:
    """The configuration with the files that the command line names instead; those lie where one works."""
    return replace(
        config,
        baseline=_named(settings, "qa_baseline") or config.baseline,
        cache=_named(settings, "qa_cache") or config.cache,
        index=_named(settings, "qa_index") or config.index,
        facts=config.facts and not settings.get("qa_no_facts"),
    )


def _named(settings: Mapping[str, str | None], key: str) -> Path | None:
    path = settings.get(key)
    return Path(path).absolute() if path else None
