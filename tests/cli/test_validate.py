"""`corpus-qa validate`."""

from __future__ import annotations

import pytest

from qa.cli.main import main

GOOD = "- {id: a, detector: unreadable-document}\n- {id: b, detector: unreadable-document}\n"


@pytest.fixture(autouse=True)
def repository(tmp_path, monkeypatch):
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks/a.yml").write_text(GOOD)
    (tmp_path / "qa.yaml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_valid_declarations_are_counted(capsys):
    assert main(["validate"]) == 0
    assert capsys.readouterr().out == "2 checks in 1 file are valid\n"


def test_mistakes_are_the_output_and_their_number_is_talk(repository, capsys):
    (repository / "checks/b.yml").write_text("- {id: a, detector: unreadable}\n")
    assert main(["validate"]) == 2
    captured = capsys.readouterr()
    taken, unknown = captured.out.splitlines()
    assert taken == "checks/b.yml:1: check id 'a' is taken (first at checks/a.yml:1)"
    assert unknown.startswith(
        "checks/b.yml:1: unknown detector 'unreadable' (did you mean 'unreadable-document'?"
    )
    assert captured.err == "2 mistakes\n"


def test_files_can_be_named(repository, capsys):
    (repository / "other.yml").write_text("- {id: c, detector: unreadable-document}\n")
    assert main(["validate", "other.yml"]) == 0
    assert capsys.readouterr().out == "1 check in 1 file is valid\n"


def test_a_mistake_in_the_configuration_counts(repository, capsys):
    (repository / "qa.yaml").write_text("jobs: none\n")
    assert main(["validate"]) == 2
    assert capsys.readouterr().out.startswith("qa.yaml:1: jobs must be a whole number, not 'none'")


def test_a_configuration_can_be_named_too(repository, capsys):
    assert main(["validate", "qa.yaml", "checks/a.yml"]) == 0
    assert capsys.readouterr().out == "4 checks in 2 files are valid\n"
    (repository / "qa.yaml").write_text("corpus: 1\n")
    assert main(["validate", "qa.yaml"]) == 2


def test_an_absent_file_is_a_mistake(capsys):
    assert main(["validate", "none.yml"]) == 2
    assert capsys.readouterr().out == "none.yml:1: cannot be read: No such file or directory\n"
