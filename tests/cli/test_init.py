"""`corpus-qa init`."""

from __future__ import annotations

import pytest
import yaml

from qa.cli.main import main
from qa.declare import load_config
from qa.declare.config import shipped_checks


@pytest.fixture(autouse=True)
def repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_it_writes_is_valid(repository, capsys):
    assert main(["init"]) == 0
    assert main(["validate"]) == 0
    assert f"in {len(shipped_checks())} files are valid" in capsys.readouterr().out


def test_it_says_what_it_wrote_and_what_to_do_next(capsys):
    main(["init"])
    captured = capsys.readouterr()
    assert "wrote  qa.yaml\n" in captured.out
    assert "wrote  checks/unreadable-document.yml\n" in captured.out
    assert "wrote  .github/workflows/corpus-qa.yml\n" in captured.out
    assert "put documents (.txt, .md, .jsonl) into corpus/" in captured.err
    assert "corpus-qa run" in captured.err


def test_a_run_follows_at_once(repository, capsys):
    (repository / "articles").mkdir()
    (repository / "articles/a.txt").write_text("The ferry leaves at noon.\n")
    main(["init"])
    assert "put documents" not in capsys.readouterr().err
    assert main(["run"]) in {0, 1}
    assert (repository / "quality-report.json").is_file()


def test_it_keeps_what_is_there(repository, capsys):
    (repository / "qa.yaml").write_text("# mine\n")
    assert main(["init"]) == 0
    assert (repository / "qa.yaml").read_text() == "# mine\n"
    assert "kept   qa.yaml (it exists; --force overwrites it)\n" in capsys.readouterr().out


def test_force_overwrites(repository):
    (repository / "qa.yaml").write_text("# mine\n")
    main(["init", "--force"])
    assert (repository / "qa.yaml").read_text() != "# mine\n"


def test_another_folder_can_be_set_up(repository, capsys):
    (repository / "other").mkdir()
    assert main(["init", "other", "--corpus", "texts"]) == 0
    assert load_config(repository / "other/qa.yaml").corpus[0].path == repository / "other/../texts"
    assert "cd other && corpus-qa run" in capsys.readouterr().err


def test_a_name_that_yaml_would_misread_is_quoted(repository):
    main(["init", "--corpus", "no: #1"])
    assert load_config(repository / "qa.yaml").corpus[0].path == repository / "no: #1"


def test_an_absent_folder_is_an_error(capsys):
    assert main(["init", "nowhere"]) == 2
    assert capsys.readouterr().err == "corpus-qa: there is no folder at 'nowhere'\n"


def test_checks_name_the_schema_that_lies_beside_them(repository):
    main(["init"])
    for path in (repository / "checks").glob("*.yml"):
        modeline = path.read_text().splitlines()[0]
        assert (path.parent / modeline.split("$schema=")[1]).is_file()


def test_the_workflow_reads_the_history_and_keeps_the_report(repository):
    main(["init"])
    text = (repository / ".github/workflows/corpus-qa.yml").read_text()
    steps = yaml.safe_load(text)["jobs"]["corpus-qa"]["steps"]
    assert steps[0]["with"]["fetch-depth"] == 0
    assert steps[-1]["with"]["path"] == "quality-report.json"
    assert not any("${{" in step.get("run", "") for step in steps), "expressions in a script can be injected"
