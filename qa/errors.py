"""The three kinds of failure, which never mix.

A *bad declaration* is the user's to mend and is shown as `path:line: message`, all problems at once.
A *bad input* (unreadable corpus, foreign index, unknown git ref) stops what needs it and says what to do.
Anything else is a bug, and keeps its traceback.
Bad corpus quality is no exception at all: it is a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mistake:
    """One thing wrong in a declaration: where, what, and what would be right (`hint`, may be empty)."""

    path: str
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.path}:{self.line}: {self.message}{hint}"


class CorpusQAError(Exception):
    """Base of the expected errors: shown without a traceback, exit code 2."""


class DeclarationError(CorpusQAError):
    """Every mistake found in the declarations, sorted by place."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes))
        super().__init__("\n".join(map(str, self.mistakes)))


class InputError(CorpusQAError):
    """The run cannot check what it was asked to: the message says what is wrong and what to do."""
