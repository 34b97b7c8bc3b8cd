"""The lines near the ends of a document, as the index keeps them."""

from __future__ import annotations

import zlib
from array import array
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from qa.index.blocks import CorruptError, from_little, little
from qa.index.entry import encoded

if TYPE_CHECKING:  # all of the analysis comes with it, which a look-up does without
    from qa.analysis.layout.blocks import Ends

ENDS_VERSION = 2
"""Grows when other lines are taken, or their keys made otherwise: then old ends can't be counted with new."""

SCHEMA = (
    """CREATE TABLE ends (
        signature BLOB NOT NULL, number INTEGER NOT NULL, packed BLOB NOT NULL,
        PRIMARY KEY (signature, number)
    ) WITHOUT ROWID""",
    "CREATE UNIQUE INDEX ends_number ON ends (number)",
)

SIGNATURE, _SEAL = 8, 4
_HEAD, _TAIL = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEnds:
    """The ends of an indexed document, its number, and the key of its path (see `path_key`)."""

    number: int
    path: bytes
    ends: Ends


def path_key(path: str) -> bytes:
    """A stable hash of a path, 8 bytes."""
    return blake2b(encoded(path), digest_size=SIGNATURE).digest()


def packed(found: Ends, path: str) -> bytes:
    """Ends as an entry carries them: signature, checksum, path, keys, and for each key where it stands."""
    keys = sorted(found.head | found.tail)
    where = bytes(_HEAD * (key in found.head) + _TAIL * (key in found.tail) for key in keys)
    body = path_key(path) + little(array("Q", keys)) + where
    signature = found.signature.to_bytes(SIGNATURE, "big")
    return signature + zlib.crc32(signature + body).to_bytes(_SEAL, "little") + body


def unpacked(number: int, stored: bytes) -> KnownEnds:
    """The opposite of `packed`; raises `CorruptError` for what it did not make."""
    from qa.analysis.layout.blocks import Ends  # noqa: PLC0415

    signature, seal, body = (
        stored[:SIGNATURE],
        stored[SIGNATURE : SIGNATURE + _SEAL],
        stored[SIGNATURE + _SEAL :],
    )
    count, rest = divmod(len(body) - SIGNATURE, SIGNATURE + 1)
    if rest or seal != zlib.crc32(signature + body).to_bytes(_SEAL, "little"):
        raise CorruptError("the ends of a document are damaged")
    keys = from_little("Q", body[SIGNATURE : SIGNATURE + count * SIGNATURE])
    where = body[SIGNATURE + count * SIGNATURE :]
    found = Ends(
        signature=int.from_bytes(signature, "big"),
        head=frozenset(key for key, each in zip(keys, where, strict=True) if each & _HEAD),
        tail=frozenset(key for key, each in zip(keys, where, strict=True) if each & _TAIL),
    )
    return KnownEnds(number=number, path=body[:SIGNATURE], ends=found)
