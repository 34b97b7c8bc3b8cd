"""Declared checks: files to frozen `Check`s, or every mistake in all of the files at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from qa.declare.marked import Marked
from qa.declare.mistakes import schema_mistakes
from qa.declare.params import build_params
from qa.declare.schema import check_schema
from qa.declare.spec import DetectorSpec
from qa.declare.yaml_reader import read_yaml
from qa.errors import DeclarationError, Mistake
from qa.model.check import Check, Limit, Selection, Severity, Threshold, Waiver
from qa.resources import shipped


def load_checks(
    paths: Sequence[Path], catalogue: Mapping[str, DetectorSpec], root: Path
) -> tuple[Check, ...]:
    """The checks of these files, in the order of files and entries.

    Paths in checks and mistakes are relative to `root`. Raises DeclarationError with all mistakes.
    """
    schema = check_schema(catalogue)
    mistakes: list[Mistake] = []
    checks: list[Check] = []
    first_seen: dict[str, str] = {}
    for path in paths:
        shown = shown_path(path, root)
        try:
            marked, found = read_yaml(path, shown)
        except DeclarationError as error:
            mistakes += error.mistakes
            continue
        found += schema_mistakes(marked, schema, shown) + _repeated_ids(marked, shown, first_seen)
        mistakes += found
        if not found:
            checks += _build(marked, shown, catalogue, mistakes)
    if mistakes:
        raise DeclarationError(mistakes)
    return tuple(checks)


def shown_path(path: Path, root: Path) -> str:
    """The path as people and reports see it: POSIX, relative to `root`, the shipped pack to its own home."""
    home = shipped("checks").parent
    absolute = Path(os.path.normpath(Path.cwd() / path))  # not resolve(): a link keeps its own name
    base = Path(os.path.normpath(Path.cwd() / root))
    if not absolute.is_relative_to(base) and absolute.is_relative_to(home):
        base = home
    try:
        return Path(os.path.relpath(absolute, base)).as_posix()
    except ValueError:  # another drive
        return absolute.as_posix()


def _repeated_ids(marked: Marked, shown: str, first_seen: dict[str, str]) -> list[Mistake]:
    """Ids that an earlier entry has, here or in an earlier file; the others are noted in `first_seen`."""
    repeated = []
    for at, name in _ids(marked.value):
        line = marked.line((at, "id"))
        if name in first_seen:
            message = f"check id '{name}' is taken"
            hint = f"first at {first_seen[name]}"
            repeated.append(Mistake(path=shown, line=line, message=message, hint=hint))
        else:
            first_seen[name] = f"{shown}:{line}"
    return repeated


def _ids(entries: Any) -> Iterable[tuple[int, str]]:
    for at, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            yield at, entry["id"]


def _build(
    marked: Marked, shown: str, catalogue: Mapping[str, DetectorSpec], mistakes: list[Mistake]
) -> Iterable[Check]:
    for at, entry in enumerate(marked.value):
        try:
            params = build_params(catalogue[entry["detector"]].params, entry.get("params", {}))
        except ValueError as error:  # what a detector refuses for reasons that no schema can say
            line = marked.line((at, "params"))
            mistakes.append(Mistake(path=shown, line=line, message=f"params: {error}"))
        else:
            waivers = tuple(
                Waiver(**each, path=shown, line=marked.line((at, "waive", number)))
                for number, each in enumerate(entry.get("waive", ()))
            )
            yield _check(entry, params, waivers, shown, marked.line((at,)))


def _check(entry: Mapping[str, Any], params: Any, waivers: tuple[Waiver, ...], path: str, line: int) -> Check:
    reasons = {code: Severity(word) for code, word in entry.get("reasons", {}).items()}
    return Check(
        id=entry["id"],
        detector=entry["detector"],
        params=params,
        title=entry.get("title", ""),
        severity=Severity(entry.get("severity", Severity.ERROR)),
        reasons=reasons,
        select=_selection(entry.get("select", {})),
        threshold=_threshold(entry.get("threshold", {})),
        owner=entry.get("owner"),
        tags=tuple(entry.get("tags", ())),
        help=entry.get("help", "").strip(),
        waivers=waivers,
        canaries=entry.get("canaries", False),
        enabled=entry.get("enabled", True),
        path=path,
        line=line,
    )


def _selection(given: Mapping[str, Any]) -> Selection:
    return Selection(
        path=words(given.get("path", ())),
        exclude=words(given.get("exclude", ())),
        language=words(given.get("language", ())),
        metadata=given.get("metadata", {}),
    )


def words(given: str | Sequence[str]) -> tuple[str, ...]:
    """One word or a list of words, as a tuple."""
    return (given,) if isinstance(given, str) else tuple(given)


def _threshold(given: Mapping[str, Any]) -> Threshold:
    return Threshold(**{level: _limit(**limit) for level, limit in given.items()})


def _limit(count: float | None = None, ratio: float | None = None) -> Limit:
    return Limit(count=None if count is None else int(count), ratio=ratio)
