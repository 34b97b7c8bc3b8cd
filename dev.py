#!/usr/bin/env python3
"""Set up and use a checkout with nothing but Python and git.

    python3 dev.py demo    check the example corpus and write a report
    python3 dev.py test    lint, types, import contracts, tests

Both make `.venv` here and install what they need into it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
CHECKS = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("mypy",),
    ("lint-imports",),
    ("pytest", "-n", "auto"),
)


def main(words: list[str]) -> int:
    """Run one of the two commands; further words go to pytest."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this may have an older Python
        return complain("corpus-qa needs Python 3.11 or newer")
    if words[:1] == ["demo"]:
        return demo()
    if words[:1] == ["test"]:
        return test(words[1:])
    return complain(__doc__ or "")


def demo() -> int:
    """Check the example corpus. Its defects are planted: findings are what it should end with."""
    install(["-e", "."])
    code = run("corpus-qa", "run", "examples/newsroom", "--report", "quality-report.json")
    return 0 if code == 1 else code or 1


def test(words: list[str]) -> int:
    """Everything that must hold before a commit. Stops at the first command that fails."""
    import tomllib  # noqa: PLC0415 - an older Python has none, and should hear of it above

    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    install(["-e", ".", *groups["dev"]])
    for command in CHECKS:
        code = run(*command, *(words if command[0] == "pytest" else ()))
        if code:
            return code
    return 0


def install(what: list[str]) -> None:
    """Make the environment if there is none, and install into it."""
    if not BIN.is_dir():
        venv.create(HOME, with_pip=True)
    python = str(BIN / "python")
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([python, "-m", "pip", "install", *quiet, *what], cwd=ROOT, check=True)


def run(command: str, *arguments: str) -> int:
    """Run a command of the environment here, and give its exit code."""
    print(f"$ {command} {' '.join(arguments)}", flush=True)
    return subprocess.run([str(BIN / command), *arguments], cwd=ROOT, check=False).returncode


def complain(message: str) -> int:
    """Say what is wrong; exit code 2."""
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
