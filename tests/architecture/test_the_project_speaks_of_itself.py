"""What is written here holds on every machine: no path of the one it was written on, and nothing that leads outside."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

ELSEWHERE = re.compile(
    "|".join(("/" + "work/", "/" + "root/", r"/home/(?!<)\w", r"\.\./" + "shared", r"[A-Z]:\\" + r"Users"))
)
KINDS = {".py", ".md", ".toml", ".js", ".css", ".html", ".txt", ".yaml", ".yml", ".po", ".cfg", ".json", ""}


def _written() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and Path(name).suffix in KINDS]


def test_no_file_names_a_path_of_some_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()[:120]}"
        for path in _written()
        if path.is_file()
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if ELSEWHERE.search(line)
    ]
    if not _written():
        pytest.skip("not a git checkout")
    assert found == []


def test_the_licence_is_said_in_one_line() -> None:
    assert "SPDX-License-Identifier: Apache-2.0" in (ROOT / "src/comptoir/__init__.py").read_text()
    assert "Apache License" in (ROOT / "LICENSE").read_text()
