"""What several test files share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("corpus-qa", deadline=None)  # how busy a machine is says nothing of the code
settings.load_profile("corpus-qa")

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of labelled data that lies beside a checkout, where there is one."""
    folder = Path(os.environ.get("CORPUS_QA_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"no shared data at {folder}: set CORPUS_QA_SHARED to measure against it")
    return folder


@pytest.fixture(scope="session")
def seeds(shared: Path) -> Path:
    """Five real documents, read where they are present and never copied."""
    return shared / "seeds"
