"""Whoever runs a desk finds every setting in one place."""

from __future__ import annotations

import re

from tests.architecture.tree import ROOT, python_files

ASKED = re.compile(r"""\bsetting\(\s*["']([A-Z_]+)["']|environ(?:\.get\(|\[)\s*["']([A-Z_]+)["']""")
OTHERS = {"DJANGO_SETTINGS_MODULE"}
ASKED_FOR_BY_A_LIBRARY = {"DATABASE_URL"}


def test_every_setting_stands_in_the_guide() -> None:
    guide = (ROOT / "docs/guide/running.md").read_text(encoding="utf-8")
    asked = {
        f"COMPTOIR_{ours}" if ours else theirs
        for path in python_files()
        for ours, theirs in ASKED.findall(path.read_text(encoding="utf-8"))
    }
    missing = sorted(name for name in asked - OTHERS if f"`{name}`" not in guide)
    assert not missing, f"docs/guide/running.md does not tell: {missing}"


def test_the_guide_tells_of_no_setting_that_is_not_asked_for() -> None:
    guide = (ROOT / "docs/guide/running.md").read_text(encoding="utf-8")
    source = "\n".join(path.read_text(encoding="utf-8") for path in python_files())
    told = set(re.findall(r"^\| `(?:COMPTOIR_)?([A-Z_]+)`", guide, re.MULTILINE))
    assert told
    assert sorted(name for name in told if name not in source) == sorted(ASKED_FOR_BY_A_LIBRARY)
