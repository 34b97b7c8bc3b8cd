"""Read a JSONL file: one record a line, one document a record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from qa.corpus.discover import writable
from qa.corpus.file import CorpusFile
from qa.corpus.textfile import refusal, renamed, unreadable
from qa.model.document import Document, Problem, Source
from qa.model.jsonvalue import Json


def read_jsonl(file: CorpusFile) -> Iterator[Document]:
    """Every record as a document, in the order of the file; blank lines are passed over.

    A line that is no record is a document that says so, under the id `path#line`.
    """
    refused = refusal(file)
    if refused:
        yield unreadable(file, refused)
    else:
        yield from read_lines(file)


def read_lines(
    file: CorpusFile, line: int = 1, position: int = 0, end: int | None = None
) -> Iterator[Document]:
    """The records from the byte `position`, at which `line` begins, to the byte `end` (null: to the last)."""
    try:
        with file.file.open("rb") as stream:
            stream.seek(position)
            for number, raw in enumerate(stream, line):
                if raw.strip():
                    yield _document(file, raw, number, position)
                position += len(raw)
                if end is not None and position >= end:
                    return
    except OSError as error:
        yield unreadable(
            file, Problem(reason="unreadable", message=f"the file cannot be read: {error.strerror}")
        )


def read_records(file: CorpusFile, places: Iterable[tuple[int, int]]) -> Iterator[Document]:
    """Records again, by the line and byte at which each stands, in the order given."""
    with file.file.open("rb") as stream:
        for line, position in places:
            stream.seek(position)
            yield _document(file, stream.readline(), line, position)


def _document(file: CorpusFile, raw: bytes, number: int, position: int) -> Document:
    if len(raw) > file.source.max_bytes:
        size = f"the record has {len(raw)} bytes, more than the {file.source.max_bytes} allowed"
        return _bad(file, raw, number, position, Problem(reason="too-large", message=size))
    try:
        record = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"), parse_constant=str)
    except UnicodeDecodeError:
        problem = Problem(reason="badly-encoded", message="the record is not valid UTF-8")
        return _bad(file, raw, number, position, problem)
    except (ValueError, RecursionError) as error:
        problem = Problem(reason="malformed-record", message=f"the record is not JSON: {_first(error)}")
        return _bad(file, raw, number, position, problem)
    return _from_record(file, record, number, position)


def _first(error: Exception) -> str:
    return getattr(error, "msg", "") or "nested too deeply"


def _from_record(file: CorpusFile, record: Any, number: int, position: int) -> Document:
    keys = file.source.fields
    text_key, id_key = keys.get("text", "text"), keys.get("id", "id")
    wrong = _mistake(record, text_key, id_key)
    if wrong:
        return _bad(file, b"", number, position, Problem(reason="malformed-record", message=wrong))
    text: str = record[text_key]
    identity = record.get(id_key)
    raw = text.encode("utf-8", errors="surrogatepass")
    problems: tuple[Problem, ...] = ()
    if not text.strip():
        problems = (Problem(reason="empty", message="there is no text in the document"),)
    if raw.decode("utf-8", errors="replace") != text:
        text = raw.decode("utf-8", errors="replace")
        problems += (Problem(reason="badly-encoded", message="lone surrogates are read as U+FFFD"),)
    return Document(
        id=f"{file.name}#{number}" if identity is None else writable(str(identity)),
        text=text,
        source=_source(file, raw, number, position),
        metadata=renamed(_metadata(record, keys.get("metadata", "metadata"), text_key), file),
        problems=problems,
        readable=bool(text.strip()),
    )


def _mistake(record: Any, text_key: str, id_key: str) -> str:
    if not isinstance(record, dict):
        return "the record is not a JSON object"
    if not isinstance(record.get(text_key), str):
        return f"the record has no string under {text_key!r}"
    if not isinstance(record.get(id_key), str | int | None) or record.get(id_key) == "":
        return f"the record's {id_key!r} is neither a string nor a whole number"
    return ""


def _metadata(record: dict[str, Any], key: str, text_key: str) -> dict[str, Json]:
    """The nested metadata; a record that keeps its fields flat is its own metadata when the key is `.`."""
    if key == ".":
        return {name: value for name, value in record.items() if name != text_key}
    value = record.get(key)
    return dict(value) if isinstance(value, dict) else {}


def _source(file: CorpusFile, raw: bytes, line: int, position: int) -> Source:
    digest = hashlib.sha256(raw).hexdigest()
    return Source(path=file.name, line=line, record=True, position=position, sha256=digest, bytes=len(raw))


def _bad(file: CorpusFile, raw: bytes, number: int, position: int, problem: Problem) -> Document:
    source = _source(file, raw, number, position)
    return replace(unreadable(file, problem), id=f"{file.name}#{number}", source=source)
