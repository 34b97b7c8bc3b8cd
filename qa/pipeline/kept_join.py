"""What a join gave, kept for as long as not one of the documents changes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict
from hashlib import blake2b
from typing import Any

from qa.detectors.kinds import Joined
from qa.index.cache import ResultCache
from qa.model.finding import Cluster, Finding, Fix, Place, Related
from qa.model.result import DocumentResult

Found = tuple[Joined, str | None]


def kept_join(
    store: ResultCache, part: str, results: Sequence[DocumentResult], join: Callable[[], Found]
) -> Found:
    """What `join` gives of these results, or gave in an earlier run for the very same documents.

    There is one kept join a part (see `part_key`), so that the file does not grow. A broken join is not kept.
    """
    if not all(result.key for result in results):
        return join()
    key, state = _digest(b"join", part.encode()), _digest(*sorted(result.key for result in results))
    stored = store.get(key)
    known = _unpacked(stored, state) if stored is not None else None
    if known is not None:
        return known, None
    joined, error = join()
    if error is None:
        store.put(key, state + _packed(joined))
    return joined, error


def _packed(joined: Joined) -> bytes:
    value = {
        "findings": [asdict(each) for each in joined.findings],
        "clusters": [asdict(each) for each in joined.clusters],
    }
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode(), level=6)


def _unpacked(stored: bytes, state: bytes) -> Joined | None:
    if not stored.startswith(state):
        return None
    try:
        value = json.loads(zlib.decompress(stored[len(state) :]))
        return Joined(
            findings=[_finding(each) for each in value["findings"]],
            clusters=[
                Cluster(**{**each, "documents": tuple(each["documents"])}) for each in value["clusters"]
            ],
        )
    except (ValueError, TypeError, KeyError, zlib.error):
        return None


def _finding(kept: dict[str, Any]) -> Finding:
    related = tuple(Related(**each) for each in kept["related"])
    fix = None if kept["fix"] is None else Fix(**kept["fix"])
    place = None if kept["place"] is None else Place(**kept["place"])
    return Finding(**{**kept, "related": related, "fix": fix, "place": place})


def _digest(*parts: bytes) -> bytes:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.digest()
