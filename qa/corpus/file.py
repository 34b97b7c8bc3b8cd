"""One file of a corpus."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qa.model.config import CorpusSource


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusFile:
    """A file, its name relative to the run's root, and the folder that it must not lead out of."""

    file: Path
    name: str
    boundary: Path
    format: str
    source: CorpusSource
