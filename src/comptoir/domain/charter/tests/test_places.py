"""Where things stand: every value of a charter has its line and column."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.domain.charter.reading.document import Document, read_document
from comptoir.domain.charter.reading.syntax import SyntaxMistake
from comptoir.domain.charter.rules import examine
from comptoir.domain.charter.tests.charters import READY, SMALL

ODD = """\
a.b . "c d" = 1
"é" = [ # a list
  "x", 'y',
  [ 2,
    { deep = true } ],
]
[ t . u ]
inline = { one = 1, "two words" = { three = "3" } }
[[list]]
name = "first"
[[list.inner]]
z = 1
[[list]]
name = "second"
[[list.inner]]
z = 2
[list.table]
long = \"\"\"
[not.a.section]
\"\"\"
after = 2026-01-01
"""


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict):
        return [leaf for key, part in value.items() for leaf in leaves(part, (*path, key))]
    if isinstance(value, list):
        return [leaf for index, part in enumerate(value) for leaf in leaves(part, (*path, index))]
    return [(path, value)]


def begins(document: Document, text: str, path: tuple[Any, ...], value: Any) -> bool:
    line, column = document.places[path]
    rest = text.splitlines()[line - 1][column - 1 :]
    if isinstance(value, str):
        return rest.startswith(('"', "'"))
    if isinstance(value, bool):
        return rest.startswith(str(value).lower())
    return rest.startswith(value.isoformat() if isinstance(value, dt.date) else str(value))


@pytest.mark.parametrize("text", [ODD, SMALL, *(path.read_text() for path in READY)])
def test_every_value_is_found_where_it_is_written(text):
    """G1"""
    document = read_document(text)

    for path, value in leaves(document.values):
        assert begins(document, text, path, value), path


def test_keys_are_found_in_tables_lists_and_dotted_names():
    document = read_document(ODD)

    assert document.place_of_key(("a", "b", "c d")) == (1, 1)
    assert document.place_of(("é", 2, 1, "deep")) == (5, 14)
    assert document.place_of_key(("t", "u", "inline", "two words", "three")) == (8, 37)
    assert document.place_of_key(("list", 1, "inner", 0, "z")) == (16, 1)
    assert document.place_of_key(("list", 1, "table", "after")) == (21, 1)


def test_what_is_not_written_is_found_at_its_nearest_table():
    document = read_document(ODD)

    assert document.place_of(("list", 1, "absent")) == (13, 3)
    assert document.place_of(("nowhere",)) == (1, 1)


def test_columns_count_characters_not_bytes():
    document = read_document('shop = { "é" = 1, x = 2 }')

    assert document.place_of(("shop", "x")) == (1, 23)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("[shop\n", "header_not_closed", 1, 6),
        ("[shop]\nname = Perle", "no_value", 2, 8),
        ("[shop]\nwithin = 30 s", "more_after_value", 2, 13),
        ('[shop]\nname = "Perle', "text_not_closed", 2, 14),
        ('[shop]\nname = "Perle\nkey = "x"', "text_not_closed", 2, 14),
        ("[shop]\nname\n", "no_equals_sign", 2, 5),
        ("[shop]\na = 1\na = 2\nb = 3", "written_twice", 3, 6),
        ("[shop]\n[shop]\n", "table_twice", 2, 6),
        ("[shop]\nsites = [1, 2\n", "not_closed", 2, 14),
        ('[shop]\nname = "a\\q"', "backslash", 2, 12),
        ("é = 1", "no_key", 1, 1),
        ("a = 1\n\x01", "no_key", 2, 1),
        ('a = "\x01"', "odd_character", 1, 6),
        ("a = " + "[" * 100_000, "too_deep", 1, 1),
        ("#" * 500_001, "too_long", 1, 1),
        ("a = " + "9" * 10_000, "not_toml", 1, None),
        ("a = 2026-02-30", "no_such_date", 1, 5),
    ],
)
def test_what_is_not_toml_is_reported_where_it_is(text, code, line, column):
    """G1"""
    (mistake,) = examine(text).mistakes

    assert (mistake.code, mistake.line) == (code, line)
    assert column is None or mistake.column == column
    assert mistake.message


def test_after_a_mistake_within_a_line_the_reading_goes_on():
    """G1"""
    text = "[shop]\nname = Perle\nkey = 'x'\nkey = 'y'\n[chat]\noffer_lasts = 15 s\nfallback = [\n'message'\n"

    found = examine(text).mistakes

    assert [(it.line, it.code) for it in found] == [
        (2, "no_value"),
        (4, "written_twice"),
        (6, "more_after_value"),
        (8, "not_closed"),
    ]


def test_without_its_header_a_section_is_not_read():
    assert [it.code for it in examine("[shop]\nname = 'x'\n[chat]]\nname = 'y'\nz = y\n").mistakes] == [
        "more_after_value"
    ]


@given(st.text(alphabet="[]{}=\"'#.,\n\\ abc19é\x00-", max_size=80))
def test_no_text_whatever_breaks_the_reading(text):
    """G1"""
    found = examine(text)

    assert found.charter is None
    assert found.mistakes


@given(st.text(max_size=200))
def test_a_text_that_is_toml_is_surveyed_whole(text):
    try:
        document = read_document(text)
    except SyntaxMistake:
        return

    assert all(path in document.places for path, _ in leaves(document.values))


def test_a_mark_of_byte_order_and_windows_lines_do_no_harm():
    assert examine("\ufeff" + SMALL.replace("\n", "\r\n")).mistakes == ()
