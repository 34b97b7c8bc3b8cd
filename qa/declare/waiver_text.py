"""Add an entry to a waiver file as text, so that its comments and order stay as they are."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from qa.declare.waivers import load_waivers
from qa.errors import DeclarationError, InputError
from qa.files import write_text
from qa.model.check import Waiver

_HEADER = "# Accepted findings. Each needs a reason; `corpus-qa waive` adds them.\n"
_ORDER = ("document", "check", "reason_code", "finding", "reason", "owner", "expires", "sha256")
_BARE = re.compile(r"[A-Za-z][A-Za-z0-9 ._/-]*[A-Za-z0-9]|\d{4}-\d\d-\d\d")
_WORDS = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n"])
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)
_EMPTY_LIST = re.compile(r"^\[\s*\][ \t]*(?:\r?\n|\Z)", re.MULTILINE)


def add_waiver(path: Path, waiver: Waiver, root: Path) -> None:
    """Append the waiver to the file, which is made when absent.

    Raises DeclarationError when the file is broken and InputError when an entry can't simply be appended;
    the file is then left alone.
    """
    before = load_waivers(path, root) if path.exists() else ()
    text = path.read_text(encoding="utf-8-sig") if path.exists() else _HEADER
    longer = with_entry(text, waiver)
    trial = path.with_name(f".{path.name}.trial")
    try:
        write_text(trial, longer)
        after = load_waivers(trial, root)
    except DeclarationError as error:
        raise _cannot(path) from error
    finally:
        trial.unlink(missing_ok=True)
    if [_bare(each) for each in after] != [*map(_bare, before), _bare(waiver)]:
        raise _cannot(path)
    write_text(path, longer)


def with_entry(text: str, waiver: Waiver) -> str:
    """The file's text with one more entry, in the indentation and with the line breaks it has."""
    text = _EMPTY_LIST.sub("", text)
    found = _ITEM.search(text)
    indent = found.group(1) if found else ""
    given = [(name, value) for name in _ORDER if (value := getattr(waiver, name))]
    lines = [
        f"{indent}{'  ' if at else '- '}{name}: {_scalar(value)}" for at, (name, value) in enumerate(given)
    ]
    newline = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text or text.endswith("\n") else newline
    return text + gap + newline.join([*lines, ""])


def _scalar(value: str) -> str:
    if _BARE.fullmatch(value) and value.lower() not in _WORDS:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in escaped) + '"'


def _bare(waiver: Waiver) -> tuple[object, ...]:
    """The waiver without its place."""
    return tuple(getattr(waiver, each.name) for each in fields(waiver) if each.name not in {"path", "line"})


def _cannot(path: Path) -> InputError:
    return InputError(f"cannot append to {path.name}: it must be a plain block list ('- document: …')")
