"""Numbers of things, said."""

from __future__ import annotations

import pytest

from qa.text.counting import counted


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 lines"), (1, "1 line"), (2, "2 lines"), (21, "21 lines")]
)
def test_only_one_thing_is_singular(number: int, said: str) -> None:
    assert counted(number, "line") == said
