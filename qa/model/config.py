"""What a corpus consists of and how a run is set up: the contents of `qa.yaml`, with paths made absolute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from qa.model.cues import OwnCues

MAX_DOCUMENT_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusSource:
    """A folder, a file or a JSONL file.

    `format` is text, markdown or jsonl; null means by file name. `fields` says under which keys a record
    keeps `id`, `text` and `metadata`. `metadata` renames metadata keys, ours to theirs:
    `{"published": "date"}`. `include` and `exclude` are globs relative to `path`. A document above
    `max_bytes` is reported and not read.
    """

    path: Path
    format: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    encoding: str | None = None
    max_bytes: int = MAX_DOCUMENT_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """How a repository checks its corpus.

    `root` is the folder that reported paths are relative to, `path` the file this was read from (null: the
    defaults). `checks` are the declaration files themselves, globs already expanded. `now` is the pinned day
    to call dates future by; `jobs` null means as the engine sees fit. Without `facts` the report tells no
    facts of documents, and those that no check asks for are not looked for. `cues` are phrases of furniture
    beside the shipped ones, null where none are declared. `narrowed` tells that the command line named a part
    of the configured corpus.
    """

    root: Path
    path: Path | None = None
    corpus: tuple[CorpusSource, ...] = ()
    checks: tuple[Path, ...] = ()
    baseline: Path | None = None
    waivers: Path | None = None
    index: Path | None = None
    cache: Path | None = None
    report: Path | None = None
    now: date | None = None
    body_anchor: bool = False
    cues: OwnCues | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    jobs: int | None = None
    facts: bool = True
    narrowed: bool = False
