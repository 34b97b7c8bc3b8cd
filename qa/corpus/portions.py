"""Pieces of a corpus that a process can read by itself: some files, or some lines of one file of records.

Only their places go to the process that reads them, and no text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.corpus.file import CorpusFile
from qa.corpus.jsonl import read_jsonl, read_lines
from qa.corpus.textfile import read_text_file, refusal
from qa.model.document import Document

BYTES = 1 << 20
FILES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """Whole files, no two of one name; or with an `end` the lines of one file from byte `position`, which
    begins `line`, to there."""

    files: tuple[CorpusFile, ...]
    line: int = 1
    position: int = 0
    end: int | None = None

    def documents(self) -> Iterator[Document]:
        """Every document, in order, each under the id that it has by itself."""
        for file in self.files:
            if self.end is not None:
                yield from read_lines(file, self.line, self.position, self.end)
            else:
                yield from read_file(file)


def read_file(file: CorpusFile) -> Iterator[Document]:
    """The documents of a file."""
    if file.format == "jsonl":
        yield from read_jsonl(file)
    else:
        yield read_text_file(file)


def cut(files: Iterable[CorpusFile]) -> Iterator[Portion]:
    """The files in portions, in order; one ends at some 64 files or a mebibyte, and at a record's end."""
    several: dict[str, CorpusFile] = {}
    load = 0
    for file in files:
        records = _of_records(file) if file.format == "jsonl" and refusal(file) is None else iter(())
        first = next(records, None)
        if several and (first or file.name in several or len(several) >= FILES or load >= BYTES):
            yield Portion(files=tuple(several.values()))
            several, load = {}, 0
        if first:
            yield first
            yield from records
        else:
            several[file.name] = file
            load += _size(file)
    if several:
        yield Portion(files=tuple(several.values()))


def _size(file: CorpusFile) -> int:
    try:
        return file.file.stat().st_size
    except OSError:
        return 0  # reading it will tell what is wrong


def _of_records(file: CorpusFile) -> Iterator[Portion]:
    """None for a file that can't be read: reading it as a whole tells why."""
    line, begin, end, breaks = 1, 0, 0, 0
    try:
        with file.file.open("rb") as stream:
            while block := stream.read(BYTES):
                last = block.rfind(b"\n") + 1
                if last:
                    cut = end + last
                    breaks += block.count(b"\n")
                    yield Portion(files=(file,), line=line, position=begin, end=cut)
                    line, begin, breaks = line + breaks, cut, 0
                end += len(block)
    except OSError:
        return
    if end > begin:
        yield Portion(files=(file,), line=line, position=begin, end=end)
