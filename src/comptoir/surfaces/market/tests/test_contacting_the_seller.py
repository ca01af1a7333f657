"""The form by which a buyer writes to a seller. E1, E3."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from comptoir.domain.conversations.models import Attachment, Entry
from comptoir.domain.marketplace.models import Case
from comptoir.domain.marketplace.tests.stage import ORDER, an_order
from comptoir.surfaces.market.limits import LETTERS_A_MINUTE
from comptoir.surfaces.market.tests.stage import CONTACT, ORDERS, a_customer_at, an_upload, sends, words


def test_a_buyer_writes_to_the_seller_of_what_they_received(fair: SimpleNamespace) -> None:
    """E1: with a reason, the products, what the reason asks, words and pictures."""
    client = a_customer_at(fair.shop)
    asked = words(client.get(CONTACT))
    sent = sends(client, files=[an_upload(), an_upload("b.jpg")])
    case = Case.objects.get()

    assert all(word in asked for word in ("Garantia", "Artigo em falta", "Artigo errado", "O que não funciona?"))
    assert sent["Location"] == f"{ORDERS}cases/{case.pk}?done=opened"
    assert (case.order_number, case.seller.key, case.reason) == (ORDER, "casa-luz", "warranty")
    assert [line["name"] for line in case.lines] == ["Candeeiro Farol"]
    assert Attachment.objects.filter(conversation_id=case.pk).count() == 2
    assert "Parou ontem." in words(client.get(sent["Location"]))


def test_the_form_is_taken_once_however_often_it_is_sent(fair: SimpleNamespace) -> None:
    """R1"""
    client, once = a_customer_at(fair.shop), str(uuid4())
    first, again = sends(client, once=once), sends(client, once=once)

    assert first["Location"] == again["Location"]
    assert Case.objects.count() == 1


def test_it_is_open_for_delivered_orders_alone_and_the_page_says_why(fair: SimpleNamespace) -> None:
    """E1"""
    an_order(fair.shop, "P-2026-000500", status="shipped", delivered_at=None)
    client = a_customer_at(fair.shop)
    page = client.get(f"{ORDERS}order/P-2026-000500")

    assert f"{ORDERS}contact/P-2026-000500" not in page.content.decode()
    assert f"{ORDERS}contact/{ORDER}" in client.get(f"{ORDERS}order/{ORDER}").content.decode()
    assert sends(client, f"{ORDERS}contact/P-2026-000500?seller=casa-luz").status_code == 409
    assert not Case.objects.exists()


def test_another_customers_order_is_not_there(fair: SimpleNamespace) -> None:
    """A4"""
    client = a_customer_at(fair.shop, "C-99", email="rita@correio.example")

    assert client.get(f"{ORDERS}order/{ORDER}").status_code == 404
    assert client.get(CONTACT).status_code == 404
    assert sends(client).status_code == 404
    assert ORDER not in words(client.get(ORDERS))
    assert not Case.objects.exists()


def test_a_seller_who_sold_nothing_of_the_order_cannot_be_written_to(fair: SimpleNamespace) -> None:
    """E1"""
    client = a_customer_at(fair.shop)
    assert client.get(f"{ORDERS}contact/{ORDER}?seller=somebody-else").status_code == 404
    assert client.get(f"{ORDERS}contact/{ORDER}").status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": None},
        {"reason": "delivery"},
        {"body": "  "},
        {"line": None},
        {"line": ["2"]},
        {"q-warranty-fault": ""},
        {"once": "x"},
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_written_is_lost(fair: SimpleNamespace, fields: Any) -> None:
    """E1"""
    client = a_customer_at(fair.shop)
    page = sends(client, **{"body": "A luz tremelica.", **fields})

    assert page.status_code == 400
    assert 'role="alert"' in page.content.decode()
    assert "body" in fields or "A luz tremelica." in words(page)
    assert not Case.objects.exists()


@pytest.mark.parametrize("name", ["virus.exe", "carta.docx", "foto.jpg"])
def test_what_is_no_picture_is_refused_by_name(fair: SimpleNamespace, name: str) -> None:
    """Threat 13: nothing is opened, and everything written stays."""
    page = sends(a_customer_at(fair.shop), files=[SimpleUploadedFile(name, b"MZ\x90\x00 nothing to see")])

    assert page.status_code == 400
    assert name in words(page)
    assert "Parou ontem." in words(page)
    assert not Case.objects.exists()


def test_six_files_at_once_are_too_many(fair: SimpleNamespace) -> None:
    """A22"""
    page = sends(a_customer_at(fair.shop), files=[an_upload(f"{n}.jpg") for n in range(6)])
    assert page.status_code == 413
    assert not Case.objects.exists()


def test_two_sellers_of_one_order_have_a_case_each(fair: SimpleNamespace) -> None:
    """E1"""
    client = a_customer_at(fair.shop)
    sends(client)
    sends(client, f"{ORDERS}contact/{ORDER}?seller=cozinha-mar", line=["2"])

    assert sorted(Case.objects.values_list("seller__key", "is_direct")) == [("casa-luz", True), ("cozinha-mar", False)]


def test_the_buyer_is_told_what_was_removed(fair: SimpleNamespace) -> None:
    """E7: masked for the seller, and said to be."""
    sent = sends(a_customer_at(fair.shop), body="Escreva-me para joao.melo@correio.example, por favor.")
    page = words(a_customer_at(fair.shop).get(sent["Location"]))

    assert "joao.melo@correio.example" not in Entry.objects.get(kind="message").body
    assert "joao.melo@correio.example" not in page
    assert "[contacto removido]" in page


def test_other_sites_forms_are_not_taken(fair: SimpleNamespace) -> None:
    """A10"""
    client = a_customer_at(fair.shop)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies

    assert sends(strict).status_code == 403
    assert not Case.objects.exists()


def test_many_letters_in_a_minute_are_too_many(fair: SimpleNamespace) -> None:
    """Threat 19"""
    client = a_customer_at(fair.shop)
    answers = [sends(client, reason=None).status_code for _ in range(LETTERS_A_MINUTE + 1)]
    assert answers[-2:] == [400, 429]


def test_the_form_needs_no_script(fair: SimpleNamespace) -> None:
    """F"""
    page = a_customer_at(fair.shop).get(CONTACT).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert "onclick" not in page
    assert "style=" not in page


def test_orders_ask_the_database_few_things(fair: SimpleNamespace, django_assert_max_num_queries: Any) -> None:
    for n in range(8):
        an_order(fair.shop, f"P-2026-0006{n:02}")
    client = a_customer_at(fair.shop)
    client.get(ORDERS)
    with django_assert_max_num_queries(8):
        client.get(ORDERS)
