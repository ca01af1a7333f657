"""Files that one takes in at a glance."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import PRODUCT, ROOT, module_of, python_files, syntax_of

FILE_AT_MOST, TESTS_AT_MOST, FUNCTION_AT_MOST = 300, 400, 25

LONGER = {
    "comptoir.config.server.serve": "the server's settings, one a line",
    "comptoir.domain.conversations.actions.opening.open_conversation": "a conversation's fields, one a line",
    "comptoir.domain.conversations.actions.mailing.open_by_mail": "a conversation's fields, one a line",
    "comptoir.domain.channels.actions.carrying._letter": "a letter's fields, one a line",
    "comptoir.domain.conversations.actions.mediating.open_mediated": "a conversation's fields, one a line",
    "comptoir.domain.marketplace.queries.cases._shown": "a case's fields, one a line",
    "comptoir.domain.routing.queries.targets.hand_over_targets": "one answer in three parts",
    "comptoir.surfaces.console.talk._facts": "a page's facts, one a line",
    "comptoir.surfaces.console.texts._keys": "the keys of the console, one a line",
}
"""Functions that are longer, and why. Shorter is better."""

FILES = [
    path
    for kind in ("py", "js", "css", "html", "txt")
    for path in sorted(PRODUCT.rglob(f"*.{kind}"))
    if not {"migrations", "tests", "weights"}.intersection(path.parts)
]
TESTS = [*PRODUCT.rglob("tests/*.py"), *(ROOT / "tests").rglob("*.py")]


def test_a_file_has_at_most_300_lines() -> None:
    assert _longer_than(FILE_AT_MOST, FILES) == {}


def test_a_file_of_tests_has_at_most_400_lines() -> None:
    assert _longer_than(TESTS_AT_MOST, TESTS) == {}


def test_a_function_has_at_most_25_lines() -> None:
    every = {f"{module_of(path)}.{name}": lines for path in python_files() for name, lines in _functions(path)}
    assert {name: lines for name, lines in every.items() if lines > FUNCTION_AT_MOST and name not in LONGER} == {}


def test_no_exception_outlives_its_reason() -> None:
    every = {f"{module_of(path)}.{name}": lines for path in python_files() for name, lines in _functions(path)}
    assert [name for name in LONGER if every.get(name, 0) <= FUNCTION_AT_MOST] == []


def _longer_than(most: int, files: list[Path]) -> dict[str, int]:
    lines = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n") for path in files}
    return {name: count for name, count in lines.items() if count > most}


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function with the lines of its body; its promise (the docstring) does not count."""
    for node in ast.walk(syntax_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            yield node.name, (node.end_lineno or 0) - body[0].lineno + 1
