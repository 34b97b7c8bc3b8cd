"""Every mistake in a declaration is named at its line, with what is allowed, and all of them at once."""

from __future__ import annotations

import pytest

from qa.declare import load_checks
from qa.errors import DeclarationError

HEAD = "- id: a\n  detector: bad-word\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "severty: error",
            "unknown key 'severty' (did you mean 'severity'? allowed: canaries, detector, enabled, ",
        ),
        ("severity: eror", "unknown severity 'eror' (did you mean 'error'? allowed: error, info, warning)"),
        ("severity: off", "unknown severity 'off' (allowed: error, info, warning)"),
        ("title: 3", "title must be a text, not '3'"),
        ("title:", "title must be a text, not nothing"),
        ("title: [a]", "title must be a text, not a list"),
        ("enabled: no", "enabled must be true or false, not 'no'"),
        ("tags: style", "tags must be a list, not 'style'"),
        ("params: {wrds: 3}", "unknown option 'wrds' (did you mean 'words'? allowed: limit, mode, names, "),
        ("params: {words: many}", "params.words must be a whole number, not 'many' (a number of words)"),
        ("params: {words: true}", "params.words must be a whole number, not 'true'"),
        ("params: {words: 0}", "params.words must be at least 1, not '0'"),
        ("params: {share: 1.5}", "params.share must be at most 1, not '1.5' (a share)"),
        ("params: {share: .inf}", "params.share must be a number, not '.inf'"),
        ("params: {mode: soft}", "unknown value for params.mode: 'soft' (allowed: hard, lax)"),
        ("params: {patterns: ['(']}", "params.patterns[0] is not a regular expression: '(' (missing ), "),
        ("params: {until: 2026-02-30}", "params.until is not a date: '2026-02-30' (write it as YYYY-MM-DD)"),
        ("params: {limit: x}", "params.limit must be a number or null, not 'x'"),
        ("params: {strict: true}", "params: strict needs the mode hard"),
        ("reasons: {lod: info}", "unknown reason code 'lod' (did you mean 'loud'? allowed: loud, rude)"),
        ("reasons: {loud: never}", "unknown severity 'never' (allowed: error, info, off, warning)"),
        (
            "select: {pat: x}",
            "unknown key 'pat' (did you mean 'path'? allowed: exclude, language, metadata, path)",
        ),
        (
            "select: {language: English}",
            "select.language cannot be 'English' (ISO 639 codes such as en or de)",
        ),
        ("threshold: {fail: {count: -1}}", "threshold.fail.count must be at least 0, not '-1'"),
        ("threshold: {fail: {}}", "threshold.fail must not be empty (allowed: count, ratio)"),
        ("waive: [{document: b}]", "key 'reason' is missing (why the finding is accepted)"),
        ("waive: [{document: b, reason: c, expires: soon}]", "waive[0].expires is not a date: 'soon'"),
        (
            "waive: [{document: b, reason: c, sha256: XYZ}]",
            "waive[0].sha256 cannot be 'XYZ' (the document's SHA-256",
        ),
    ],
)
def test_a_bad_value_is_named_with_what_is_allowed(mistakes, line, expected):
    (mistake,) = mistakes(f"{HEAD}  {line}\n")
    assert mistake.startswith(f"checks/a.yml:3: {expected}")


def test_an_unknown_detector_is_named_with_the_nearest(mistakes):
    assert mistakes("- id: a\n  detector: bad-wort\n") == [
        "checks/a.yml:2: unknown detector 'bad-wort' (did you mean 'bad-word'? allowed: bad-word, long-line)"
    ]


def test_a_detector_of_the_wrong_type_is_one_mistake(mistakes):
    assert mistakes("- id: a\n  detector: [x]\n") == [
        "checks/a.yml:2: detector must be a text, not a list (the algorithm behind the check)"
    ]


def test_missing_keys_are_named_at_the_entry(mistakes):
    detector, name = mistakes("\n- title: a\n")
    assert detector == "checks/a.yml:2: key 'detector' is missing (the algorithm behind the check)"
    assert name.startswith("checks/a.yml:2: key 'id' is missing (the name of the check: ")


def test_an_id_must_fit_into_a_node_id(mistakes):
    (mistake,) = mistakes("- {id: 'My [check]', detector: bad-word}")
    assert mistake.startswith("checks/a.yml:1: id cannot be 'My [check]'")


def test_a_repeated_key_names_the_first(mistakes):
    assert mistakes(f"{HEAD}  title: x\n  title: y\n") == [
        "checks/a.yml:4: key 'title' stands twice in one mapping (first on line 3)"
    ]


def test_a_repeated_id_names_the_first(mistakes):
    assert mistakes(f"{HEAD}{HEAD}") == ["checks/a.yml:3: check id 'a' is taken (first at checks/a.yml:1)"]


def test_an_id_is_unique_across_files(mistakes):
    assert mistakes(HEAD, HEAD) == ["checks/b.yml:1: check id 'a' is taken (first at checks/a.yml:1)"]


def test_an_entry_must_be_a_mapping(mistakes):
    assert mistakes("- hello") == ["checks/a.yml:1: a check must be a mapping, not 'hello'"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id: a", "the file must hold a list, not a mapping (a list of checks, each beginning with '- id:')"),
        ("", "the file must hold a list, not nothing (a list of checks, each beginning with '- id:')"),
        (
            "# nothing yet\n",
            "the file must hold a list, not nothing (a list of checks, each beginning with '- id:')",
        ),
        ("[]", "the file must not be empty"),
    ],
)
def test_a_file_must_hold_a_list_of_checks(mistakes, text, expected):
    assert mistakes(text) == [f"checks/a.yml:1: {expected}"]


def test_all_mistakes_of_all_files_come_at_once_and_in_order(mistakes):
    found = mistakes(f"{HEAD}  titel: x\n  params: {{wrds: 1}}\n", "- *x", "- id: b\n  detector: no-such\n")
    assert [each.split(" ")[0] for each in found] == [
        "checks/a.yml:3:",
        "checks/a.yml:4:",
        "checks/b.yml:1:",
        "checks/c.yml:2:",
    ]


def test_control_characters_of_a_file_do_not_reach_the_terminal(mistakes):
    (mistake,) = mistakes(f'{HEAD}  "\\e[31mred": 1\n')
    assert "\x1b" not in mistake and r"\x1b[31mred" in mistake


def test_a_long_value_is_cut(mistakes):
    (mistake,) = mistakes(f"{HEAD}  severity: {'x' * 5000}\n")
    assert len(mistake) < 200


def test_a_file_that_is_absent_is_a_mistake_too(tmp_path, catalogue):
    with pytest.raises(DeclarationError, match=r"^none\.yml:1: cannot be read: No such file or directory$"):
        load_checks([tmp_path / "none.yml"], catalogue, tmp_path)
