"""Made-up documents for an index."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from qa.index.entry import Entry
from qa.index.header import Spec

SPEC = Spec(sketch="test/1", parameters="scale=16")


def hashed(word: str) -> int:
    """A stable 64-bit hash."""
    return int.from_bytes(sha256(word.encode()).digest()[:8], "big")


def made(name: str, words: Iterable[str], *, text: str | None = None) -> Entry:
    """An entry whose sketch holds one hash a word, and whose source is those words."""
    words = list(words)
    return Entry(
        id=name,
        path=name,
        sha256=sha256(" ".join(words).encode()).hexdigest(),
        size=len(words),
        hashes=sorted({hashed(word) for word in words}),
        text=text,
    )


def numbered(start: int, end: int) -> list[str]:
    """Words that are numbers."""
    return [str(number) for number in range(start, end)]
