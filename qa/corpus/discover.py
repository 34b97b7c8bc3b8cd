"""Find the files of a source, sorted, without following anything out of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from qa.corpus.file import CorpusFile
from qa.corpus.globs import matches_any
from qa.errors import InputError
from qa.model.config import CorpusSource

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}


def files(source: CorpusSource, root: Path, ignored: Counter[str] | None = None) -> Iterator[CorpusFile]:
    """The files of a source in the order of their names.

    A file named outright is read whatever its suffix. In a folder, files of unknown suffix are left out and
    counted in `ignored` by suffix. Raises InputError when the path does not exist.
    """
    path = source.path
    if path.is_file():
        yield _entry(path, path.parent, root, source, FORMATS.get(path.suffix.lower(), "text"))
    elif path.is_dir():
        for name, file in sorted((each.relative_to(path).as_posix(), each) for each in _walk(path)):
            kind = _wanted(file, name, source, ignored)
            if kind:
                yield _entry(file, path, root, source, kind)
    else:
        raise InputError(f"there is no file or folder at {_shown(path)}")


def _wanted(file: Path, name: str, source: CorpusSource, ignored: Counter[str] | None) -> str | None:
    if source.include and not matches_any(name, source.include):
        return None
    if matches_any(name, source.exclude):
        return None
    kind = FORMATS.get(file.suffix.lower()) or ("text" if source.include else None)
    if kind is None and ignored is not None:
        ignored[writable(file.suffix.lower()) or "(none)"] += 1
    return source.format if kind and source.format else kind


def _entry(file: Path, boundary: Path, root: Path, source: CorpusSource, kind: str) -> CorpusFile:
    return CorpusFile(
        file=file,
        name=relative_name(file, root),
        boundary=boundary,
        format=source.format or kind,
        source=source,
    )


def relative_name(file: Path, root: Path) -> str:
    """The path as POSIX relative to the root, or just the name of a file that lies elsewhere.

    Bytes of a name that are not UTF-8 are shown as `\\udcNN`, so that it can be written down.
    """
    absolute = Path(os.path.normpath(Path.cwd() / file))  # not resolve(): a link keeps its own name
    name = absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else file.name
    return writable(name)


def writable(name: str) -> str:
    """A name without lone surrogates, which no file in UTF-8 can hold."""
    return name.encode("utf-8", errors="backslashreplace").decode("utf-8")


def _walk(folder: Path) -> Iterator[Path]:
    """Every visible file below; folders that are links are not entered, so loops can't occur."""
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith("."):
                yield Path(where, name)


def _shown(path: Path) -> str:
    return path.as_posix().encode("unicode_escape").decode("ascii")
