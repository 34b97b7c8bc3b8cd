"""Which tool made a report, when and where: the only part of it that may differ between equal runs."""

from __future__ import annotations

import platform
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from qa import __version__
from qa.model.jsonvalue import Json

TOOL: dict[str, Json] = {"name": "corpus-qa", "version": __version__}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Made when a run begins; `command` is run or pytest."""

    command: str
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    began: float = field(default_factory=time.perf_counter)

    @property
    def today(self) -> date:
        """The day the run began, in UTC."""
        return self.started.date()

    def run(self) -> dict[str, Json]:
        """The report's `run` as of now."""
        return {
            "command": self.command,
            "started": self.started.isoformat(timespec="seconds"),
            "duration_s": round(time.perf_counter() - self.began, 3),
            "python": platform.python_version(),
            "platform": sys.platform,
        }
