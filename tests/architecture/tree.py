"""The tree as tests of the architecture see it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
PRODUCT = SOURCE / "comptoir"


def python_files(folder: Path = PRODUCT, *, with_tests: bool = False) -> list[Path]:
    """Python files below `folder`, without migrations, and without tests unless asked."""
    left_out = {"migrations"} if with_tests else {"migrations", "tests"}
    return sorted(path for path in folder.rglob("*.py") if not left_out.intersection(path.parts))


def module_of(path: Path) -> str:
    """The dotted name of a file of the product."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def syntax_of(path: Path) -> ast.Module:
    """The file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(path: Path) -> Iterator[str]:
    """Every dotted name that the file imports, the imported names included."""
    for node in ast.walk(syntax_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
