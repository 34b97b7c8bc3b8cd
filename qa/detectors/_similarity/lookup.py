"""Where hashes stand, by numpy: a hash table of whole arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from qa.text.hashing_batch import Hashes, Ints

_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xD6E8FEB86659FD93, 0xFF51AFD7ED558CCD)
_ROOM = 4

Places = NDArray[np.int32]


class Lookup:
    """The place of each hash among many. Equal ones have the place of one of them, the same for all.

    A hash whose slot in a table another one has taken goes to the next table, until all have a place.
    """

    def __init__(self, hashes: Hashes) -> None:
        self._hashes = hashes
        self._tables: list[tuple[np.uint64, np.uint64, Places]] = []
        self.places = np.arange(len(hashes))
        waiting = self.places.copy()
        while len(waiting):
            own = hashes[waiting]
            factor = np.uint64(_FACTORS[len(self._tables) % len(_FACTORS)] + 2 * len(self._tables))
            bits = max(4, (_ROOM * len(waiting)).bit_length())
            shift, table = np.uint64(64 - bits), np.full(1 << bits, -1, dtype=np.int32)
            slots = own * factor >> shift
            table[slots] = waiting
            taken = table[slots]
            settled = hashes[taken] == own
            self.places[waiting[settled]] = taken[settled]
            waiting = waiting[~settled]
            self._tables.append((factor, shift, table))

    def find(self, hashes: Hashes) -> Ints:
        """The place of each hash, -1 where it stands nowhere."""
        found = np.full(len(hashes), -1, dtype=np.int64)
        waiting = np.arange(len(hashes))
        for factor, shift, table in self._tables:
            own = hashes[waiting]
            met = table[own * factor >> shift]
            taken = np.flatnonzero(met >= 0)
            waiting, met, own = waiting[taken], met[taken], own[taken]
            same = self._hashes[met] == own
            found[waiting[same]] = met[same]
            waiting = waiting[~same]
        return found
