"""Declared checks, from YAML to frozen values."""

from __future__ import annotations

from qa.declare import load_checks
from qa.model.check import Check, Limit, Selection, Severity, Threshold, Waiver

FULL = """\
- id: rude-headline
  detector: bad-word
  title: The headline is rude
  help: Say it politely.
  severity: warning
  reasons: {loud: info, rude: off}
  params: {share: 1, words: 2, patterns: ["a+", b], names: {a: b}, limit: 2}
  select: {path: "**/*.txt", exclude: [old/*], language: [no, de], metadata: {desk: [world, home]}}
  threshold: {fail: {count: 3}, warn: {ratio: 0.01}}
  owner: desk
  tags: [style, news]
  waive:
    - {document: a/1, reason: a quotation, owner: kb, expires: 2027-01-31, sha256: 0a1b2c3d}
    - document: b
      reason: a name
      reason_code: loud
  canaries: true
  enabled: false
"""


def test_a_check_carries_everything_that_was_declared(load, params):
    assert load(FULL) == (
        Check(
            id="rude-headline",
            detector="bad-word",
            title="The headline is rude",
            help="Say it politely.",
            severity=Severity.WARNING,
            reasons={"loud": Severity.INFO, "rude": Severity.OFF},
            params=params(share=1.0, words=2, patterns=("a+", "b"), names={"a": "b"}, limit=2.0),
            select=Selection(
                path=("**/*.txt",),
                exclude=("old/*",),
                language=("no", "de"),
                metadata={"desk": ["world", "home"]},
            ),
            threshold=Threshold(fail=Limit(count=3), warn=Limit(ratio=0.01)),
            owner="desk",
            tags=("style", "news"),
            waivers=(
                Waiver(
                    document="a/1",
                    reason="a quotation",
                    owner="kb",
                    expires="2027-01-31",
                    sha256="0a1b2c3d",
                    path="checks/a.yml",
                    line=13,
                ),
                Waiver(document="b", reason="a name", reason_code="loud", path="checks/a.yml", line=14),
            ),
            canaries=True,
            enabled=False,
            path="checks/a.yml",
            line=1,
        ),
    )


def test_what_is_not_declared_has_its_default(load, params):
    (check,) = load("- {id: a, detector: bad-word}")
    assert check == Check(id="a", detector="bad-word", params=params(), path="checks/a.yml", line=1)


def test_numbers_get_the_type_of_the_option(load):
    (check,) = load("- {id: a, detector: bad-word, params: {share: 1, words: 2.0}}")
    assert (type(check.params.share), type(check.params.words)) == (float, int)


def test_null_gives_back_an_optional_option(load, params):
    (check,) = load("- {id: a, detector: bad-word, params: {limit: null, until: ~}}")
    assert check.params == params()


def test_norwegian_is_a_language_and_not_false(load):
    (check,) = load("- {id: a, detector: bad-word, select: {language: no}}")
    assert check.select.language == ("no",)


def test_checks_keep_the_order_of_files_and_entries(load):
    entries = "- {id: z, detector: bad-word}\n- {id: b, detector: long-line}"
    assert [check.id for check in load(entries, "- {id: a, detector: bad-word}")] == ["z", "b", "a"]


def test_no_files_are_no_checks(load):
    assert load() == ()


def test_an_anchor_serves_two_checks(load):
    text = "- {id: a, detector: bad-word, params: &p {words: 7}}\n- {id: b, detector: bad-word, params: *p}"
    assert [check.params.words for check in load(text)] == [7, 7]


def test_a_check_outside_the_root_is_named_relative_to_it(tmp_path, catalogue):
    (tmp_path / "a.yml").write_text("- {id: a, detector: bad-word}")
    (check,) = load_checks([tmp_path / "a.yml"], catalogue, tmp_path / "corpus")
    assert check.path == "../a.yml"
