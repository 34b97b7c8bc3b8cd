"""A document from standard input, under the usual name `-`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_DASH = Path("-")
_NAME = "stdin.txt"


def wanted(paths: Sequence[Path]) -> bool:
    """Whether one of the paths means standard input."""
    return _DASH in paths


@contextmanager
def as_file(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """The paths with a file in place of `-` that holds what standard input gives, and is gone afterwards."""
    if not wanted(paths):
        yield list(paths)
        return
    with tempfile.TemporaryDirectory(prefix="corpus-qa-") as folder:
        file = Path(folder).resolve() / _NAME
        file.write_bytes(sys.stdin.buffer.read())
        yield [file if path == _DASH else path for path in paths]
