"""Files that are no declarations at all, or meant to hurt, end in one mistake and soon."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.declare.yaml_reader import read_yaml
from qa.errors import DeclarationError

BOMB = "- &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"- &{letter} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, letter in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BOMB, "1: holds more than 100000 values, aliases unfolded"),
        ("[" * 100_000, "1: nested deeper than 30 levels"),
        ("- " * 100_000, "1: nested deeper than 30 levels"),
        ("- &a [*a]", "1: alias '*a' stands inside or before its anchor"),
        ("- a\n- *b", "2: alias '*b' stands inside or before its anchor"),
        (
            "- a\n- !!python/object/apply:os.system [ls]",
            "2: tag 'tag:yaml.org,2002:python/object/apply:os.system'",
        ),
        ("- a\n---\n- b", "3: a second YAML document: one file holds one"),
        ("? [a, b]\n: c", "1: a key must be a single word"),
        ("- id: a\n  title: b: c", "2: not YAML: mapping values are not allowed"),
        ("- a\n- 'b", "not YAML: "),
        ("- a\n- \0", "2: not YAML: "),
        ("- a\n" * 400_000, "1: is larger than 1 MiB"),
        (b"- id: a\n  title: caf\xe9\n", "2: is not UTF-8: byte 0xe9 (save it as UTF-8)"),
        (b"\x7fELF\x02\x01\x01\x00\xff", "1: is not UTF-8"),
        (b"PK\x03\x04\x14\x00", "1: not YAML: "),
    ],
)
def test_an_unreadable_file_is_one_mistake(mistakes, text, expected):
    (mistake,) = mistakes(text)
    assert mistake.startswith("checks/a.yml:")
    assert expected in mistake


def test_a_byte_order_mark_is_no_mistake(load):
    (check,) = load(b"\xef\xbb\xbf- {id: a, detector: bad-word}")
    assert check.id == "a"


def test_a_folder_is_not_a_file(tmp_path):
    with pytest.raises(DeclarationError, match="checks:1: cannot be read: Is a directory"):
        read_yaml(tmp_path, "checks")


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"#?,%@` \n\t\x00é") | st.characters(), max_size=80))
def test_any_text_is_read_or_refused(tmp_path, text):
    path = tmp_path / "a.yml"
    path.write_bytes(text.encode("utf-8", errors="surrogatepass"))
    try:
        read_yaml(path, "a.yml")
    except DeclarationError as error:
        assert all(mistake.line >= 1 and mistake.message for mistake in error.mistakes)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("2027-01-31", "2027-01-31"),
        ("12:30:45", "12:30:45"),
        ("0o17", "0o17"),
        ("010", 10),
        ("-3", -3),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1e999", "1e999"),
        ("'3'", "3"),
        ("1_000", "1_000"),
    ],
)
def test_scalars_follow_the_core_schema(tmp_path, written, read):
    path = tmp_path / "a.yml"
    path.write_text(f"- {written}")
    marked, _ = read_yaml(path, "a.yml")
    assert marked.value == [read] and type(marked.value[0]) is type(read)


def test_every_part_has_its_line(tmp_path):
    path = tmp_path / "a.yml"
    path.write_text("- id: a\n  params:\n    words:\n      - x\n      - y\n")
    marked, _ = read_yaml(path, "a.yml")
    assert [marked.line(each) for each in [(0,), (0, "params"), (0, "params", "words", 1), (0, "id", 5)]] == [
        1,
        2,
        5,
        1,
    ]
