"""Read a plain-text or Markdown file as one document."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from qa.corpus.decode import decode, is_binary
from qa.corpus.file import CorpusFile
from qa.corpus.frontmatter import split_front_matter
from qa.model.document import Document, Problem, Source
from qa.model.jsonvalue import Json


def read_text_file(file: CorpusFile) -> Document:
    """One document; a file that can't be read is a document that says so."""
    refused = refusal(file)
    if refused:
        return unreadable(file, refused)
    try:
        raw = file.file.read_bytes()
    except OSError as error:
        return unreadable(
            file, Problem(reason="unreadable", message=f"the file cannot be read: {error.strerror}")
        )
    if is_binary(raw):
        return unreadable(file, Problem(reason="binary", message="the file holds binary data, not text"), raw)
    return _document(file, raw)


def _document(file: CorpusFile, raw: bytes) -> Document:
    whole, problems = decode(raw, file.source.encoding)
    metadata: dict[str, Json] = {}
    offset = 0
    if file.format == "markdown":
        metadata, offset, bad = split_front_matter(whole)
        problems += bad
    text = whole[offset:]
    if not text.strip():
        problems += (Problem(reason="empty", message="there is no text in the document"),)
    return Document(
        id=file.name,
        text=text,
        source=_source(file, raw, line=1 + whole.count("\n", 0, offset), offset=offset),
        metadata=renamed(metadata, file),
        problems=problems,
        readable=bool(text.strip()),
    )


def renamed(metadata: dict[str, Json], file: CorpusFile) -> dict[str, Json]:
    """The metadata with the keys that the config maps copied to the names that the checks know."""
    return metadata | {
        ours: metadata[theirs] for ours, theirs in file.source.metadata.items() if theirs in metadata
    }


def unreadable(file: CorpusFile, problem: Problem, raw: bytes = b"") -> Document:
    """A document in place of a file that could not be read."""
    return Document(id=file.name, text="", source=_source(file, raw), problems=(problem,), readable=False)


def _source(file: CorpusFile, raw: bytes, line: int = 1, offset: int = 0) -> Source:
    digest = hashlib.sha256(raw).hexdigest()
    return Source(path=file.name, line=line, offset=offset, sha256=digest, bytes=len(raw))


@lru_cache(maxsize=64)
def _resolved(folder: Path) -> Path:
    """Where a folder really lies; asked once for all of its files. The path must be absolute."""
    return folder.resolve()


def refusal(file: CorpusFile) -> Problem | None:
    """What keeps us from opening the file: it leads out of the corpus, is no file, or is too large."""
    try:
        target = file.file.resolve(strict=True)
        if not target.is_relative_to(_resolved(file.boundary.absolute())):
            return Problem(
                reason="outside-root", message="a link that leads out of the corpus; it was not followed"
            )
        if not target.is_file():
            return Problem(reason="unreadable", message="not a regular file")
        size = target.stat().st_size
    except RuntimeError:  # what Python before 3.13 makes of such a link
        return Problem(reason="unreadable", message="a link that leads to itself")
    except OSError as error:
        return Problem(reason="unreadable", message=f"the file cannot be read: {error.strerror}")
    if file.format != "jsonl" and size > file.source.max_bytes:
        limit = file.source.max_bytes
        return Problem(
            reason="too-large", message=f"the file has {size} bytes, more than the {limit} allowed"
        )
    return None
