"""Where a corpus lies and how its records are to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusSource:
    """A folder, a file or a JSONL file.

    `fields` says under which keys a record keeps `id`, `text` and `metadata`. `metadata` renames metadata
    keys, ours to theirs: `{"published": "date"}`. `include` and `exclude` are globs relative to `path`.
    A document above `max_bytes` is reported and not read.
    """

    path: Path
    format: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    encoding: str | None = None
    max_bytes: int = MAX_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusFile:
    """One file of a source: its name relative to the run's root, and the folder that it must not leave."""

    file: Path
    name: str
    boundary: Path
    format: str
    source: CorpusSource
