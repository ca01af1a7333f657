"""A case on the pages of its buyer and its seller. E1, E3, E4."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from comptoir.domain.conversations.models import Attachment, Conversation, Entry
from comptoir.domain.marketplace.actions import pass_on
from comptoir.domain.marketplace.models import Case
from comptoir.domain.marketplace.tests.stage import bodies, writes
from comptoir.surfaces.market.tests.stage import ORDERS, SELLERS, a_customer_at, a_seller_at, an_upload, sends, words
from comptoir.surfaces.market.views import buyer_cases
from tests.people import NOON, a_viewer

DAY = dt.timedelta(days=1)


def last_of(case: Case, author: str) -> int:
    """Where what that side said last stands."""
    return Entry.objects.filter(conversation_id=case.pk, kind="message", author=author).latest("seq").seq


def post(client: Client, address: str, **fields: Any) -> Any:
    return client.post(address, {"once": str(uuid4())} | fields)


def test_seller_and_buyer_write_to_each_other_on_their_pages(fair: SimpleNamespace) -> None:
    """E3: each reads the other, and neither their address."""
    buyer, seller = a_customer_at(fair.shop), a_seller_at(fair.shop)
    sends(buyer)
    case = Case.objects.get()
    answered = post(seller, f"{SELLERS}cases/{case.pk}/answer", body="Enviamos outro amanhã.")
    read = words(buyer.get(f"{ORDERS}cases/{case.pk}"))
    post(buyer, f"{ORDERS}cases/{case.pk}/write", body="Muito obrigado!")
    theirs = words(seller.get(f"{SELLERS}cases/{case.pk}"))

    assert answered["Location"].endswith("?done=answered")
    assert "Enviamos outro amanhã." in read
    assert "Casa Luz" in read
    assert "apoio@casa-luz.example" not in read
    assert "Muito obrigado!" in theirs
    assert "Melo" not in theirs
    assert "joao.melo" not in theirs


def test_the_pages_say_until_when_an_answer_is_due(fair: SimpleNamespace) -> None:
    """E3: within 24 hours."""
    sends(a_customer_at(fair.shop))
    pk = Case.objects.get().pk

    assert "2 de dezembro" in words(a_customer_at(fair.shop).get(f"{ORDERS}cases/{pk}"))
    assert "2 de dezembro" in words(a_seller_at(fair.shop).get(f"{SELLERS}cases"))


def test_another_customers_or_sellers_case_is_not_there(fair: SimpleNamespace) -> None:
    """A4: read, answered, closed, opened again or fetched."""
    case = writes(fair.shop, fair.buyer, files=[])
    stranger, seller = (
        a_customer_at(fair.shop, "C-99", email="rita@correio.example"),
        a_seller_at(fair.shop, "cozinha-mar"),
    )
    key = uuid4()

    assert stranger.get(f"{ORDERS}cases/{case.pk}").status_code == 404
    for act in ("write", "close", "reopen"):
        assert post(stranger, f"{ORDERS}cases/{case.pk}/{act}", body="Olá").status_code == 404
    assert seller.get(f"{SELLERS}cases/{case.pk}").status_code == 404
    assert post(seller, f"{SELLERS}cases/{case.pk}/answer", body="Olá").status_code == 404
    assert stranger.get(f"{ORDERS}cases/{case.pk}/files/{key}").status_code == 404
    assert bodies(case) == ["O candeeiro não acende."]


def test_a_picture_is_seen_by_both_and_by_nobody_else(fair: SimpleNamespace) -> None:
    """A2, threat 13"""
    buyer = a_customer_at(fair.shop)
    sends(buyer, files=[an_upload()])
    case, file = Case.objects.get(), Attachment.objects.get()
    theirs = f"{ORDERS}cases/{case.pk}/files/{file.key}"
    shown = buyer.get(theirs)

    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert "sandbox" in shown["Content-Security-Policy"]
    assert a_seller_at(fair.shop).get(f"{SELLERS}cases/{case.pk}/files/{file.key}").status_code == 200
    assert a_customer_at(fair.shop, "C-99").get(theirs).status_code == 404
    assert a_seller_at(fair.shop, "cozinha-mar").get(f"{SELLERS}cases/{case.pk}/files/{file.key}").status_code == 404
    assert Client().get(theirs).status_code == 403


def test_a_buyer_says_that_it_is_solved_and_may_open_it_again_for_a_while(fair: SimpleNamespace) -> None:
    """D4, E1: fourteen days by this charter."""
    buyer = a_customer_at(fair.shop)
    sends(buyer)
    pk = Case.objects.get().pk
    post(buyer, f"{ORDERS}cases/{pk}/close")
    assert Conversation.objects.get(pk=pk).status == "closed"
    assert f"cases/{pk}/reopen" in buyer.get(f"{ORDERS}cases/{pk}").content.decode()
    post(buyer, f"{ORDERS}cases/{pk}/reopen")
    assert Conversation.objects.get(pk=pk).status != "closed"
    post(buyer, f"{ORDERS}cases/{pk}/close")

    Conversation.objects.filter(pk=pk).update(closed_at=NOON - 15 * DAY)
    assert f"cases/{pk}/reopen" not in buyer.get(f"{ORDERS}cases/{pk}").content.decode()
    assert post(buyer, f"{ORDERS}cases/{pk}/reopen").status_code == 409


def test_with_the_tool_off_a_seller_reads_what_was_passed_on_and_nothing_before(fair: SimpleNamespace) -> None:
    """E4: answered on the page, it goes to the team; the buyer reads it when the team has passed it on."""
    case = writes(fair.shop, fair.buyer, seller_key="cozinha-mar", places=[2])
    seller, buyer = a_seller_at(fair.shop, "cozinha-mar"), a_customer_at(fair.shop)
    here = f"{SELLERS}cases/{case.pk}"
    assert seller.get(here).status_code == 404

    pass_on(conversation_id=case.pk, seq=last_of(case, "visitor"), viewer=a_viewer(fair.adele), now=NOON)
    assert "O candeeiro não acende." in words(seller.get(here))
    post(seller, f"{here}/answer", body="Trocamos a chaleira.")
    assert "Trocamos a chaleira." not in words(buyer.get(f"{ORDERS}cases/{case.pk}"))

    pass_on(conversation_id=case.pk, seq=last_of(case, "seller"), viewer=a_viewer(fair.adele), now=NOON)
    assert "Trocamos a chaleira." in words(buyer.get(f"{ORDERS}cases/{case.pk}"))


def test_an_empty_answer_is_not_sent(fair: SimpleNamespace) -> None:
    sends(a_customer_at(fair.shop))
    pk = Case.objects.get().pk
    page = post(a_seller_at(fair.shop), f"{SELLERS}cases/{pk}/answer", body=" ")

    assert page.status_code == 400
    assert 'role="alert"' in page.content.decode()


def test_lists_come_in_pages(fair: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    """F"""
    monkeypatch.setattr(buyer_cases, "ON_A_PAGE", 2)
    for n in range(3):
        writes(fair.shop, fair.buyer, now=NOON - n * DAY)
    page = a_customer_at(fair.shop).get(f"{ORDERS}cases").content.decode()

    assert page.count('class="card') == 2
    assert "?after=" in page
