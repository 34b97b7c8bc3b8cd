"""Which files belong to a corpus, told by their names alone, and a corpus of just some of them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from qa.corpus.discover import FORMATS
from qa.errors import InputError
from qa.model.config import CorpusSource
from qa.text.globs import matches_any


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """A source and its name below the root: that of a file, or of a folder with a slash (root: empty)."""

    source: CorpusSource
    name: str

    def holds(self, name: str) -> bool:
        """Whether the reader of the source would take up a file of this name."""
        if name == self.name:
            return True
        if not name.startswith(self.name) or (self.name and not self.name.endswith("/")):
            return False
        inner = name[len(self.name) :]
        if inner.startswith(".") or "/." in inner:
            return False
        source = self.source
        if source.include and not matches_any(inner, source.include):
            return False
        if source.exclude and matches_any(inner, source.exclude):
            return False
        return bool(source.include) or os.path.splitext(inner)[1].lower() in FORMATS  # noqa: PTH122 - 100,000 times


def members(sources: Sequence[CorpusSource], root: Path, names: Iterable[str]) -> frozenset[str]:
    """Those of the names (relative to `root`) that belong to one of the sources.

    Raises InputError for a source outside the root, of which the names say nothing.
    """
    rooms = list(_rooms(sources, root))
    return frozenset(name for name in names if any(room.holds(name) for room in rooms))


def narrowed(sources: Sequence[CorpusSource], root: Path, names: Collection[str]) -> tuple[CorpusSource, ...]:
    """Sources of just these files, read as the source that holds each would read them."""
    rooms = list(_rooms(sources, root))
    found = []
    for name in sorted(names):
        room = next((each for each in rooms if each.holds(name)), None)
        if room is not None and (root / name).is_file():
            found.append(replace(room.source, path=root / name, include=(), exclude=()))
    return tuple(found)


def _rooms(sources: Sequence[CorpusSource], root: Path) -> Iterator[_Room]:
    for source in sources:
        path = Path(os.path.normpath(Path.cwd() / source.path))
        if not path.is_relative_to(root):
            raise InputError(f"{source.path} lies outside {root}: what is new there can't be told")
        name = PurePosixPath(path.relative_to(root)).as_posix()
        yield _Room(source=source, name=name if path.is_file() else "" if name == "." else f"{name}/")
