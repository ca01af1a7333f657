"""The offer wallet at the desk (A12)."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from comptoir.domain.offers.actions import Wanted, import_codes, make_offer
from comptoir.domain.offers.models import Code, Gift, Offer
from comptoir.foundation.clock import now
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import ALWAYS_OPEN, a_conversation, a_member, a_shop, a_viewer

WALLET = '\n[offers]\nper_agent_and_day = 2\ncodes = ["MERCI-*"]\n'


@pytest.fixture
def desk(db: None) -> SimpleNamespace:
    """A shop with a wallet of one code; Adèle answers somebody who asks for it."""
    shop = a_shop(charter=ALWAYS_OPEN + WALLET)
    adele, marc = a_member(shop, "advisor"), a_member(shop, "manager")
    offer = make_offer(viewer=a_viewer(marc), wanted=Wanted("Merci", {"fr": "Voici : {code}"}), now=now())
    import_codes(viewer=a_viewer(marc), offer_id=offer.pk, text="MERCI-001", now=now())
    talk = a_conversation(shop, answered_by=adele, body="Auriez-vous un code promo ?", now=now())
    return SimpleNamespace(
        shop=shop,
        offer=offer,
        talk=talk,
        adele=adele,
        marc=marc,
        rose=a_member(shop, "referent"),
        amin=a_member(shop, "ambassador"),
    )


def signed_in(member: object) -> Client:
    client = Client()
    client.force_login(member.user)  # type: ignore[attr-defined]
    return client


def test_an_agent_takes_a_code_for_who_asked(desk: SimpleNamespace) -> None:
    client = signed_in(desk.adele)
    assert "MERCI" not in client.get(f"/console/c/{desk.talk.pk}/wallet", **AS_SCRIPT).text.replace("Merci", "")
    taken = client.post(f"/console/c/{desk.talk.pk}/wallet/{desk.offer.pk}", **AS_SCRIPT)
    assert taken.json()["words"] == "Voici : MERCI-001"
    shown = client.get(f"/console/c/{desk.talk.pk}/wallet", **AS_SCRIPT).text
    assert "MERCI-001" in shown
    gift = Gift.objects.get()
    back = client.post(f"/console/wallet/gifts/{gift.pk}/put-back", {"shop": desk.shop.id}, **AS_SCRIPT)
    assert back.status_code == 204
    assert Code.objects.get().is_free


@pytest.mark.parametrize(("who", "status"), [("rose", 403), ("marc", 403), ("amin", 404)])
def test_who_does_not_answer_takes_none(desk: SimpleNamespace, who: str, status: int) -> None:
    """A4"""
    client = signed_in(getattr(desk, who))
    answer = client.post(f"/console/c/{desk.talk.pk}/wallet/{desk.offer.pk}", **AS_SCRIPT)
    assert answer.status_code == status
    assert not Gift.objects.exists()


@pytest.mark.parametrize("who", ["adele", "amin", "rose"])
def test_only_managers_keep_the_wallet(desk: SimpleNamespace, who: str) -> None:
    """A4"""
    client = signed_in(getattr(desk, who))
    for address in ("new", f"{desk.offer.pk}"):
        assert client.get(f"/console/wallet/{address}").status_code == 403
    for address in (f"{desk.offer.pk}/codes", f"{desk.offer.pk}/stop"):
        assert client.post(f"/console/wallet/{address}", **AS_SCRIPT).status_code == 403


def test_the_list_goes_on_and_what_was_stopped_stands_apart(desk: SimpleNamespace) -> None:
    """A12"""
    for number in range(60):
        make_offer(viewer=a_viewer(desk.marc), wanted=Wanted(f"Offer {number}", {"fr": "Voici : {code}"}), now=now())
    client = signed_in(desk.marc)
    first = client.get("/console/wallet").text
    assert "without end" in first
    after = HTMLParser(first).css_first('a[href^="?after="]').attributes["href"]
    second = client.get(f"/console/wallet{after}").text
    assert [f"<b>{desk.offer.name}</b>" in it for it in (first, second)] == [False, True]
    client.post(f"/console/wallet/{desk.offer.pk}/stop", {"stop": "1"}, **AS_SCRIPT)
    assert f"<b>{desk.offer.name}</b>" not in client.get(f"/console/wallet{after}").text
    assert f"<b>{desk.offer.name}</b>" in client.get("/console/wallet?stopped=yes").text
    assert client.get("/console/wallet?after=nowhere").status_code == 400


def test_another_shops_manager_sees_nothing_of_it(desk: SimpleNamespace) -> None:
    """A4"""
    client = signed_in(a_member(a_shop("autre", charter=ALWAYS_OPEN + WALLET), "manager", name="Omar"))
    assert client.get(f"/console/wallet/{desk.offer.pk}").status_code == 404
    assert "Merci" not in client.get("/console/wallet").text
    assert "MERCI" not in client.get("/console/wallet/gifts").text


def test_codes_of_a_file_are_taken_in_and_mistakes_shown(desk: SimpleNamespace) -> None:
    file = SimpleUploadedFile("codes.csv", b"MERCI-002\nnot a code\n=cmd\n", "text/csv")
    client = signed_in(desk.marc)
    shown = client.post(f"/console/wallet/{desk.offer.pk}/codes", {"file": file})
    assert Code.objects.count() == 2
    assert "Line 2" in shown.text
    assert "codes.csv" in client.get(f"/console/wallet/{desk.offer.pk}").text


def test_an_offer_is_made_changed_and_stopped(desk: SimpleNamespace) -> None:
    client = signed_in(desk.marc)
    made = client.post(
        "/console/wallet/new",
        {"shop": desk.shop.id, "name": "Écrin", "words-fr": "Voici {code}", "ends_on": "2099-01-01"},
        **AS_SCRIPT,
    )
    offer = Offer.objects.get(name="Écrin")
    assert made.headers["X-Go-To"] == f"/console/wallet/{offer.pk}"
    client.post(f"/console/wallet/{offer.pk}/stop", {"stop": "1"}, **AS_SCRIPT)
    assert Offer.objects.get(pk=offer.pk).is_stopped
    refused = client.post(f"/console/wallet/{offer.pk}", {"name": "", "words-fr": "x"}, **AS_SCRIPT)
    assert refused.json()["code"] == "offer_mistaken"
    assert (
        client.post(
            f"/console/wallet/{offer.pk}", {"name": "a", "words-fr": "x", "ends_on": "soon"}, **AS_SCRIPT
        ).status_code
        == 400
    )


def test_the_record_shows_codes_whole_to_managers_only(desk: SimpleNamespace) -> None:
    signed_in(desk.adele).post(f"/console/c/{desk.talk.pk}/wallet/{desk.offer.pk}", **AS_SCRIPT)
    assert "MERCI-001" in signed_in(desk.marc).get("/console/wallet/gifts").text
    shown = signed_in(desk.rose).get("/console/wallet/gifts").text
    assert "MERCI-001" not in shown
    assert "MER…01" in shown
    assert signed_in(desk.rose).get("/console/wallet/gifts?state=nothing").status_code == 400
