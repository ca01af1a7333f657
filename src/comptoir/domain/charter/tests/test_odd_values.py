"""Whatever stands where, the reading answers: with a charter, or with mistakes that can be said."""

from __future__ import annotations

import copy
import datetime as dt
import json
import tomllib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.domain.charter.rules import chapters, compare, examine, parse
from comptoir.domain.charter.tests.charters import READY

WHOLE = tomllib.loads(next(path for path in READY if path.stem == "jeweller").read_text())
ODD = [
    0,
    -1,
    10**12,
    1.5,
    True,
    "",
    "x",
    "advisor",
    "08:00-07:00",
    "30 s",
    [],
    [[]],
    {},
    [{}],
    ["x", 1],
    {"fr": 1},
    {"x": {}},
]
ODD += [dt.date(2026, 1, 1), dt.time(8), float("nan"), {"key": "x"}, "*", ["mon"], "💍", "a" * 5000]


def inline(value: Any) -> str:
    """A value as TOML writes it on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {inline(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    return "nan" if value != value else json.dumps(value, ensure_ascii=False)


def written(values: dict[str, Any]) -> str:
    return "\n".join(f"{json.dumps(key)} = {inline(value)}" for key, value in values.items())


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, part in parts for found in [(*path, key), *paths(part, (*path, key))]]


PATHS = paths(WHOLE)


def put(values: dict[str, Any], path: tuple[Any, ...], value: Any) -> None:
    where: Any = values
    for part in path[:-1]:
        where = where[part]
    where[path[-1]] = value


def test_a_charter_may_be_written_on_single_lines_too():
    whole = parse(written(WHOLE))

    assert compare(whole, parse(next(path for path in READY if path.stem == "jeweller").read_text())) == []


@given(st.sampled_from(PATHS), st.sampled_from(ODD))
@settings(max_examples=120, deadline=None)
def test_an_odd_value_anywhere_is_read_or_reported(path, value):
    """G1"""
    values = copy.deepcopy(WHOLE)
    put(values, path, copy.deepcopy(value))

    found = examine(written(values))

    assert (found.charter is None) == bool(found.mistakes)
    assert all(it.message and it.line >= 1 and it.column >= 1 for it in (*found.mistakes, *found.warnings))
    if found.charter:
        assert chapters(found.charter, "ro")
        assert compare(found.charter, found.charter) == []


@given(st.sampled_from(PATHS))
@settings(max_examples=40, deadline=None)
def test_whatever_is_left_out_the_rest_is_read_or_the_gap_reported(path):
    """G1"""
    values = copy.deepcopy(WHOLE)
    where: Any = values
    for part in path[:-1]:
        where = where[part]
    del where[path[-1]]

    found = examine(written(values))

    assert (found.charter is None) == bool(found.mistakes)
