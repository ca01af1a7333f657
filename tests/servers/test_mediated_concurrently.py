"""Buyer, seller and team write at one moment, on PostgreSQL: nothing is said twice, nothing is lost, nobody waits in a circle. E3, E4, G8."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from comptoir.domain.channels import actions as channels
from comptoir.domain.channels import taking
from comptoir.domain.channels.actions import CameIn
from comptoir.domain.channels.models import ReceivedMail, SentMail
from comptoir.domain.conversations.models import Entry
from comptoir.domain.marketplace import actions
from comptoir.domain.marketplace.errors import TooManyCases
from comptoir.domain.marketplace.models import Attempt, Case, Seller
from comptoir.domain.marketplace.tests.stage import (
    InProcess,
    a_buyer,
    a_market,
    a_reply,
    a_seller,
    an_order,
    letters,
    tell,
    writes,
)
from comptoir.foundation.clock import now
from tests.people import NOON, a_member, a_viewer
from tests.requirements import postgresql
from tests.servers.together import all_at_once

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _house(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    postgresql()
    settings.MAIL_DOMAIN, settings.DEMO, settings.FILES_DIR = "resposta.feira.example", True, str(tmp_path)
    monkeypatch.setitem(taking.TAKERS, "seller", actions.take_seller_letter)


@pytest.fixture
def shop():
    shop = a_market()
    an_order(shop)
    a_seller(shop)
    a_seller(shop, "cozinha-mar", is_on=False, name="Cozinha Mar", support_name="")
    return shop


def test_two_answers_of_a_seller_at_once_both_reach_the_buyer_once(shop) -> None:
    """E3, threat 27: each applied by two workers."""
    case = writes(shop, a_buyer(shop))
    tell()
    first = letters(case)[0]
    to = str(a_reply(first, "x")["To"]).rpartition("<")[2].strip("> ")
    raws = [a_reply(first, f"Resposta {n}. Ligue 912 345 678.").as_bytes() for n in range(4)]
    came = [CameIn("catcher", f"n{n}", raw, envelope_to=(to,), received_at=NOON) for n, raw in enumerate(raws)]
    ids = channels.keep_mails(came, now=NOON)

    all_at_once([lambda pk=pk: channels.apply_mail(pk, now=NOON, reader=InProcess()) for pk in [*ids, *ids]])
    tell()

    assert set(ReceivedMail.objects.values_list("state", flat=True)) == {"applied"}
    assert Entry.objects.filter(conversation_id=case.pk, author="seller", kind="message").count() == 4
    assert SentMail.objects.filter(conversation_id=case.pk, party="customer", template="relay").count() == 4
    assert Attempt.objects.get(side="seller", kind="phone_number").number == 4


def test_buyer_seller_and_team_at_once_wait_in_no_circle(shop) -> None:
    """E8, G8"""
    buyer, adele, rose = a_buyer(shop), a_member(shop, "advisor"), a_member(shop, "referent", audience="advisor")
    case = writes(shop, buyer)
    tell()
    seller = Seller.objects.get(key="casa-luz")

    outcomes = all_at_once(
        [
            lambda: actions.write_to_case(
                conversation_id=case.pk, buyer=buyer, body="Olá?", client_id=uuid4(), now=now()
            ),
            lambda: actions.answer_as_seller(
                conversation_id=case.pk, seller_id=seller.pk, body="Sim?", client_id=uuid4(), now=now()
            ),
            lambda: actions.step_in(conversation_id=case.pk, viewer=a_viewer(adele), now=now()),
            lambda: actions.switch_off(seller_id=seller.pk, now=now()),
            lambda: actions.give_back(conversation_id=case.pk, viewer=a_viewer(rose), now=now()),
            lambda: actions.relay(case.pk, 2, now()),
        ]
    )

    assert len(outcomes) == 6
    assert Case.objects.get(pk=case.pk).turn in ("seller", "support", "buyer")
    seqs = list(Entry.objects.filter(conversation_id=case.pk).order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, len(seqs) + 1))


def test_two_colleagues_pass_one_message_on_once(shop) -> None:
    """E4"""
    adele, rose = a_member(shop, "advisor"), a_member(shop, "referent", audience="advisor")
    kettle = {"seller_key": "cozinha-mar", "places": [2], "reason": "missing_item", "answers": {"what": "Tampa"}}
    case = writes(shop, a_buyer(shop), **kettle)
    viewers = [a_viewer(adele), a_viewer(rose)]

    outcomes = all_at_once(
        [lambda it=it: actions.pass_on(conversation_id=case.pk, seq=2, viewer=it, now=now()) for it in viewers]
    )

    assert sum(isinstance(it, int) for it in outcomes) == 1
    assert Entry.objects.filter(conversation_id=case.pk, author="agent", kind="message").count() == 1


def test_of_five_cases_opened_at_once_three_are(shop) -> None:
    """Threat 19"""
    buyer = a_buyer(shop)

    outcomes = all_at_once([lambda: writes(shop, buyer) for _ in range(5)])

    assert sum(isinstance(it, TooManyCases) for it in outcomes) == 2
    assert Case.objects.count() == 3
