"""YAML with line marks, read by the core schema of YAML 1.2, safe on hostile files.

PyYAML's own constructor follows YAML 1.1: it reads `no` (Norwegian) as false and 2027-01-31 as a date object,
lets the second of two equal keys win in silence, and expands aliases without limit. Here its event stream,
which is never recursive, is composed anew: plain words stay words, equal keys are mistakes, and depth and
size are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any

import yaml
from yaml import events as ev

from qa.declare.marked import Marked, Step, read_text
from qa.errors import DeclarationError, Mistake

MAX_DEPTH = 30
MAX_NODES = 100_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None} | {
    word: value for value in (True, False) for word in (str(value), str(value).lower(), str(value).upper())
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """A scalar (as written, as read), a list of nodes, or a list of key and value nodes."""

    kind: str
    value: Any
    line: int


class _UnreadableError(Exception):
    """The file cannot be read on from here."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def read_yaml(path: Path, shown: str) -> tuple[Marked, list[Mistake]]:
    """The file's only document, and mistakes that don't keep it from being read (equal keys).

    `shown` is the path as it stands in mistakes. Raises DeclarationError when it can't be read at all.
    """
    text = read_text(path, shown)
    try:
        node = _Composer(yaml.parse(text, Loader=_LOADER)).document()
        unfolding = _Unfolding(shown)
        value = unfolding.unfold(node, ())
    except _UnreadableError as stop:
        raise DeclarationError([Mistake(path=shown, line=stop.line, message=str(stop))]) from stop
    except yaml.YAMLError as error:
        raise DeclarationError([_syntax_mistake(error, text, shown)]) from error
    return Marked(value=value, lines=unfolding.lines), unfolding.mistakes


def _syntax_mistake(error: yaml.YAMLError, text: str, shown: str) -> Mistake:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    position = getattr(error, "position", None)  # a character that YAML forbids
    line = mark.line + 1 if mark else text.count("\n", 0, position or 0) + 1
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be parsed"
    if "nesting depth" in problem:  # newer readers of YAML have a limit of their own, which may come first
        return Mistake(path=shown, line=line, message=f"nested deeper than {MAX_DEPTH} levels")
    context = getattr(error, "context", None)
    return Mistake(path=shown, line=line, message=f"not YAML: {problem}{f', {context}' if context else ''}")


class _Composer:
    """Events to nodes; an alias shares the node of its anchor."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._anchors: dict[str, _Node] = {}

    def document(self) -> _Node:
        """The only document of the stream; an empty stream is null."""
        root = _Node(kind="scalar", value=("", None), line=1)
        for seen, event in enumerate(e for e in self._events if not isinstance(e, _FRAME)):
            if seen:
                raise _UnreadableError(
                    event.start_mark.line + 1, "a second YAML document: one file holds one"
                )
            root = self._node(event, 0)
        return root

    def _node(self, event: Any, depth: int) -> _Node:
        line = event.start_mark.line + 1
        if isinstance(event, ev.AliasEvent):
            if event.anchor not in self._anchors:
                raise _UnreadableError(line, f"alias '*{event.anchor}' stands inside or before its anchor")
            return self._anchors[event.anchor]
        if depth > MAX_DEPTH:
            raise _UnreadableError(line, f"nested deeper than {MAX_DEPTH} levels")
        if event.tag is not None and event.tag != "!":
            raise _UnreadableError(line, f"tag '{event.tag}' is not allowed: write plain YAML")
        node = self._open(event, line, depth)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        return node

    def _open(self, event: Any, line: int, depth: int) -> _Node:
        if isinstance(event, ev.ScalarEvent):
            return _Node(kind="scalar", value=_scalar(event), line=line)
        children = []
        while not isinstance(child := next(self._events), ev.SequenceEndEvent | ev.MappingEndEvent):
            children.append(self._node(child, depth + 1))
        if isinstance(event, ev.SequenceStartEvent):
            return _Node(kind="list", value=children, line=line)
        return _Node(kind="map", value=list(zip(children[::2], children[1::2], strict=True)), line=line)


_FRAME = (ev.StreamStartEvent, ev.StreamEndEvent, ev.DocumentStartEvent, ev.DocumentEndEvent)


class _Unfolding:
    """Nodes to plain values, counted, so that aliases of aliases end in a mistake and not in swap."""

    def __init__(self, shown: str) -> None:
        self.lines: dict[tuple[Step, ...], int] = {}
        self.mistakes: list[Mistake] = []
        self._shown = shown

    def unfold(self, node: _Node, path: tuple[Step, ...]) -> Any:
        """The node's value; the line of every part goes to `lines`, equal keys to `mistakes`."""
        self.lines.setdefault(path, node.line)
        if len(self.lines) > MAX_NODES:
            raise _UnreadableError(node.line, f"holds more than {MAX_NODES} values, aliases unfolded")
        if len(path) > MAX_DEPTH:
            raise _UnreadableError(node.line, f"nested deeper than {MAX_DEPTH} levels, aliases unfolded")
        if node.kind == "scalar":
            return node.value[1]
        if node.kind == "list":
            return [self.unfold(item, (*path, at)) for at, item in enumerate(node.value)]
        return self._mapping(node, path)

    def _mapping(self, node: _Node, path: tuple[Step, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if key_node.kind != "scalar":
                raise _UnreadableError(key_node.line, "a key must be a single word")
            key = key_node.value[0]
            if key in found:
                self._duplicate(key, key_node.line, self.lines[(*path, key)])
                continue
            self.lines[(*path, key)] = key_node.line
            found[key] = self.unfold(value_node, (*path, key))
        return found

    def _duplicate(self, key: str, line: int, first: int) -> None:
        message = f"key '{key}' stands twice in one mapping"
        hint = f"first on line {first}"
        self.mistakes.append(Mistake(path=self._shown, line=line, message=message, hint=hint))


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"[-+]?(?:(?P<int>\d+)|(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?)")


def _scalar(event: Any) -> Any:
    """The scalar as written and as read."""
    text: str = event.value
    return text, text if not event.implicit[0] else _plain(text)


def _plain(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    match = _number().fullmatch(text) if len(text) < 40 else None
    if match is None:
        return text
    number = int(text) if match["int"] else float(text)
    return number if isfinite(number) else text
