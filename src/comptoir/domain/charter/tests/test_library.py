"""The charter as a library: it needs no service around it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from comptoir.domain.charter import rules
from comptoir.domain.charter.tests.charters import READY

SOURCE = Path(__file__).parents[4]


def test_the_rules_are_read_and_answered_without_django():
    """G1"""
    said = (
        "import pathlib, sys\n"
        "from comptoir.domain.charter.rules import chapters, parse\n"
        f"charter = parse(pathlib.Path({str(READY[0])!r}).read_text())\n"
        "chapters(charter, 'fr')\n"
        "assert not any(name.split('.')[0] == 'django' for name in sys.modules)\n"
    )

    subprocess.run([sys.executable, "-c", said], cwd=SOURCE, check=True)


def test_every_rule_that_is_offered_exists():
    assert sorted(rules.__all__) == sorted(set(rules.__all__))
    assert all(hasattr(rules, name) for name in rules.__all__)
