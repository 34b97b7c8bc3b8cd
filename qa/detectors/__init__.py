"""The registry: every module of this folder with a `DETECTOR`, and the entry points of other packages."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points
from types import MappingProxyType

from qa.detectors.kinds import Detector

GROUP = "corpus_qa.detectors"


@cache
def registry() -> Mapping[str, Detector]:
    """All detectors by id, sorted. Raises ValueError when two share an id."""
    shipped = (importlib.import_module(f"{__name__}.{name}") for _, name, _ in pkgutil.iter_modules(__path__))
    found = [module.DETECTOR for module in shipped if hasattr(module, "DETECTOR")]
    found += [entry.load() for entry in entry_points(group=GROUP)]
    by_id = {detector.id: detector for detector in sorted(found, key=lambda each: str(each.id))}
    if len(by_id) != len(found):
        twice = sorted({d.id for d in found if sum(o.id == d.id for o in found) > 1})
        raise ValueError(f"several detectors share an id: {', '.join(twice)}")
    return MappingProxyType(by_id)
