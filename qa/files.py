"""Write files so that a reader finds the old one or the new one, never half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from qa.errors import InputError


def write_text(path: Path, text: str) -> None:
    """Write UTF-8, all or nothing. Raises InputError when that can't be done."""
    with replacing(path) as stream:
        stream.write(text)


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A UTF-8 stream to a temporary file beside `path`, which takes its place when the block ends well.

    Killed at any moment, it leaves the older file as it was. Line breaks are written as they are. A link is
    followed: the file it leads to is the one replaced. Raises InputError when writing fails.
    """
    try:
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _share(name)
        Path(name).replace(target)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise InputError(f"cannot write {path}: {error.strerror}") from error
        raise


def _share(name: str) -> None:
    """Give the file the mode that a plain `open` would have given it, not the private one of mkstemp."""
    mask = os.umask(0)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)
