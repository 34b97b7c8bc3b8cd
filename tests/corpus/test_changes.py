"""What changed since a git commit, asked of real repositories."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from qa.corpus.changes import changed, tracked
from qa.errors import InputError

TEXT = "".join(f"Line {number} of a text that is long enough to be known again.\n" for number in range(20))


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def commit(folder: Path) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "change", "--allow-empty")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")
    for name in ("kept.txt", "edited.txt", "moved.txt", "gone.txt"):
        (folder / name).write_text(f"{name}\n{TEXT}", encoding="utf-8")
    commit(folder)
    return folder


def test_it_tells_added_changed_renamed_and_removed(repository):
    base = git(repository, "rev-parse", "HEAD")
    (repository / "edited.txt").write_text(TEXT, encoding="utf-8")
    (repository / "gone.txt").unlink()
    (repository / "moved.txt").rename(repository / "désk 1\t.txt")
    (repository / "new.txt").write_text("new", encoding="utf-8")
    commit(repository)
    found = changed(repository, base)
    assert (found.added, found.changed, found.removed) == ({"new.txt"}, {"edited.txt"}, {"gone.txt"})
    assert found.renamed == {"désk 1\t.txt": "moved.txt"}
    assert found.present == {"new.txt", "edited.txt", "désk 1\t.txt"}


def test_work_that_is_not_committed_counts(repository):
    (repository / "edited.txt").write_text("other", encoding="utf-8")
    (repository / "new.txt").write_text("new", encoding="utf-8")
    (repository / "staged.txt").write_text("staged", encoding="utf-8")
    git(repository, "add", "staged.txt")
    found = changed(repository, "HEAD")
    assert (found.added, found.changed) == ({"new.txt", "staged.txt"}, {"edited.txt"})


def test_ignored_files_do_not_count(repository):
    (repository / ".gitignore").write_text("*.tmp\n", encoding="utf-8")
    (repository / "a.tmp").write_text("x", encoding="utf-8")
    assert changed(repository, "HEAD").added == {".gitignore"}


def test_names_are_relative_to_the_folder_asked_about(repository):
    (repository / "desk").mkdir()
    (repository / "desk" / "a.txt").write_text("x", encoding="utf-8")
    (repository / "b.txt").write_text("x", encoding="utf-8")
    commit(repository)
    assert changed(repository / "desk", "HEAD~1").added == {"a.txt"}
    assert tracked(repository / "desk") == {"a.txt"}


def test_what_others_did_since_the_branch_was_made_does_not_count(repository):
    git(repository, "checkout", "-qb", "topic")
    (repository / "mine.txt").write_text("x", encoding="utf-8")
    commit(repository)
    git(repository, "checkout", "-q", "main")
    (repository / "theirs.txt").write_text("x", encoding="utf-8")
    commit(repository)
    git(repository, "checkout", "-q", "topic")
    found = changed(repository, "main")
    assert (found.added, found.removed) == ({"mine.txt"}, set())


@pytest.mark.parametrize("ref", ["", "-n", "--output=x", "a\nb"])
def test_a_ref_that_could_be_an_option_is_refused(repository, ref):
    with pytest.raises(InputError, match="is not a git ref"):
        changed(repository, ref)
    assert not (repository / "x").exists()


@pytest.mark.parametrize("ref", ["nowhere", "main..main", "0" * 40, "$(touch x)", "HEAD:kept.txt"])
def test_an_unknown_ref_says_to_fetch_it(repository, ref):
    with pytest.raises(InputError, match="fetch it first"):
        changed(repository, ref)


def test_a_shallow_clone_says_how_to_deepen_it(repository, tmp_path):
    (repository / "new.txt").write_text("new", encoding="utf-8")
    commit(repository)
    git(tmp_path, "clone", "-q", "--depth=1", repository.as_uri(), "clone")
    with pytest.raises(InputError, match="fetch-depth: 0"):
        changed(tmp_path / "clone", "HEAD~1")


def test_histories_that_never_met_are_told(repository):
    git(repository, "checkout", "-q", "--orphan", "island")
    (repository / "new.txt").write_text("new", encoding="utf-8")
    commit(repository)
    with pytest.raises(InputError, match="no commit in common"):
        changed(repository, "main")


def test_outside_a_repository_it_says_so(tmp_path):
    with pytest.raises(InputError, match="in no git repository"):
        changed(tmp_path, "HEAD")


def test_without_git_it_says_so(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InputError, match="git can't be run"):
        changed(repository, "HEAD")
