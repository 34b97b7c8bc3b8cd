"""Where a report keeps its documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.cli.main import main
from qa.errors import InputError
from qa.report import write
from qa.report.read import read_report


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report on three documents where two are as many as it tells of itself."""
    monkeypatch.setattr(write, "INLINE", 2)
    lines = (json.dumps({"id": name, "text": f"The {name} story, told in full."}) for name in "abc")
    (tmp_path / "docs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    main(["run", str(tmp_path / "docs.jsonl"), "--report", str(tmp_path / "report.json")])
    return tmp_path / "report.json"


def test_the_rows_of_many_documents_lie_in_a_file_beside_it(many: Path) -> None:
    report = json.loads(many.read_text(encoding="utf-8"))
    assert report["documents"] == []
    assert report["documents_file"] == {"path": "report.documents.jsonl", "documents": 3}
    rows = (many.parent / "report.documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(row)["id"] for row in rows] == ["a", "b", "c"]


def test_reading_the_report_brings_them_back(many: Path) -> None:
    assert [row["id"] for row in read_report(many)["documents"]] == ["a", "b", "c"]


def test_a_file_of_another_report_is_refused(many: Path) -> None:
    (many.parent / "report.documents.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(InputError, match="is not of the report"):
        read_report(many)


def test_every_finding_stands_on_a_line_of_its_own(many: Path) -> None:
    lines = [line.strip().rstrip(",") for line in many.read_text(encoding="utf-8").splitlines()]
    report = json.loads(many.read_text(encoding="utf-8"))
    assert report["findings"]
    assert all(json.dumps(each, ensure_ascii=False) in lines for each in report["findings"])


def test_without_facts_every_fact_is_null(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A story.\n", encoding="utf-8")
    main(["run", str(tmp_path / "a.txt"), "--no-facts", "--report", str(tmp_path / "r.json")])
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    (row,) = report["documents"]
    assert report["config"]["facts"] is False
    assert {row[name] for name in ("language", "layout", "title", "byline", "published")} == {None}
