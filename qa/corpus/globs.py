"""Path globs, for the readers: see `qa.text.globs`."""

from qa.text.globs import matches_any

__all__ = ["matches_any"]
