"""Path globs: `**` crosses folders, `*` and `?` do not; `[…]` is a character class."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|\[!?[^\]]+\]|.", re.DOTALL)
_PARTS = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches_any(name: str, patterns: Sequence[str]) -> bool:
    """Whether a relative POSIX path matches one of the globs."""
    return any(_compiled(pattern).fullmatch(name) for pattern in patterns)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile("".join(_translate(found.group()) for found in _TOKEN.finditer(pattern)), re.DOTALL)


def _translate(token: str) -> str:
    if token in _PARTS:
        return _PARTS[token]
    if token.startswith("[") and len(token) > 2:
        inner = token[1:-1].replace("\\", r"\\")
        return f"[^{inner[1:]}]" if inner.startswith("!") else f"[{inner}]"
    return re.escape(token)
