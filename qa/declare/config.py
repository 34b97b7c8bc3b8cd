"""The configuration of a repository: `qa.yaml` or `[tool.corpus-qa]`, or what holds without either."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from glob import glob
from pathlib import Path
from typing import Any

from qa.declare.checks import words
from qa.declare.cues import own_cues
from qa.declare.discovery import TABLE
from qa.declare.hints import did_you_mean
from qa.declare.marked import Marked
from qa.declare.mistakes import schema_mistakes
from qa.declare.schema import config_schema
from qa.declare.toml_reader import read_toml
from qa.declare.yaml_reader import read_yaml
from qa.errors import DeclarationError, Mistake
from qa.model.config import Config, CorpusSource
from qa.resources import shipped

SHIPPED = "shipped"
_PATTERNS = ("*.yml", "*.yaml")
_SETTINGS = ("corpus", "checks", "select", "ignore", "now", "body_anchor", "cues")
_FILES = ("baseline", "waivers", "index", "cache", "report")


def default_config(paths: Sequence[Path], root: Path | None = None) -> Config:
    """What holds for these folders and files without a configuration: the shipped checks, all defaults."""
    corpus = tuple(CorpusSource(path=path) for path in paths)
    return Config(root=(root or Path.cwd()), corpus=corpus, checks=shipped_checks())


def shipped_checks() -> tuple[Path, ...]:
    """The declaration files that come with the package."""
    return _files_in(shipped("checks"))


def load_config(path: Path) -> Config:
    """The configuration in a YAML or TOML file. Raises DeclarationError with all mistakes.

    The paths in it are relative to its folder, which is the root. Without `checks` the files of the folder
    `checks` beside it count, without that the shipped ones; without `corpus` the root itself is the corpus.
    """
    shown = path.name
    marked, mistakes = _read(path, shown)
    mistakes += schema_mistakes(marked, config_schema(), shown)
    cues = own_cues(marked, shown, mistakes)
    if mistakes:
        raise DeclarationError(mistakes)
    root = path.parent.resolve()  # of the folder only: a linked file counts where the link lies
    given = marked.value
    checks = tuple(_check_files(marked, root, shown, mistakes))
    if mistakes:
        raise DeclarationError(mistakes)
    return Config(
        root=root,
        path=root / path.name,
        corpus=_sources(given.get("corpus", "."), root),
        checks=checks,
        now=date.fromisoformat(given["now"]) if "now" in given else None,
        body_anchor=given.get("body_anchor", False),
        cues=cues,
        facts=given.get("facts", True),
        select=words(given.get("select", ())),
        ignore=words(given.get("ignore", ())),
        jobs=int(given["jobs"]) if "jobs" in given else None,
        **{name: root / given[name] for name in _FILES if name in given},
    )


def corpus_settings(path: Path) -> Mapping[str, Any]:
    """What a configuration says of documents and checks, to be compared. Raises DeclarationError."""
    given = _read(path, path.name)[0].value
    return {name: given[name] for name in _SETTINGS if name in given} if isinstance(given, Mapping) else {}


def _read(path: Path, shown: str) -> tuple[Marked, list[Mistake]]:
    if path.suffix == ".toml":
        return read_toml(path, TABLE, shown), []
    marked, mistakes = read_yaml(path, shown)
    return (Marked(value={}, lines={}) if marked.value is None else marked), mistakes


def _sources(given: Any, root: Path) -> tuple[CorpusSource, ...]:
    entries = [given] if isinstance(given, str) else given
    return tuple(_source({"path": entry} if isinstance(entry, str) else entry, root) for entry in entries)


def _source(given: Mapping[str, Any], root: Path) -> CorpusSource:
    globs = {name: words(given[name]) for name in ("include", "exclude") if name in given}
    return CorpusSource(**{**given, **globs, "path": root / given["path"]})


def _check_files(marked: Marked, root: Path, shown: str, mistakes: list[Mistake]) -> Iterator[Path]:
    """The declaration files, each once; a pattern without any is a mistake."""
    if "checks" not in marked.value:
        yield from _files_in(root / "checks") or shipped_checks()
        return
    seen: set[Path] = set()
    for at, pattern in enumerate(words(marked.value["checks"])):
        found = shipped_checks() if pattern == SHIPPED else _matches(root, pattern)
        if not found:
            line = marked.line(("checks", at))
            message = f"checks: there is no declaration file at '{pattern}'"
            hint = did_you_mean(pattern, (SHIPPED, "a file", "a folder", "a glob"))
            mistakes.append(Mistake(path=shown, line=line, message=message, hint=hint))
        yield from (file for file in found if file not in seen)
        seen.update(found)


def _matches(root: Path, pattern: str) -> tuple[Path, ...]:
    if (root / pattern).is_dir():
        return _files_in(root / pattern)
    found = sorted(root / name for name in glob(pattern, root_dir=root, recursive=True))  # noqa: PTH207 - also absolute
    return tuple(file for file in found if file.is_file())


def _files_in(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(file for pattern in _PATTERNS for file in folder.glob(pattern) if file.is_file()))
