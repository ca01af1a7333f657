"""Whoever runs a desk finds every setting in one place."""

from __future__ import annotations

import re

from tests.architecture.tree import ROOT, python_files

ENVIRONMENT = r"""(?:environ(?:\.get\(|\[|\.setdefault\(|\.pop\()|getenv\()\s*"""
BY_NAME = re.compile(ENVIRONMENT + r"""["']([A-Z_]+)["']""")
BY_A_FUNCTION = re.compile(
    r"""def (\w+)\([^)]*\)[^:]*:\n(?:(?!\ndef ).)*?""" + ENVIRONMENT + r"""f["']COMPTOIR_\{""", re.DOTALL
)
OTHERS = {"DJANGO_SETTINGS_MODULE", "PYTHONPATH"}


def test_every_setting_stands_in_the_guide() -> None:
    guide = (ROOT / "docs/guide/running.md").read_text(encoding="utf-8")
    asked = {name for path in python_files() for name in asked_for(path.read_text(encoding="utf-8"))}
    missing = sorted(name for name in asked - OTHERS if f"`{name}`" not in guide)
    assert not missing, f"docs/guide/running.md does not tell: {missing}"


def asked_for(source: str) -> set[str]:
    """The settings that a file asks for, by name or through a function of its own that puts COMPTOIR_ before it."""
    by_function = (
        f"COMPTOIR_{name}"
        for function in BY_A_FUNCTION.findall(source)
        for name in re.findall(rf"""\b{function}\(\s*["']([A-Z_]+)["']""", source)
    )
    return {*BY_NAME.findall(source), *by_function}


def test_a_setting_is_seen_however_it_is_asked_for() -> None:
    source = """
def limit(name: str, default: int) -> int:
    \"\"\"A limit.\"\"\"
    return int(os.environ.get(f"COMPTOIR_{name}", default))

MOST = limit("MOST_OF_IT", 30)
OTHER = os.getenv("COMPTOIR_OTHER")
"""
    assert asked_for(source) == {"COMPTOIR_MOST_OF_IT", "COMPTOIR_OTHER"}


def test_the_guide_tells_of_no_setting_that_is_not_asked_for() -> None:
    guide = (ROOT / "docs/guide/running.md").read_text(encoding="utf-8")
    source = "\n".join(path.read_text(encoding="utf-8") for path in python_files())
    told = set(re.findall(r"^\| `(?:COMPTOIR_)?([A-Z_]+)`", guide, re.MULTILINE))
    assert told
    assert sorted(name for name in told if name not in source) == []
