"""The repository that the plugin is tried in."""

from __future__ import annotations

import pytest

import qa.pipeline.testing  # noqa: F401 - loaded once: pytester unloads what is imported during its runs

CHECK = "- id: readable\n  detector: unreadable-document\n  help: Mend it.\n"


@pytest.fixture
def repository(pytester: pytest.Pytester) -> pytest.Pytester:
    """A corpus of a good and an empty document, and one check that tells them apart."""
    pytester.makefile(".yaml", qa="corpus: corpus\n")
    pytester.mkdir("checks")
    (pytester.path / "checks" / "readable.yml").write_text(CHECK)
    pytester.mkdir("corpus")
    (pytester.path / "corpus" / "bad.txt").write_text(" \n")
    (pytester.path / "corpus" / "good.txt").write_text("The ferry leaves at noon.\n")
    return pytester
