"""A file of the corpus, and the source that it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qa.model.config import CorpusSource

__all__ = ["CorpusFile", "CorpusSource"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusFile:
    """One file of a source: its name relative to the run's root, and the folder that it must not leave."""

    file: Path
    name: str
    boundary: Path
    format: str
    source: CorpusSource
