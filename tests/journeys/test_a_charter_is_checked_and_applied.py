"""A manager checks a charter on the command line, mends it, sees what changes, and applies it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from comptoir.config.command import main

ROOT = Path(__file__).parents[2]
JEWELLER = ROOT / "charters" / "jeweller.toml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "charter.toml"
    path.write_text(JEWELLER.read_text())
    return path


def spoil(file: Path, old: str, new: str) -> None:
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))


def test_a_good_charter_is_said_to_be_good(file, capsys):
    """G1"""
    assert main(["charter", "check", str(file)]) == 0
    assert capsys.readouterr().out == f"{file}: a charter without mistakes.\n"


def test_each_mistake_is_shown_with_its_line_and_what_would_be_right(file, capsys):
    """G1"""
    spoil(file, 'time_zone = "Europe/Paris"', 'time_zone = "Europe/Pari"')
    line = file.read_text().splitlines().index('time_zone = "Europe/Pari"') + 1

    assert main(["charter", "check", str(file)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{file}:{line}:13: There is no time zone “Europe/Pari”.",
        '    time_zone = "Europe/Pari"',
        "                ^",
        "    Did you mean “Europe/Paris”?",
    ]


def test_warnings_pass_unless_they_are_asked_to_fail(file, capsys):
    spoil(file, 'name = { fr = "Conseiller", en = "Advisor" }', 'name = { fr = "Conseiller" }')

    assert main(["charter", "check", str(file)]) == 0
    assert "warning: " in capsys.readouterr().out
    assert main(["charter", "check", "--strict", str(file)]) == 1


def test_a_machine_reads_the_same_as_json(file, capsys):
    spoil(file, "[offers]", "[ofers]")

    assert main(["charter", "check", "--json", str(file)]) == 1
    report = json.loads(capsys.readouterr().out)
    (mistake,) = report["mistakes"]
    assert (report["clean"], mistake["code"], mistake["path"]) == (False, "unknown_key", "ofers")
    assert mistake["suggestion"] == "Did you mean “offers”?"


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_another_status(tmp_path, capsys, content):
    path = tmp_path / "absent.toml"
    if content:
        path.write_bytes(content)

    assert main(["charter", "check", str(path)]) == 2
    assert str(path) in capsys.readouterr().err


def test_checking_needs_neither_a_database_nor_a_data_folder(file, tmp_path):
    """G1"""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "COMPTOIR_DATA_DIR": str(tmp_path / "data"),
    }
    said = f"import sys; from comptoir.config.command import main; status = main(['charter', 'check', {str(file)!r}])"

    subprocess.run(
        [sys.executable, "-c", f"{said}; sys.exit(status or 'django.db' in sys.modules)"], env=environment, check=True
    )

    assert not (tmp_path / "data").exists()


@pytest.mark.django_db(transaction=True)
def test_applying_shows_the_difference_first_and_asks(file, capsys, monkeypatch):
    """G1"""
    assert main(["charter", "apply", "--yes", str(file)]) == 0
    assert "version 1" in capsys.readouterr().out
    spoil(file, 'within = "30 s"', 'within = "40 s"')

    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert main(["charter", "apply", str(file)]) == 0
    said = capsys.readouterr().out
    assert "promises.chat_first_answer.within: 30 s → 40 s" in said
    assert "Nothing was applied." in said

    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert main(["charter", "apply", str(file)]) == 0
    assert "version 2" in capsys.readouterr().out
    assert main(["charter", "show", "maison-perle"]) == 0
    assert 'within = "40 s"' in capsys.readouterr().out


@pytest.mark.django_db
def test_a_charter_with_mistakes_is_not_applied(file, capsys):
    """G1"""
    spoil(file, 'country = "FR"', 'country = "F"')

    assert main(["charter", "apply", "--yes", str(file)]) == 1
    assert main(["charter", "show", "maison-perle"]) == 1
    assert "no shop" in capsys.readouterr().err
