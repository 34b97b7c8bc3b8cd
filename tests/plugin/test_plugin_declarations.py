"""Mistakes in declarations are told by pytest in a line each, without the code that found them."""

from __future__ import annotations

import pytest

import qa.pipeline.testing  # noqa: F401 - loaded once: pytester unloads what is imported during its runs


def test_a_mistaken_declaration_shows_no_traceback(pytester: pytest.Pytester) -> None:
    pytester.makefile(".yaml", qa="corpus: corpus\n")
    pytester.mkdir("checks")
    (pytester.path / "checks" / "a.yml").write_text("- id: a\n  detector: off-topic-tial\n- id: a\n  x: 1\n")
    result = pytester.runpytest("-q")
    result.stdout.fnmatch_lines(
        [
            "checks/a.yml:2: unknown detector 'off-topic-tial' (did you mean 'off-topic-tail'?*",
            "checks/a.yml:3: check id 'a' is taken (first at checks/a.yml:1)",
            "checks/a.yml:4: unknown key 'x'*",
        ]
    )
    result.stdout.no_fnmatch_line("*load_checks*")
    assert result.ret == pytest.ExitCode.INTERRUPTED
