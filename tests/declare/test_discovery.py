"""Which configuration file counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.declare import find_config
from qa.errors import InputError


@pytest.fixture
def deep(tmp_path):
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    return folder


def write(path, text=""):
    path.write_text(text)
    return path


def test_the_file_named_comes_first(tmp_path, deep):
    write(deep / "qa.yaml")
    named = write(tmp_path / "other.yaml")
    assert find_config(deep, named, {"CORPUS_QA_CONFIG": "third.yaml"}) == named


def test_then_the_one_of_the_environment(tmp_path, deep):
    write(deep / "qa.yaml")
    named = write(tmp_path / "other.yaml")
    assert find_config(deep, None, {"CORPUS_QA_CONFIG": str(named)}) == named


def test_then_the_nearest_upward(tmp_path, deep):
    write(tmp_path / "qa.yaml")
    assert find_config(deep, None, {}) == tmp_path / "qa.yaml"
    nearer = write(deep.parent / "pyproject.toml", "[tool.corpus-qa]\n")
    assert find_config(deep, None, {}) == nearer


def test_a_relative_name_counts_from_the_working_folder(tmp_path, deep, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "other.yaml")
    assert find_config(deep, Path("other.yaml"), {}) == Path("other.yaml")


def test_in_one_folder_yaml_comes_before_toml(deep):
    write(deep / "pyproject.toml", "[tool.corpus-qa]\n")
    yaml = write(deep / "qa.yaml")
    assert find_config(deep, None, {}) == yaml


@pytest.mark.parametrize("text", ["", "[project]\nname = 'corpus-qa'\n", "# [tool.corpus-qa]\n"])
def test_a_project_file_without_the_table_does_not_count(deep, text):
    write(deep / "pyproject.toml", text)
    found = find_config(deep, None, {})
    assert found is None or not found.is_relative_to(deep)


def test_a_broken_project_file_with_the_table_counts_so_that_it_is_reported(deep):
    broken = write(deep / "pyproject.toml", "[tool.corpus-qa]\nnow = \n")
    assert find_config(deep, None, {}) == broken


def test_an_absent_file_says_where_its_name_came_from(tmp_path):
    with pytest.raises(InputError, match=r"^there is no configuration file at no\.yaml$"):
        find_config(tmp_path, Path("no.yaml"), {})
    with pytest.raises(InputError, match=r"no\.yaml \(named by \$CORPUS_QA_CONFIG\)$"):
        find_config(tmp_path, None, {"CORPUS_QA_CONFIG": "no.yaml"})
