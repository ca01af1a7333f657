"""What is given or let out once, asked for by several at one moment, on SQLite as on PostgreSQL."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import pytest

from comptoir.domain.conversations.actions import approve_held
from comptoir.domain.conversations.models import Entry
from comptoir.domain.conversations.tests.strict import LINKED, a_strict_desk, writes
from comptoir.domain.offers.actions import Wanted, import_codes, make_offer, take_code
from comptoir.domain.offers.errors import EnoughForToday, NoCodeLeft
from comptoir.domain.offers.models import Code, Gift
from comptoir.domain.offers.tests.conftest import WALLET, WORDS, without_offers
from comptoir.foundation.clock import now
from tests.people import ALWAYS_OPEN, NAMES, NOON, a_conversation, a_member, a_shop, a_viewer
from tests.servers.together import all_at_once

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]
ASKS = "Bonjour, auriez-vous un code promo ?"


def a_wallet(codes: int) -> SimpleNamespace:
    """A shop with so many codes, three who answer, and a manager."""
    shop = a_shop(charter=without_offers(ALWAYS_OPEN) + WALLET)
    marc = a_viewer(a_member(shop, "manager"))
    offer = make_offer(viewer=marc, wanted=Wanted("Welcome", WORDS), now=NOON)
    text = "code\n" + "".join(f"MERCI-{n:03}\n" for n in range(codes))
    import_codes(viewer=marc, offer_id=offer.pk, text=text, now=NOON)
    team = [a_member(shop, "advisor", name=name) for name in ("Anne", "Berthe", "Carole")]
    return SimpleNamespace(shop=shop, offer=offer, team=team)


def test_one_code_that_three_take_at_once_is_given_to_one_customer() -> None:
    """A12: single use, whoever comes first; the others are told that none is left."""
    desk = a_wallet(codes=1)
    talks = [a_conversation(desk.shop, answered_by=it, body=ASKS) for it in desk.team]

    outcomes = all_at_once(
        [
            lambda talk=talk, it=it: take_code(
                viewer=a_viewer(it), conversation_id=talk.pk, offer_id=desk.offer.pk, now=NOON
            )
            for talk, it in zip(talks, desk.team, strict=True)
        ]
    )

    assert Counter(type(it) for it in outcomes) == {Gift: 1, NoCodeLeft: 2}
    assert Gift.objects.count() == 1
    assert not Code.objects.filter(is_free=True).exists()


def test_taken_twice_at_once_for_one_customer_it_is_one_code() -> None:
    """A12: two windows of one agent."""
    desk = a_wallet(codes=5)
    talk = a_conversation(desk.shop, answered_by=desk.team[0], body=ASKS)
    viewer = a_viewer(desk.team[0])

    outcomes = all_at_once(
        [lambda: take_code(viewer=viewer, conversation_id=talk.pk, offer_id=desk.offer.pk, now=NOON)] * 3
    )

    assert len({it.pk for it in outcomes}) == 1
    assert Code.objects.filter(is_free=True).count() == 4


def test_nobody_gives_more_a_day_by_giving_at_once() -> None:
    """A12: the charter allows two."""
    desk = a_wallet(codes=5)
    viewer = a_viewer(desk.team[0])
    talks = [a_conversation(desk.shop, answered_by=desk.team[0], body=ASKS) for _ in range(4)]

    outcomes = all_at_once(
        [
            lambda pk=talk.pk: take_code(viewer=viewer, conversation_id=pk, offer_id=desk.offer.pk, now=NOON)
            for talk in talks
        ]
    )

    assert Counter(type(it) for it in outcomes) == {Gift: 2, EnoughForToday: 2}


def test_a_held_message_that_three_approve_at_once_goes_out_once() -> None:
    """A7, G8: on either database; `test_holding_concurrently.py` tries what else may come together."""
    desk = a_strict_desk()
    viewers = [a_viewer(it) for it in (desk.rose, desk.marc, desk.camille)]
    for n in range(1, len(NAMES)):
        held = writes(desk.talk, desk.amin, LINKED)

        outcomes = all_at_once(
            [lambda it=it, pk=held.held_id: approve_held(held_id=pk, viewer=it, now=now()) for it in viewers]
        )

        assert len({it.seq for it in outcomes}) == 1
        assert Entry.objects.filter(conversation=desk.talk, author="agent", kind="message").count() == n
