"""Changes of a file as a patch in the unified format (POSIX diff -u), which `git apply` and `patch` read.

The changes are known, so nothing is searched for: the work grows with the size of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_CONTEXT = 3
_NO_BREAK = b"\n\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """Replace the bytes `start:end` of a file by `content`."""

    start: int
    end: int
    content: bytes


@dataclass(frozen=True, slots=True)
class _Change:
    """Lines `first:last` of the old file become `new`."""

    first: int
    last: int
    new: Sequence[bytes]


def unified(name: str, raw: bytes, patches: Sequence[Patch]) -> bytes:
    """The patch text; empty when nothing changes. `patches` are in order and do not overlap."""
    lines = _split(raw)
    changes = list(_changes(raw, lines, patches))
    if not changes:
        return b""
    header = f"--- {_quoted('a/' + name)}\n+++ {_quoted('b/' + name)}\n".encode()
    return header + b"".join(_hunks(lines, changes))


def _quoted(name: str) -> str:
    """As git writes names: those with control characters, quotes or backslashes in double quotes."""
    if name.isprintable() and not set(name) & {'"', "\\"}:
        return name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else _octal(char) for char in escaped) + '"'


def _octal(char: str) -> str:
    return "".join(f"\\{byte:03o}" for byte in char.encode("utf-8"))


def patched(raw: bytes, patches: Sequence[Patch]) -> bytes:
    """The file's bytes with the patches made."""
    parts: list[bytes] = []
    at = 0
    for patch in patches:
        parts += (raw[at : patch.start], patch.content)
        at = patch.end
    return b"".join((*parts, raw[at:]))


def _split(raw: bytes) -> list[bytes]:
    """Lines as diff and patch know them: a line feed ends one, nothing else does."""
    lines = [line + b"\n" for line in raw.split(b"\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _changes(raw: bytes, lines: Sequence[bytes], patches: Sequence[Patch]) -> Iterator[_Change]:
    """The lines that each group of patches touches, shorn of those that stay as they are."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    for first, last, group in _groups(starts, patches):
        base, stop = starts[first], starts[last]
        moved = [Patch(start=each.start - base, end=each.end - base, content=each.content) for each in group]
        old, new = lines[first:last], _split(patched(raw[base:stop], moved))
        head = _same(old, new)
        tail = _same(old[head:][::-1], new[head:][::-1])
        if len(old) != head + tail or len(new) != head + tail:
            yield _Change(first + head, last - tail, new[head : len(new) - tail])


def _groups(starts: Sequence[int], patches: Sequence[Patch]) -> Iterator[tuple[int, int, list[Patch]]]:
    """Patches that touch the same lines, with the first line and the one after the last."""
    line, found = 0, list[tuple[int, int, list[Patch]]]()
    for patch in patches:
        while line < len(starts) - 2 and starts[line + 1] <= patch.start:
            line += 1
        last = line
        while last < len(starts) - 1 and starts[last] <= patch.end:
            last += 1
        if found and found[-1][1] > line:
            first, before, group = found.pop()
            found.append((first, max(before, last), [*group, patch]))
        else:
            found.append((line, last, [patch]))
    yield from found


def _same(one: Sequence[bytes], other: Sequence[bytes]) -> int:
    """How many lines both begin with."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def _hunks(lines: Sequence[bytes], changes: Sequence[_Change]) -> Iterator[bytes]:
    shift = 0
    for group in _near(changes):
        first = max(0, group[0].first - _CONTEXT)
        last = min(len(lines), group[-1].last + _CONTEXT)
        gained = sum(len(each.new) - (each.last - each.first) for each in group)
        yield _header(first, last - first, first + shift, last - first + gained)
        at = first
        for change in group:
            yield from _marked(b" ", lines[at : change.first])
            yield from _marked(b"-", lines[change.first : change.last])
            yield from _marked(b"+", change.new)
            at = change.last
        yield from _marked(b" ", lines[at:last])
        shift += gained


def _near(changes: Sequence[_Change]) -> list[list[_Change]]:
    """Changes whose contexts meet share a hunk."""
    groups: list[list[_Change]] = []
    for change in changes:
        if groups and change.first - groups[-1][-1].last <= 2 * _CONTEXT:
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def _header(old: int, old_count: int, new: int, new_count: int) -> bytes:
    """Lines count from 1; an empty range names the line before it."""
    shown = [
        f"{start + (1 if count else 0)},{count}" for start, count in ((old, old_count), (new, new_count))
    ]
    return f"@@ -{shown[0]} +{shown[1]} @@\n".encode("ascii")


def _marked(mark: bytes, lines: Sequence[bytes]) -> Iterator[bytes]:
    for line in lines:
        yield mark + (line if line.endswith(b"\n") else line + _NO_BREAK)
