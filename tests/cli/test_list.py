"""`corpus-qa list`."""

from __future__ import annotations

import json

import pytest

from qa.cli.main import main

CHECKS = """\
- {id: broken-file, detector: unreadable-document, title: Broken, severity: warning, owner: me, tags: [x]}
- {id: off-duty, detector: unreadable-document, title: Not now, enabled: false}
"""


@pytest.fixture(autouse=True)
def repository(tmp_path, monkeypatch):
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks/files.yml").write_text(CHECKS)
    (tmp_path / "qa.yaml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_table_has_a_line_a_check(capsys):
    assert main(["list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "id           detector             severity  title",
        "broken-file  unreadable-document  warning   Broken",
        "off-duty     unreadable-document  (off)     Not now",
    ]


def test_json_has_everything_a_program_needs(capsys):
    assert main(["list", "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert first == {
        "id": "broken-file",
        "detector": "unreadable-document",
        "severity": "warning",
        "title": "Broken",
        "enabled": True,
        "owner": "me",
        "tags": ["x"],
        "declared_at": {"path": "checks/files.yml", "line": 1},
    }
    assert second["enabled"] is False


def test_a_folder_without_configuration_has_the_shipped_checks(repository, capsys):
    (repository / "qa.yaml").unlink()
    assert main(["list"]) == 0
    assert "unreadable-document" in capsys.readouterr().out
