"""What a declaration needs to know of a detector. The catalogue itself comes from above, as an argument."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class DetectorSpec(Protocol):
    """The declared side of a detector: its name, its options and its reason codes."""

    @property
    def id(self) -> str: ...

    @property
    def params(self) -> type[Any]: ...

    @property
    def reasons(self) -> Mapping[str, str]: ...


Catalogue = Mapping[str, DetectorSpec]
