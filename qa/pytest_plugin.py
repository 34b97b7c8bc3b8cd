"""pytest: collect the declarations, generate the cases, show the verdicts, write the report.

Nothing of the package is imported before a configuration is found: a session without corpus checks pays for
this file alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from qa.pipeline.testing import TestRun

_OPTIONS = (
    ("--qa-config", "qa_config", "the qa.yaml or pyproject.toml to go by"),
    ("--qa-report", "qa_report", "where to write the quality report (default quality-report.json)"),
    ("--qa-cases", "qa_cases", "a case a document, a case a check, or auto (by their number)"),
    ("--qa-select", "qa_select", "only these checks, comma-separated ids"),
    ("--qa-ignore", "qa_ignore", "not these checks, comma-separated ids"),
    ("--qa-fail-on", "qa_fail_on", "the least outcome that fails a case: error, warning, info, never"),
    ("--qa-since", "qa_since", "only what changed since this git commit; the rest counts as unchanged"),
    ("--qa-baseline", "qa_baseline", "the file of findings accepted before: only new ones fail"),
    ("--qa-cache", "qa_cache", "the file that keeps results for the next run"),
    ("--qa-index", "qa_index", "the saved index that new documents are compared with"),
    ("--qa-jobs", "qa_jobs", "processes that evaluate documents (default: one a core)"),
)
_SWITCHES = (
    ("--qa-no-facts", "qa_no_facts", "tell no facts of documents: faster when few checks run"),
    ("--qa-no-text", "qa_no_text", "a report, and failures, that quote no document"),
    (
        "--qa-baseline-update",
        "qa_baseline_update",
        "write the baseline: all at first, later no more",
    ),
    ("--qa-baseline-force", "qa_baseline_force", "let the update of the baseline add new findings"),
)
_CHOICES = {
    "--qa-cases": ["auto", "document", "check"],
    "--qa-fail-on": ["error", "warning", "info", "never"],
}
_NAME = "corpus-qa-session"


class QualityError(Exception):
    """A document, or a check, is not as good as declared."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Every option is `--qa-…`, every ini key `qa_…`."""
    group = parser.getgroup("corpus-qa", "corpus quality")
    for flag, key, text in _OPTIONS:
        group.addoption(flag, dest=key, default=None, choices=_CHOICES.get(flag), help=text)
        parser.addini(key, text, default=None)
    for flag, key, text in _SWITCHES:
        group.addoption(flag, dest=key, action="store_true", default=None, help=text)
        parser.addini(key, text, type="bool", default=False)


def pytest_configure(config: pytest.Config) -> None:
    """Become active when the repository has a configuration."""
    explicit = _setting(config, "qa_config")
    if not explicit and not os.environ.get("CORPUS_QA_CONFIG") and not _configured(config.rootpath):
        return
    from qa.errors import CorpusQAError  # noqa: PLC0415 - see the module's docstring
    from qa.pipeline.testing import TestRun  # noqa: PLC0415

    try:
        run = TestRun.start(
            config.rootpath, {key: _setting(config, key) for _, key, _ in (*_OPTIONS, *_SWITCHES)}
        )
    except CorpusQAError as error:
        raise pytest.UsageError(str(error)) from None
    if run is not None and run.updates and (config.getoption("numprocesses", None) or _is_worker(config)):
        raise pytest.UsageError("the baseline is not updated under pytest-xdist: run again without -n")
    if run is None:
        return
    handed = getattr(config, "workerinput", {}).get(_NAME)
    if handed:
        run.take_over(Path(handed))
    config.addinivalue_line("markers", "qa: a case of corpus-qa; -m 'not qa' leaves them all out")
    config.pluginmanager.register(_Session(config, run, worker=_is_worker(config)), _NAME)


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def _setting(config: pytest.Config, key: str) -> str | None:
    value = config.getoption(key, default=None)
    return str(value) if value is not None else (config.getini(key) or None)


def _configured(folder: Path) -> bool:
    """A cheap look for what `find_config` would find."""
    for each in (folder, *folder.parents):
        if (each / "qa.yaml").is_file() or (each / "qa.yml").is_file():
            return True
        project = each / "pyproject.toml"
        if project.is_file() and b"[tool.corpus-qa" in project.read_bytes():
            return True
    return False


class CheckFile(pytest.File):
    """A declaration file, or the configuration itself for the checks that ship with the package."""

    run: TestRun

    def collect(self) -> Iterator[pytest.Item]:
        """A case for every check as a whole, and one for each document that it reaches."""
        from qa.errors import CorpusQAError  # noqa: PLC0415

        try:
            cases = list(self.run.cases_of(self.path))
        except CorpusQAError as error:
            raise self.CollectError(str(error)) from None
        for name, check, line, document in cases:
            # The id is given as text, so that pytest reads what is in brackets as it does from its cache.
            item = CaseItem.from_parent(self, name=name, nodeid=f"{self.nodeid}::{name}")
            item.check, item.line, item.document = check, line, document
            item.add_marker("qa")
            item.extra_keyword_matches.update(self.run.tags(check))
            yield item


class CaseItem(pytest.Item):
    """One check on one document, or on the corpus as a whole."""

    check: str
    line: int
    document: str | None
    parent: CheckFile

    def setup(self) -> None:
        """Detect: a check that breaks is an error, not a failure."""
        view = self.parent.run.view(self.check, self.document)
        if view.outcome == "error":
            pytest.fail(view.text, pytrace=False)

    def runtest(self) -> None:
        """Judge."""
        run = self.parent.run
        view = run.view(self.check, self.document)
        if view.outcome == "skipped":
            pytest.skip(view.text)
        if view.outcome == "waived":
            self.add_report_section("call", "corpus-qa", view.text)
            pytest.xfail("accepted: " + view.text.splitlines()[0])
        if run.fails(view):
            raise QualityError(view.text)
        if view.text:
            self.add_report_section("call", "corpus-qa", view.text)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any, **kwargs: Any) -> Any:
        """The text of a verdict, without a traceback; a bug keeps its own."""
        if isinstance(excinfo.value, QualityError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, *args, **kwargs)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the check is declared."""
        return self.path, self.line - 1, self.name


class _Session:
    """The hooks of an active session."""

    def __init__(self, config: pytest.Config, run: TestRun, *, worker: bool) -> None:
        self.run = run
        self.worker = worker
        self.lines: list[str] = []
        if config.args_source is pytest.Config.ArgsSource.TESTPATHS:
            config.args.extend(str(file) for file in run.files())

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """Documents are data: pytest need not look at each of them, nor take a `test*.txt` for a doctest."""
        return True if collection_path in self.run.corpus_folders else None

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> CheckFile | None:
        """The declaration files of this repository, wherever pytest meets them."""
        if not self.run.owns(file_path):
            return None
        file = CheckFile.from_parent(parent, path=file_path)
        file.run = self.run
        return file

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """What is selected decides what is evaluated."""
        self.run.choose([(each.check, each.document) for each in session.items if isinstance(each, CaseItem)])

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Before an xdist worker starts: evaluate once, here, and tell it where the verdicts are."""
        node.workerinput[_NAME] = str(self.run.hand_over())

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember which cases ran."""
        if report.when == "call" or (report.when == "setup" and not report.passed):
            self.run.ran(report.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Write the report, whatever ended the session."""
        if not self.worker and not session.config.getoption("collectonly"):
            interrupted = exitstatus == pytest.ExitCode.INTERRUPTED
            self.lines = self.run.finish(interrupted=interrupted)
            if self.run.refused:
                session.exitstatus = pytest.ExitCode.USAGE_ERROR

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """The table of checks and where the report is."""
        if self.lines:
            terminalreporter.section("corpus quality")
            for line in self.lines:
                terminalreporter.line(line)
