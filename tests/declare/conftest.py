"""A small catalogue of its own, so that declarations are tested without any real detector."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from qa.declare import load_checks
from qa.errors import DeclarationError
from qa.model.check import Check
from qa.model.option import option


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Options of every type there is."""

    share: float = option(0.5, help="a share", minimum=0, maximum=1)
    words: int = option(3, help="a number of words", minimum=1)
    strict: bool = option(False, help="a switch")
    mode: str = option("lax", help="a choice", choices=("lax", "hard"))
    patterns: tuple[str, ...] = option((), help="regular expressions", format="regex")
    until: str | None = option(None, help="a date", format="date")
    limit: float | None = option(None, help="a limit or none")
    names: Mapping[str, str] = option(dict, help="a mapping", factory=True)

    def __post_init__(self) -> None:
        if self.strict and self.mode == "lax":
            raise ValueError("strict needs the mode hard")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    id: str
    params: type[Params] = Params
    reasons: Mapping[str, str] = field(default_factory=lambda: {"rude": "a rude word", "loud": "capitals"})


CATALOGUE = {name: Spec(id=name) for name in ("bad-word", "long-line")}


@pytest.fixture
def catalogue() -> dict[str, Spec]:
    return CATALOGUE


@pytest.fixture
def params() -> type[Params]:
    return Params


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., tuple[Check, ...]]:
    """Writes each text to its own file and loads them all."""

    def loaded(*texts: str | bytes) -> tuple[Check, ...]:
        paths = []
        for at, text in enumerate(texts):
            path = tmp_path / "checks" / f"{'abcdef'[at]}.yml"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
            paths.append(path)
        return load_checks(paths, CATALOGUE, tmp_path)

    return loaded


@pytest.fixture
def mistakes(load: Callable[..., object]) -> Callable[..., Sequence[str]]:
    """The mistakes in these files, as users see them."""

    def found(*texts: str | bytes) -> Sequence[str]:
        with pytest.raises(DeclarationError) as caught:
            load(*texts)
        return [str(mistake) for mistake in caught.value.mistakes]

    return found
