"""Attack A19, where LibreOffice is installed (`libreoffice-calc-nogui`): every table that the desk gives out is opened in it, and no cell
of any computes. The same cells as they were written do: the look finds what there is.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import etree

from tests.attacks.test_a19_formulas_in_tables import FORMULAS, RUNS, TABLES, tables, written

__all__ = ["written"]

SPREADSHEET = shutil.which("soffice")
CELLS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.timeout(900),
    pytest.mark.skipif(SPREADSHEET is None, reason="LibreOffice is not installed here"),
]


def opened(folder: Path, *names: str) -> dict[str, tuple[int, str]]:
    """The formulas in each table once a spreadsheet has opened it, counted; and all that stands in its cells."""
    own = f"-env:UserInstallation=file://{folder}/profile"
    command = [str(SPREADSHEET), own, "--headless", "--convert-to", "xlsx", "--outdir", str(folder)]
    subprocess.run([*command, *(str(folder / f"{name}.csv") for name in names)], check=True, timeout=600)
    found = {}
    for name in names:
        with zipfile.ZipFile(folder / f"{name}.xlsx") as book:
            sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
            texts = etree.fromstring(book.read("xl/sharedStrings.xml"))
        words = "\n".join("".join(it.itertext()) for it in texts.iter(f"{CELLS}si"))
        found[name] = (len(list(sheet.iter(f"{CELLS}f"))), words)
    return found


def test_a_spreadsheet_computes_nothing_of_what_people_wrote(written: SimpleNamespace, tmp_path: Path) -> None:
    """A19"""
    for name, text in tables(written).items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8-sig")
    with (tmp_path / "as_written.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([it, "=1+1"] for it in FORMULAS)
    found = opened(tmp_path, *sorted(TABLES), "as_written")

    assert found.pop("as_written")[0] > 0, "it does compute what begins as a formula"
    assert {name: formulas for name, (formulas, _) in found.items()} == dict.fromkeys(sorted(TABLES), 0)
    assert [name for name, (_, words) in found.items() if RUNS not in words] == []
