"""The files that other tools read name commands and options that exist."""

from __future__ import annotations

import argparse
import re
import shlex
from pathlib import Path

import pytest
import yaml

from qa.cli import run as run_command
from qa.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def options_of(module) -> set[str]:
    parser = argparse.ArgumentParser()
    module.configure(parser)
    return set(re.findall(r"--[a-z][a-z-]+", parser.format_help()))


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_a_command_there_is(hook):
    program, command, *arguments = shlex.split(hook["entry"])
    assert program == "corpus-qa" and command in COMMANDS
    assert {each for each in arguments if each.startswith("--")} <= options_of(run_command)


@pytest.mark.parametrize(
    ("hook", "matching", "others"),
    [
        ("corpus-qa", ["a.txt", "b/c.md", "d.jsonl"], ["a.py", "a.txt.gz", "mdx"]),
        ("corpus-qa-validate", ["qa.yaml", "checks/a.yml", "x/checks/b.yaml"], ["qa.yaml.j2", "a.yml"]),
    ],
)
def test_a_hook_runs_on_the_right_files(hook, matching, others):
    pattern = next(each["files"] for each in HOOKS if each["id"] == hook)
    assert all(re.search(pattern, name) for name in matching)
    assert not any(re.search(pattern, name) for name in others)


def test_the_action_passes_options_there_are():
    script = next(step["run"] for step in ACTION["runs"]["steps"] if step.get("name") == "Check")
    assert set(re.findall(r"--[a-z][a-z-]+", script)) <= options_of(run_command)


def test_the_action_puts_no_input_into_a_script():
    assert not any("${{" in step.get("run", "") for step in ACTION["runs"]["steps"])


def test_every_input_of_the_action_is_used_and_explained():
    used = re.findall(r"\$\{\{ inputs\.([a-z-]+) \}\}", (ROOT / "action.yml").read_text(encoding="utf-8"))
    assert set(used) == set(ACTION["inputs"])
    assert all(each["description"] for each in ACTION["inputs"].values())


def test_composite_steps_name_their_shell():
    assert all("shell" in step for step in ACTION["runs"]["steps"] if "run" in step)
