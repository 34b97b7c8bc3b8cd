"""Bytes to text, losing nothing: what can't be decoded is replaced and reported."""

from __future__ import annotations

import codecs

from qa.model.document import Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL_SHARE = 0.1
_SAMPLE = 4096


def decode(raw: bytes, encoding: str | None = None) -> tuple[str, tuple[Problem, ...]]:
    """Decode by byte-order mark, as declared, or as UTF-8; U+FFFD stands for what can't be decoded."""
    mark, marked = byte_order_mark(raw)
    return _decode(raw[len(mark) :], marked or encoding or "utf-8")


def byte_order_mark(raw: bytes) -> tuple[bytes, str | None]:
    """The byte-order mark that the bytes begin with and the encoding it stands for, if any."""
    return next(((mark, name) for mark, name in _MARKS if raw.startswith(mark)), (b"", None))


_CONTROLS = bytes(byte for byte in range(32) if not (9 <= byte <= 13 or byte == 27))


def is_binary(raw: bytes) -> bool:
    """Whether the bytes are no text at all: NUL bytes, or control characters all over."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    sample = raw[:_SAMPLE]
    control = len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\0" in sample or control > _CONTROL_SHARE * len(sample)


def _decode(raw: bytes, encoding: str) -> tuple[str, tuple[Problem, ...]]:
    try:
        return raw.decode(encoding), ()
    except UnicodeDecodeError as error:
        text = raw.decode(encoding, errors="replace")
        start = len(raw[: error.start].decode(encoding, errors="replace"))
        count = text.count("\ufffd") - raw.count("\ufffd".encode())
    message = f"{max(count, 1)} byte sequence(s) are not valid {encoding}; each is read as U+FFFD"
    return text, (Problem(reason="badly-encoded", message=message, start=start, end=start + 1),)
