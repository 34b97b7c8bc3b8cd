"""What the index keeps of a document: a coarse sketch of its text, its ends, and where it stands.

The sketch is that of `qa.text.sketch` with a sixteenth of all hashes, at least two dozen. It is there to
find candidates; these are then read and compared in full, as in any run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa.errors import InputError
from qa.index.ends import ENDS_VERSION, packed
from qa.index.entry import MASK, Entry
from qa.index.header import Spec
from qa.model.document import Document, Source
from qa.text.hashing import HASH_VERSION
from qa.text.sketch import GRAM, SKETCH_VERSION, Sketch, sketch

SCALE, FLOOR = 16, 24

_MANY = 32

SPEC = Spec(
    sketch=f"fracminhash/{SKETCH_VERSION} hash={HASH_VERSION}",
    parameters=f"gram={GRAM} scale={SCALE} floor={FLOOR} ends={ENDS_VERSION}",
)


def coarse_sketch(text: str) -> Sketch:
    """The sketch by which the index knows a text."""
    return sketch(text, scale=SCALE, floor=FLOOR)


def entries_of(documents: Sequence[Document], *, texts: bool = False) -> list[Entry]:
    """Documents as the index keeps them, with their texts or without."""
    from qa.analysis.layout.blocks import ends  # noqa: PLC0415 - not needed to look one up

    entries = [
        entry_with(document, found.hashes, bound=found.bound, text=texts)
        for document, found in zip(documents, _sketches([each.text for each in documents]), strict=True)
    ]
    return [
        replace(entry, ends=packed(ends(document.text), entry.path))
        for entry, document in zip(entries, documents, strict=True)
    ]


def _sketches(texts: Sequence[str]) -> Iterable[Sketch]:
    """The coarse sketches of texts; of many by numpy, where that is installed."""
    if len(texts) >= _MANY:
        try:
            from qa.text.sketch_batch import sketches  # noqa: PLC0415 - needs numpy
        except ImportError:
            pass
        else:
            return sketches(texts, scale=SCALE, floor=FLOOR)
    return map(coarse_sketch, texts)


def entry_with(document: Document, hashes: Sequence[int], *, bound: int = MASK, text: bool = False) -> Entry:
    """A document under hashes of any kind: sorted, and all that it has up to `bound`."""
    source = document.source
    return Entry(
        id=document.id,
        path=source.path,
        sha256=source.sha256,
        size=source.bytes,
        hashes=hashes,
        bound=bound,
        extra=f"{source.line} {source.position}".encode() if source.record else b"",
        text=document.text if text else None,
    )


def source_of(entry: Entry) -> Source:
    """Where the document of an entry stands; its digest is cut as the index keeps it. Raises InputError."""
    try:
        line, position = map(int, entry.extra.split()) if entry.extra else (1, 0)
    except ValueError as error:
        raise InputError(f"the index does not say where {entry.id} stands: build it anew") from error
    return Source(
        path=entry.path,
        line=line,
        record=bool(entry.extra),
        position=position,
        sha256=entry.sha256,
        bytes=entry.size,
    )
