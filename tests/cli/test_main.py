"""The command itself: finding commands, exit codes, expected errors in one line."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from qa import __version__
from qa.cli import main as command
from qa.cli.main import COMMANDS, main

BUILTIN_ONLY = ("yaml", "jsonschema", "qa.declare", "qa.detectors", "qa.analysis", "qa.pipeline")


def run(*words: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "qa", *words], check=False, capture_output=True, text=True, **options
    )


def broken(error: BaseException):
    """A stand-in for a command that ends in this error."""

    def raising(_arguments):
        raise error

    return raising


@pytest.mark.parametrize("module", COMMANDS.values())
def test_every_command_is_a_module_that_says_what_it_does(module):
    command = import_module(module)
    assert command.HELP[0].islower() and not command.HELP.endswith(".")
    assert callable(command.configure) and callable(command.run)


def test_help_lists_every_command(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert all(f"    {name} " in shown for name in COMMANDS)


def test_no_command_is_a_question_answered_on_stderr(capsys):
    assert main([]) == 2
    captured = capsys.readouterr()
    assert captured.out == "" and "usage: corpus-qa" in captured.err


def test_an_unknown_command_names_the_nearest(capsys):
    assert main(["lst"]) == 2
    assert capsys.readouterr().err.startswith(
        "corpus-qa: unknown command 'lst' (did you mean 'list'? allowed: "
    )


def test_an_unknown_option_is_a_usage_error(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["list", "--jsno"])
    assert ended.value.code == 2
    assert "unrecognized arguments: --jsno" in capsys.readouterr().err


def test_the_version_costs_no_imports():
    program = (
        "import sys; from qa.cli.main import main\n"
        "try: main(['--version'])\n"
        f"finally: print([name for name in {BUILTIN_ONLY} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout == f"corpus-qa {__version__}\n[]\n"


def test_an_expected_error_is_one_line(tmp_path, capsys):
    assert main(["list", "--config", str(tmp_path / "none.yaml")]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("corpus-qa: there is no configuration file at ")
    assert captured.err.count("\n") == 1


def test_a_mistaken_declaration_is_shown_line_by_line(tmp_path, capsys):
    config = tmp_path / "qa.yaml"
    config.write_text("jbs: 1\nchekcs: 2\n")
    assert main(["list", "--config", str(config)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["qa.yaml:1", "qa.yaml:2"]


def test_an_interrupt_has_the_exit_code_of_shells(monkeypatch, capsys):
    monkeypatch.setattr("qa.cli.list_checks.run", broken(KeyboardInterrupt()))
    assert main(["list"]) == 130
    assert capsys.readouterr().err == "corpus-qa: interrupted\n"


def test_a_full_disk_is_told_without_a_traceback(monkeypatch, capsys):
    monkeypatch.setattr("qa.cli.list_checks.run", broken(OSError(28, "No space left on device", "out.json")))
    assert main(["list"]) == 2
    assert capsys.readouterr().err == "corpus-qa: out.json: No space left on device\n"


def test_a_bug_keeps_its_traceback_and_is_no_finding(monkeypatch, capsys):
    monkeypatch.setattr("qa.cli.list_checks.run", broken(ZeroDivisionError("oh")))
    assert main(["list"]) == 2
    shown = capsys.readouterr().err
    assert "ZeroDivisionError: oh" in shown and "this is a bug in corpus-qa" in shown


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break differently there")
def test_a_closed_pipe_is_quiet():
    program = f"{sys.executable} -m qa schema config; echo $? >&2"
    done = subprocess.run(["bash", "-c", f"({program}) | true"], check=False, capture_output=True, text=True)
    assert done.stderr.strip() in {"141", "0"}


def test_characters_that_the_terminal_lacks_are_escaped(tmp_path):
    (tmp_path / "checks").mkdir()
    declared = "- {id: a, detector: unreadable-document, title: Überschrift — 見出し}\n"
    (tmp_path / "checks/a.yml").write_text(declared, encoding="utf-8")
    (tmp_path / "qa.yaml").touch()
    environment = {"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin:/bin"}
    done = run("list", cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stderr
    assert r"\xdcberschrift" in done.stdout


def test_the_module_serves_as_the_command():
    assert command.main is main
    assert run("--version").stdout == f"corpus-qa {__version__}\n"
