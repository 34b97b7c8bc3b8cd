"""Which packed hashes many documents have, and who has one of them, by numpy in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from qa.detectors._similarity.lookup import Lookup
from qa.text.hashing_batch import Hashes, Ints

COUNTED = 1 << 23
DOCUMENTS = 20_000
"""Hashes counted at a time, and documents whose hashes are looked through at a time."""


def frequent(data: Sequence[bytes], least: int) -> Hashes:
    """The fingerprints that so many have, sorted; a range of them at a time."""
    total = sum(map(len, data)) // 8
    parts, found = total // COUNTED + 1, [np.zeros(0, dtype=np.uint64)]
    for part in range(parts):
        first, last = (part << 64) // parts, ((part + 1 << 64) // parts) - 1
        own = np.concatenate([_within(each, first, last) for each in _hashes(data)])
        own.sort()
        # As many apart in the sorted row and still equal: so many have it.
        found.append(np.unique(own[least - 1 :][own[least - 1 :] == own[: max(0, len(own) - least + 1)]]))
    return np.concatenate(found)


def _within(hashes: Hashes, first: int, last: int) -> Hashes:
    own: Hashes = hashes[(hashes >= np.uint64(first)) & (hashes <= np.uint64(last))]
    return own


def _hashes(data: Sequence[bytes]) -> Iterator[Hashes]:
    """All fingerprints, those of some documents at a time."""
    yield np.zeros(0, dtype=np.uint64)
    for start in range(0, len(data), DOCUMENTS):
        yield np.frombuffer(b"".join(data[start : start + DOCUMENTS]), dtype="<u8").astype(
            np.uint64, copy=False
        )


def having(data: Sequence[bytes], hashes: Hashes) -> Ints:
    """The numbers of those that have one of the hashes."""
    lookup, found = Lookup(hashes), [np.zeros(0, dtype=np.int64)]
    for start, own in zip(range(0, len(data), DOCUMENTS), islice(_hashes(data), 1, None), strict=True):
        sizes = np.array([len(each) // 8 for each in data[start : start + DOCUMENTS]])
        owners = np.repeat(np.arange(start, start + len(sizes)), sizes)
        found.append(np.unique(owners[lookup.find(own) >= 0]))
    return np.concatenate(found)
