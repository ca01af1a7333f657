"""Orders out of a spreadsheet, as shops in four countries keep them. D2."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from comptoir.domain.shops.errors import SENTENCES, said
from comptoir.domain.shops.rules import read_orders
from comptoir.domain.shops.rules.values import amount_of, decimal_sign, moment_of

PARIS = ZoneInfo("Europe/Paris")

IN_FOUR_LANGUAGES = {
    "en": "Order number,Order date,Delivery date,Status,E-mail,Total,Currency,SKU,Product name,Quantity,Returnable\n"
    'MP-48213,2026-11-02,2026-11-05 10:30,Delivered,vera@courriel.example,"1,340.50",eur,B-52,Ring,2,no\n',
    "fr": "N° de commande;Date de commande;Livrée le;Statut;Courriel;Montant;Devise;Référence;Désignation;Quantité;Retournable\n"
    "MP-48213;02/11/2026;05/11/2026 10:30;Livrée;vera@courriel.example;1 340,50 €;EUR;B-52;Ring;2;non\n",
    "ro": "Nr. comandă;Data comenzii;Livrată la;Stare;Adresă e-mail;Total;Monedă;Cod produs;Denumire;Cantitate;Returnabil\n"
    "MP-48213;02.11.2026;05.11.2026 10:30;livrată;vera@courriel.example;1.340,50;EUR;B-52;Ring;2;nu\n",
    "pt": "N.º da encomenda\tData da encomenda\tEntregue em\tEstado\tE-mail do cliente\tValor\tMoeda\tReferência do produto\t"
    "Nome do produto\tQtd\tDevolvível\n"
    "MP-48213\t2026-11-02\t05/11/2026 10:30\tentregue\tvera@courriel.example\t1.340,50\tEUR\tB-52\tRing\t2\tnão\n",
}


@pytest.mark.parametrize("language", IN_FOUR_LANGUAGES)
def test_headers_delimiters_dates_and_decimals_of_four_languages_are_understood(language):
    """D2"""
    read = read_orders(IN_FOUR_LANGUAGES[language], PARIS)

    assert (list(read.mistakes), list(read.left_out)) == ([], [])
    order = read.orders["MP-48213"]
    assert (order.status, order.total, order.currency) == ("delivered", Decimal("1340.50"), "EUR")
    assert order.placed_at.astimezone(PARIS).date() == dt.date(2026, 11, 2)
    assert order.delivered_at == dt.datetime(2026, 11, 5, 10, 30, tzinfo=PARIS)
    (line,) = order.lines
    assert (line.reference, line.name, line.quantity, line.is_returnable) == ("B-52", "Ring", 2, False)


def test_several_rows_of_one_number_are_the_products_of_one_order():
    """D2"""
    read = read_orders(
        "order,date,sku,tags,shoe size\nMP-1,2026-11-02,A,engraved + gift,38\nMP-1,,B,,\nMP-2,2026-11-03,,,\n", PARIS
    )

    assert [line.reference for line in read.orders["MP-1"].lines] == ["A", "B"]
    assert read.orders["MP-1"].lines[0].tags == ("engraved", "gift")
    assert read.orders["MP-2"].lines == ()
    assert read.left_out == ["shoe size"]


def test_each_mistake_names_its_line_and_column_and_spares_the_other_orders():
    """D2: nothing is lost, nothing is guessed."""
    text = (
        "order;date;delivery date;status;e-mail;total;currency;sku;quantity\n"
        "MP-1;2026-11-02;;;;;;A;1\n"
        "MP-2;yesterday;;;;;;A;1\n"
        "MP-3;2026-11-02;2026-11-01;;;;;A;1\n"
        "MP-4;2026-11-02;;on the moon;;;;A;1\n"
        "MP-5;2026-11-02;;;vera;dear;euros;A;1\n"
        "MP-6;2026-11-02;;;;;;A;many\n"
        "MP-7;2026-11-02;;;;;;A;1\n"
        "MP-7;2026-11-03;;;;;;B;1\n"
        "MP-8;;;;;;;A;1\n"
        "4111111111111111;2026-11-02;;;;;;A;1\n"
        "MP-9;2026-11-02;;;;;;A;1;what is this\n"
    )

    read = read_orders(text, PARIS)

    assert list(read.orders) == ["MP-1", "MP-9"]
    assert [(it.line, it.field, it.code) for it in read.mistakes] == [
        (3, "placed_at", "not_date"),
        (4, "delivered_at", "delivered_before_placed"),
        (5, "status", "unknown_status"),
        (6, "total", "not_amount"),
        (7, "line.quantity", "not_quantity"),
        (9, "placed_at", "contradicts"),
        (10, "placed_at", "missing"),
        (11, "number", "card_number"),
        (12, "", "too_many_cells"),
    ]
    assert all(said(it) for it in read.mistakes)
    assert "4111" not in str(read.mistakes)
    assert said(read.mistakes[5]) == "“2026-11-03” contradicts what line 8 says of the same order."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "column_missing"),
        ("a,b\n1,2\n", "column_missing"),
        ('order,date\n"MP-1,2026-11-02\n', "not_csv"),
    ],
)
def test_what_is_no_spreadsheet_of_orders_is_said_to_be_none(text, code):
    """D2"""
    read = read_orders(text, PARIS)

    assert read.mistakes[0].code == code
    assert not read.orders


@pytest.mark.parametrize(
    ("column", "amounts"),
    [
        (["1 234,50", "12,00"], ["1234.50", "12.00"]),
        (["1,234.50", "12.00"], ["1234.50", "12.00"]),
        (["1.234", "15,20"], ["1234", "15.20"]),
        (["1,234", "15.20"], ["1234", "15.20"]),
        (["2.490 lei", "149,40 lei"], ["2490", "149.40"]),
        (["1'234.50", "1"], ["1234.50", "1"]),
        (["12", "7 €"], ["12", "7"]),
    ],
)
def test_the_sign_before_the_cents_is_told_from_the_whole_column(column, amounts):
    """D2"""
    assert [amount_of(each, decimal_sign(column)) for each in column] == list(map(Decimal, amounts))


@pytest.mark.parametrize("wrong", ["", "dear", "1,2,3", "1.2345.6", "--1"])
def test_what_is_no_amount_is_none(wrong):
    assert amount_of(wrong, ",") is None


@pytest.mark.parametrize("wrong", ["", "31/02/2026", "13/13/2026", "2026-02-30", "soon", "1/2/26"])
def test_what_is_no_date_is_none(wrong):
    assert moment_of(wrong, PARIS) is None


def test_every_mistake_has_its_sentence():
    assert all(str(sentence) for sentence in SENTENCES.values())
