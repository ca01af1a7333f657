"""The way of a message, as docs/journeys tells it, names files and functions that are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import PRODUCT, ROOT, syntax_of

PLACE = re.compile(r"`([\w./-]+\.(?:py|js|md|toml))(?:::([\w.]+))?`")
JOURNEYS = sorted((ROOT / "docs/journeys").glob("*.md"))
NAMED = [(journey, *place) for journey in JOURNEYS for place in PLACE.findall(journey.read_text(encoding="utf-8"))]


def test_there_are_journeys_and_they_name_places() -> None:
    assert len(NAMED) > 15


@pytest.mark.parametrize(("journey", "file", "name"), NAMED, ids=lambda value: getattr(value, "name", value))
def test_what_a_journey_names_is_there(journey: Path, file: str, name: str) -> None:
    path = PRODUCT / file if (PRODUCT / file).exists() else ROOT / file
    assert path.exists(), f"{journey.name} names {file}"
    if name:
        assert name in (_python_names(path) if path.suffix == ".py" else _script_names(path)), f"{file} has no {name}"


def _python_names(path: Path) -> set[str]:
    """Functions and classes of the file; methods as Class.method."""
    names: set[str] = set()
    for node in syntax_of(path).body:
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}.{inner.name}" for inner in node.body if hasattr(inner, "name")}
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(node.name)
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names


def _script_names(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    return set(
        re.findall(
            r"^\s*(?:export |async |static |get |function |class )*#?(\w+)\s*(?:\(|extends|\{)", text, re.MULTILINE
        )
    )
