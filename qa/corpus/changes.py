"""What changed in a folder since a git commit: added, changed, renamed, removed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qa.errors import InputError

_FETCH = "fetch the whole history (actions/checkout: fetch-depth: 0; else: git fetch --unshallow)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Names relative to the folder, POSIX. `renamed` maps new names to old ones, edited or not.

    `base` is the commit compared with: the last that the ref and HEAD have in common.
    """

    base: str
    added: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()

    @property
    def present(self) -> frozenset[str]:
        """The names that are there now and were not, or not so, before."""
        return self.added | self.changed | frozenset(self.renamed)


def changed(root: Path, ref: str) -> Changes:
    """The changes below `root` between `ref` and the working tree, uncommitted and untracked files included.

    What others did on the branch of `ref` since the two parted is not counted. Raises InputError, which says
    what to do, without git, outside a repository, for an unknown ref and for a history that is cut short.
    """
    base = _merge_base(root, ref)
    diff = _git(root, "diff", "--name-status", "-z", "--find-renames", "--relative", "--no-ext-diff",
                "--no-textconv", "--ignore-submodules", base, "--")  # fmt: skip
    by_kind: dict[str, set[str]] = {"A": set(), "M": set(), "D": set()}
    renamed: dict[str, str] = {}
    for kind, old, new in _records(diff):
        if kind == "R":
            renamed[new] = old
        else:
            by_kind.get(kind, by_kind["M"]).add(new)
    untracked = _names(_git(root, "ls-files", "-z", "--others", "--exclude-standard", "--"))
    return Changes(
        base=base,
        added=frozenset(by_kind["A"] | untracked),
        changed=frozenset(by_kind["M"]),
        renamed=renamed,
        removed=frozenset(by_kind["D"] - untracked),
    )


def tracked(root: Path) -> frozenset[str]:
    """The names of all files below `root` that git knows or would add. Raises InputError without git."""
    return frozenset(_names(_git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--")))


def head(root: Path) -> str | None:
    """The commit that is checked out; null without git, outside a repository, before the first commit."""
    try:
        found = _try(root, "rev-parse", "--verify", "--quiet", "HEAD")
    except InputError:
        return None
    return found.strip() if found else None


def file_at(root: Path, commit: str, name: str) -> bytes | None:
    """What a file below `root` held at a commit; null when it was not there."""
    done = _run(root, ("show", f"{commit}:./{name}"))
    return done.stdout if done.returncode == 0 else None


def _merge_base(root: Path, ref: str) -> str:
    if not ref or ref.startswith("-") or not ref.isprintable():
        raise InputError(f"{ref!r} is not a git ref: name a branch, a tag or a commit")
    shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == "true"
    commit = _try(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if commit is None:
        todo = _FETCH if shallow else f"fetch it first (git fetch origin {ref.removeprefix('origin/')})"
        raise InputError(f"git knows no commit {ref!r}: {todo}")
    base = _try(root, "merge-base", commit.strip(), "HEAD")
    if base is None:
        todo = _FETCH if shallow else "name a commit that this branch comes from"
        raise InputError(f"{ref!r} and HEAD have no commit in common: {todo}")
    return base.strip().splitlines()[0]


def _records(diff: str) -> Iterator[tuple[str, str, str]]:
    """Kind, old name, new name of each record of `--name-status -z`."""
    fields = iter(diff.split("\0"))
    for status in fields:
        if status:
            old = next(fields)
            yield status[0], old, next(fields) if status[0] in "RC" else old


def _names(listing: str) -> set[str]:
    return {name for name in listing.split("\0") if name}


def _git(root: Path, *arguments: str) -> str:
    done = _run(root, arguments)
    if done.returncode == 0:
        return os.fsdecode(done.stdout)
    said = os.fsdecode(done.stderr).strip().splitlines()
    if any("not a git repository" in line for line in said):
        raise InputError(f"{root} is in no git repository: what is new can't be told without one")
    raise InputError(f"git {arguments[0]} failed: {said[0] if said else f'exit code {done.returncode}'}")


def _try(root: Path, *arguments: str) -> str | None:
    done = _run(root, arguments)
    return os.fsdecode(done.stdout) if done.returncode == 0 else None


def _run(root: Path, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(root), *arguments]
    quiet = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C", "GIT_PAGER": ""}
    try:
        return subprocess.run(command, capture_output=True, env=quiet, stdin=subprocess.DEVNULL, check=False)  # noqa: S603 - no shell, arguments checked
    except OSError as error:
        raise InputError(f"git can't be run ({error.strerror}): install it, or name the paths") from error
