"""Turn edits of a document into patches of its file's bytes, and make them, all or nothing.

Nothing but the edited stretch changes: mark, encoding, line breaks, front matter and all else of a record
stay byte for byte.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from qa.corpus.decode import byte_order_mark
from qa.corpus.file import CorpusFile
from qa.errors import InputError
from qa.model.document import Source
from qa.text.edits import Edit
from qa.text.unified import Patch, patched

_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL
)
_CHANGED = "the file has changed since it was read"
_BLANK = re.compile(r"[ \t\r\n]*")


class UnfixableError(Exception):
    """Why the edits of a document cannot be brought to its file."""


def patches(file: CorpusFile, source: Source, raw: bytes, edits: Sequence[Edit]) -> list[Patch]:
    """The patches of the file's bytes `raw` for the edits of one document in it, in order.

    Raises UnfixableError when the file is no longer what was read, or cannot be decoded in full.
    """
    return _in_record(file, source, raw, edits) if source.record else _in_text(file, source, raw, edits)


def _in_text(file: CorpusFile, source: Source, raw: bytes, edits: Sequence[Edit]) -> list[Patch]:
    if hashlib.sha256(raw).hexdigest() != source.sha256:
        raise UnfixableError(_CHANGED)
    mark, encoding = byte_order_mark(raw)
    encoding = encoding or file.source.encoding or "utf-8"
    try:
        whole = raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise UnfixableError(f"the file is not valid {encoding}, so its bytes cannot be kept") from error
    if whole.encode(encoding) != raw[len(mark) :]:
        raise UnfixableError(
            f"{encoding} has more than one way to write this text, so its bytes cannot be kept"
        )
    return list(_at_bytes(whole, encoding, len(mark), source.offset, edits))


def _at_bytes(whole: str, encoding: str, base: int, offset: int, edits: Sequence[Edit]) -> Iterator[Patch]:
    breaks = "\r\n" if "\r\n" in whole else "\n"
    at = 0
    for edit in edits:
        start, end = edit.start + offset, edit.end + offset
        first = base + len(whole[at:start].encode(encoding))
        base = first + len(whole[start:end].encode(encoding))
        new = edit.replacement.replace("\r\n", "\n").replace("\n", breaks)
        yield Patch(start=first, end=base, content=_encoded(new, encoding))
        at = end


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        raise UnfixableError(f"the new text has characters that {encoding} lacks") from error


def _in_record(file: CorpusFile, source: Source, raw: bytes, edits: Sequence[Edit]) -> list[Patch]:
    """Within the JSON string of the text, character by character, escapes and all."""
    key = file.source.fields.get("text", "text")
    ends = raw.find(b"\n", source.position)
    line = raw[source.position : len(raw) if ends < 0 else ends]
    mark = byte_order_mark(line)[0] if source.position == 0 else b""
    try:
        shown = line[len(mark) :].decode("utf-8")
        text = json.loads(shown, parse_constant=str)[key]
        start, end = _value_span(shown, key)
    except (ValueError, KeyError, TypeError) as error:
        raise UnfixableError("the record has changed since it was read") from error
    if hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest() != source.sha256:
        raise UnfixableError("the record has changed since it was read")
    offsets = [start + 1 + found.start() for found in _CHARACTER.finditer(shown[start + 1 : end - 1])]
    if len(offsets) != len(text):
        raise UnfixableError("the record holds lone surrogates, so its bytes cannot be kept")
    places = [source.position + len(mark) + place for place in _byte_offsets(shown, [*offsets, end - 1])]
    plain = not shown[start:end].isascii()
    return [
        Patch(
            start=places[edit.start],
            end=places[edit.end],
            content=json.dumps(edit.replacement, ensure_ascii=not plain)[1:-1].encode("utf-8"),
        )
        for edit in edits
    ]


def _byte_offsets(shown: str, offsets: Sequence[int]) -> Iterator[int]:
    """The same offsets counted in bytes of UTF-8."""
    at = size = 0
    for offset in offsets:
        size += len(shown[at:offset].encode("utf-8"))
        at = offset
        yield size


def _value_span(shown: str, key: str) -> tuple[int, int]:
    """Where the value of a key of the outermost object stands; of several equal keys the last counts."""
    decoder = json.JSONDecoder(parse_constant=str)
    at = _skip(shown, _skip(shown, 0) + 1)
    found: tuple[int, int] | None = None
    while shown[at] != "}":
        name, at = decoder.raw_decode(shown, at)
        start = _skip(shown, _skip(shown, at) + 1)
        _, end = decoder.raw_decode(shown, start)
        found = (start, end) if name == key else found
        at = _skip(shown, end)
        at = _skip(shown, at + 1) if shown[at] == "," else at
    if found is None:
        raise KeyError(key)
    return found


def _skip(shown: str, at: int) -> int:
    blank = _BLANK.match(shown, at)
    return blank.end() if blank else at


def unchanged(file: Path, digest: str) -> bytes:
    """The file's bytes. Raises UnfixableError when their SHA-256 is no longer `digest`."""
    raw = file.read_bytes()
    if hashlib.sha256(raw).hexdigest() != digest:
        raise UnfixableError(_CHANGED)
    return raw


def write_patched(file: Path, raw: bytes, changes: Sequence[Patch]) -> None:
    """Put the patched file in place of the old one, unless that is no longer `raw`.

    A link is followed and stays; the mode is kept. Killed at any moment, either file is whole. Raises
    InputError when the file cannot be written, and UnfixableError when it has changed meanwhile.
    """
    target = file.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(patched(raw, changes))
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).chmod(target.stat().st_mode & 0o7777)
            if target.read_bytes() != raw:
                raise UnfixableError(_CHANGED)
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"cannot write {file}: {error.strerror}") from error
