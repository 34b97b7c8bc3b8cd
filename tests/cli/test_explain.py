"""`corpus-qa explain`."""

from __future__ import annotations

import pytest

from qa.cli.main import main
from qa.declare.config import shipped_checks


@pytest.fixture(autouse=True)
def repository(tmp_path, monkeypatch):
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks/files.yml").write_text("- {id: broken-file, detector: unreadable-document}\n")
    (tmp_path / "qa.yaml").touch()
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", [path.stem for path in shipped_checks()])
def test_every_shipped_check_can_be_explained(name, capsys):
    assert main(["explain", name]) == 0
    assert capsys.readouterr().out.startswith(f"{name}\n\nWHAT IT FLAGS\n")


def test_a_check_of_ones_own_has_the_page_of_its_detector(capsys):
    assert main(["explain", "broken-file"]) == 0
    assert capsys.readouterr().out.startswith("unreadable-document\n")


def test_tables_are_aligned_and_without_rules(capsys):
    main(["explain", "unreadable-document"])
    lines = capsys.readouterr().out.splitlines()
    assert "  code              meaning" in lines
    assert "  empty             there is no text in it" in lines
    assert not any(line.startswith("|") for line in lines)


def test_an_unknown_check_names_the_nearest(capsys):
    assert main(["explain", "broken-fil"]) == 2
    assert capsys.readouterr().err.startswith(
        "corpus-qa: unknown check 'broken-fil' (did you mean 'broken-file'? "
    )


@pytest.mark.parametrize("name", ["../README", "..", "/etc/passwd", "", "schemas/../unreadable-document"])
def test_only_checks_have_pages(name, capsys):
    assert main(["explain", name]) == 2
    assert "unknown check" in capsys.readouterr().err


def test_what_is_no_terminal_gets_no_colour(capsys):
    main(["explain", "unreadable-document"])
    assert "\x1b" not in capsys.readouterr().out
