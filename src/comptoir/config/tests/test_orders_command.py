"""`comptoir orders import`: what a file says is shown before anything is kept. D2."""

from __future__ import annotations

import json

import pytest

from comptoir.config.command import main
from comptoir.domain.shops.models import Order
from tests.people import a_shop

pytestmark = pytest.mark.django_db
GOOD = "N° de commande;Date de commande;Courriel;Montant\nMP-48213;02/11/2026;a@x.example;1 340,50 €\n"
MISTAKEN = GOOD + "MP-48214;un jour;b@x.example;12,00\n"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    def run(content, *options, answer="n"):
        file = tmp_path / "orders.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        monkeypatch.setattr("builtins.input", lambda prompt: answer)
        status = main(["orders", "import", "--shop", "maison-perle", str(file), *options])
        told = capsys.readouterr()
        return status, told.out.replace(str(file), "orders.csv") + told.err.replace(str(file), "orders.csv")

    a_shop()
    return run


def test_what_the_file_says_is_shown_and_nothing_is_kept_without_a_yes(run):
    """D2"""
    status, told = run(GOOD)

    assert status == 0
    assert "orders.csv: Lines: 1. Orders: 1, with products: 0. Mistakes: 0." in told
    assert "“N° de commande”" in told
    assert not Order.objects.exists()
    run(GOOD, "--dry-run", "--yes")
    assert not Order.objects.exists()


def test_with_a_yes_it_is_kept_and_twice_is_once(run):
    """D2"""
    assert "Kept: 1 new" in run(GOOD, answer="oui")[1]
    assert "0 new, 0 changed, 1 as before" in run(GOOD, "--yes")[1]
    assert str(Order.objects.get().total) == "1340.50"


def test_a_file_with_a_mistake_is_kept_only_by_express_wish(run):
    """D2: each mistake with its line and column; nothing goes missing in silence."""
    status, told = run(MISTAKEN, "--yes")

    assert status == 1
    assert "orders.csv:3: Date de commande: “un jour” is not a date" in told
    assert "Nothing was kept." in told
    assert not Order.objects.exists()
    assert run(MISTAKEN, "--yes", "--skip-mistaken")[0] == 1
    assert [it.number for it in Order.objects.all()] == ["MP-48213"]


def test_machines_are_told_in_json(run):
    """D2"""
    _, told = run(MISTAKEN, "--json")
    report = json.loads(told)

    assert (report["orders"], report["kept"], report["delimiter"]) == (1, None, ";")
    assert report["mistakes"][0] | {"message": ""} == {
        "line": 3,
        "column": "placed_at",
        "code": "not_date",
        "value": "un jour",
        "message": "",
    }
    assert json.loads(run(GOOD, "--json")[1])["kept"] is None
    assert json.loads(run(GOOD, "--json", "--yes")[1])["kept"]["new"] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_as_spreadsheets_save_it(run, encoding):
    """D2"""
    assert "Kept: 1 new" in run(GOOD.encode(encoding), "--yes")[1]


def test_a_file_or_a_shop_that_is_not_there_is_said_to_be_missing(run, tmp_path, capsys):
    assert main(["orders", "import", "--shop", "maison-perle", str(tmp_path / "no.csv")]) == 2
    assert "No such file" in capsys.readouterr().err
    (tmp_path / "a.csv").write_text(GOOD)
    assert main(["orders", "import", "--shop", "nowhere", str(tmp_path / "a.csv")]) == 1
    assert "no shop of this name" in capsys.readouterr().err
