"""A document and where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qa.model.jsonvalue import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a document lies.

    `path` is POSIX and relative to the corpus root. `line` is the 1-based line of the file on which the text
    begins (after front matter), or on which the record stands when `record` is true (JSONL); `position` is
    then the byte at which that line begins. `offset` counts the code points of the decoded file before the
    text. `sha256` and `bytes` are those of the file, or of the record's text in UTF-8.
    """

    path: str
    line: int = 1
    record: bool = False
    offset: int = 0
    position: int = 0
    sha256: str = ""
    bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong with a document as a file: a reason code, a sentence, and the span it concerns."""

    reason: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text of the corpus. All spans are half-open code-point offsets into `text`.

    A file that could not be read is a document too: empty, not `readable`, with the `problems` that say why.
    A readable document may have problems as well (bytes replaced while decoding, say).
    """

    id: str
    text: str
    source: Source
    metadata: Mapping[str, Json] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    readable: bool = True
