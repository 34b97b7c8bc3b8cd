"""One document in the index, and the row that keeps it."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.index.blocks import KEY, CorruptError, from_little, little

SCHEMA = (
    """CREATE TABLE document (
        number INTEGER PRIMARY KEY, id BLOB NOT NULL, path BLOB, sha256 BLOB NOT NULL, size INTEGER NOT NULL,
        bound INTEGER NOT NULL, hashes BLOB NOT NULL, extra BLOB NOT NULL, sealed INTEGER NOT NULL
    )""",
    "CREATE UNIQUE INDEX document_id ON document (id)",
    "CREATE TABLE text (number INTEGER PRIMARY KEY, packed BLOB NOT NULL)",
)

COLUMNS = "number, id, path, sha256, size, bound, hashes, extra, sealed"

Row = tuple[int, bytes, bytes | None, bytes, int, int, bytes, bytes, int]

CUT = 16
"""Low bits of a hash that a row does not keep: 48 tell hashes apart well enough, and save a tenth."""

DIGEST = 16
"""Bytes kept of a SHA-256: enough to see that a source has changed."""

MASK = (1 << 64) - 1

_COMPLETE, _LAST = 0, 1
_LONGEST = 1 << 30  # bytes of a stored text


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the index keeps of a document.

    `hashes` are the sampled 64-bit hashes of its sketch, ascending: all that the text has up to `bound`
    (inclusive). The bound is 2**64 - 1, a whole fraction of that, or the last hash. `extra` is whatever else
    the sketch needs to be read back. `ends` are the packed ends of the text, empty where none are kept
    (see `qa.index.ends`). `sha256` (hexadecimal) and `size` (bytes) are those of the source. The
    `text` is kept only in an index that is to quote without the corpus.

    Read back, hashes have their low `CUT` bits zero, the digest is cut to `DIGEST` bytes, text and ends are
    left out.
    """

    id: str
    path: str
    sha256: str
    size: int
    hashes: Sequence[int]
    bound: int = MASK
    extra: bytes = b""
    text: str | None = None
    ends: bytes = b""


def keys_of(hashes: Iterable[int]) -> set[int]:
    """The keys under which a document is posted: 32 bits of each hash, as a row keeps them."""
    return {each >> CUT & KEY for each in hashes}


def digest_of(entry: Entry) -> bytes:
    """The digest as a row keeps it."""
    return bytes.fromhex(entry.sha256)[:DIGEST]


def to_row(entry: Entry, number: int) -> Row:
    """The row of an entry, with a checksum over what must not change unnoticed."""
    name, path = encoded(entry.id), None if entry.path == entry.id else encoded(entry.path)
    bound = _bound_code(entry.bound, entry.hashes)
    digest, hashes = digest_of(entry), _packed_hashes(entry.hashes)
    seal = _seal(bound, name, path, digest, hashes, entry.extra)
    return number, name, path, digest, entry.size, bound, hashes, entry.extra, seal


def to_entry(row: Row) -> Entry:
    """The entry of a row; raises `CorruptError` when the row is not what was written."""
    number, name, path, digest, size, bound, packed, extra, sealed = row
    if _seal(bound, name, path, digest, packed, extra) != sealed:
        raise CorruptError(f"the row of document {number} is damaged")
    hashes = _unpacked_hashes(packed)
    return Entry(
        id=decoded(name),
        path=decoded(name if path is None else path),
        sha256=digest.hex(),
        size=size,
        hashes=hashes,
        bound=_bound(bound, hashes),
        extra=extra,
    )


def encoded(name: str) -> bytes:
    """A name as bytes; names of files may hold lone surrogates, which SQLite's text does not take."""
    return name.encode("utf-8", errors="surrogatepass")


def decoded(name: bytes) -> str:
    """The opposite of `encoded`."""
    return name.decode("utf-8", errors="surrogatepass")


def packed_text(text: str) -> bytes:
    """A text, compressed."""
    return zlib.compress(encoded(text), level=6)


def unpacked_text(packed: bytes) -> str:
    """The opposite of `packed_text`; raises `CorruptError`, also for what grows out of all proportion."""
    stream = zlib.decompressobj()
    try:
        text = decoded(stream.decompress(packed, _LONGEST))
    except (zlib.error, UnicodeDecodeError) as error:
        raise CorruptError("a stored text is damaged") from error
    if not stream.eof:
        raise CorruptError("a stored text is damaged")
    return text


def _bound_code(bound: int, hashes: Sequence[int]) -> int:
    """A bound as a small number: 0 for all, 1 for the last hash, n for 2**64 / n."""
    if bound == MASK:
        return _COMPLETE
    if hashes and bound == hashes[-1]:
        return _LAST
    scale = MASK // bound
    if MASK // scale != bound:
        raise ValueError(f"{bound} is no bound of a sketch")
    return scale


def _bound(code: int, hashes: Sequence[int]) -> int:
    if code == _LAST:
        return hashes[-1] | (1 << CUT) - 1
    return MASK if code == _COMPLETE else MASK // code


def _packed_hashes(hashes: Sequence[int]) -> bytes:
    """Each hash as its upper 6 bytes: planes of 4 and 2, least byte first."""
    upper = array("I", [each >> 32 for each in hashes])
    lower = array("H", [each >> CUT & 0xFFFF for each in hashes])
    return little(upper) + little(lower)


def _unpacked_hashes(packed: bytes) -> array[int]:
    split = len(packed) // 6 * 4
    upper, lower = from_little("I", packed[:split]), from_little("H", packed[split:])
    return array("Q", [high << 32 | low << CUT for high, low in zip(upper, lower, strict=True)])


def _seal(bound: int, *parts: bytes | None) -> int:
    check = bound
    for part in parts:
        content = part or b""
        check = zlib.crc32(content, zlib.crc32(len(content).to_bytes(4, "little"), check))
    return check
