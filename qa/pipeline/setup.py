"""Find the configuration that a run goes by."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from qa.declare import default_config, find_config, load_config
from qa.errors import InputError
from qa.model.config import Config, CorpusSource


def configure(paths: Sequence[Path], explicit: Path | None = None) -> Config:
    """The configuration for these paths, or for the current folder when there are none.

    It is the one named, else the one that the environment names, else the nearest upward from the first
    path, else the shipped checks with their defaults. Paths replace the configured corpus; sources that are
    configured for exactly such a path keep their field mapping. Raises InputError for a missing path.
    """
    for path in paths:
        if not path.exists():
            raise InputError(f"there is no file or folder at {path.as_posix()!r}")
    found = find_config(paths[0] if paths else Path.cwd(), explicit, os.environ)
    if found is None:
        return default_config(paths or [Path.cwd()], root=_root(paths))
    config = load_config(found)
    if not paths:
        return config
    corpus = _narrowed(config, paths)
    return replace(config, corpus=corpus, narrowed=any(each not in corpus for each in config.corpus))


def _narrowed(config: Config, paths: Sequence[Path]) -> tuple[CorpusSource, ...]:
    return tuple(_source(config, Path(os.path.normpath(Path.cwd() / path))) for path in paths)


def _source(config: Config, path: Path) -> CorpusSource:
    """The configured source that holds this path, narrowed to it; a plain source when none does."""
    for source in config.corpus:
        if path == source.path:
            return source
        if path.is_relative_to(source.path):
            return replace(source, path=path, include=(), exclude=())
    return CorpusSource(path=path)


def _root(paths: Sequence[Path]) -> Path:
    """What names are relative to without a configuration: the working folder if all lies in it, else the one
    folder given, else the folder that all have in common."""
    here = Path.cwd()
    absolute = [Path(os.path.normpath(here / path)) for path in paths] or [here]
    if all(path.is_relative_to(here) and path != here for path in absolute):
        return here
    folders = [path if path.is_dir() else path.parent for path in absolute]
    return Path(os.path.commonpath(folders))
