"""A return that several people move at once, on PostgreSQL: each step is made once, and no piece comes back twice. D8, G8."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

import pytest

from comptoir.domain.promises.models import Promise
from comptoir.domain.returns.actions import Refund, close_return, receive_return, refund_return
from comptoir.domain.returns.errors import NothingChosen, ReturnIsElsewhere
from comptoir.domain.returns.models import Return, ReturnStep
from comptoir.domain.returns.tests.stage import RING, a_returning_shop, a_talk, an_order, asks
from comptoir.foundation.clock import now
from tests.people import a_member, a_viewer, said
from tests.requirements import postgresql
from tests.servers.test_holding_concurrently import all_at_once

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]
TIMES = 6
SOME = Refund(Decimal("10.00"))


@pytest.fixture(autouse=True)
def _on_postgresql() -> None:
    postgresql()


@pytest.fixture
def shop():
    shop = a_returning_shop()
    an_order(shop)
    return shop


def test_two_agents_and_the_shops_system_mark_it_refunded_and_it_was_once(shop) -> None:
    """D8, G8"""
    adele, rose = a_member(shop, "advisor"), a_member(shop, "referent", audience="advisor")
    for n in range(TIMES):
        an_order(shop, f"MP-{48300 + n}")
        talk = a_talk(shop, adele, body=f"MP-{48300 + n}")
        ret = asks(talk, adele, order_number=f"MP-{48300 + n}", accepts=True)
        receive = [lambda pk=ret.pk: receive_return(return_id=pk, shop_id=shop.id, now=now())] * 3
        all_at_once(receive)
        viewers = [a_viewer(adele), a_viewer(rose)]
        all_at_once(
            [lambda it=it, pk=ret.pk: refund_return(return_id=pk, refund=SOME, viewer=it, now=now()) for it in viewers]
            + [lambda pk=ret.pk: refund_return(return_id=pk, refund=SOME, shop_id=shop.id, now=now())]
        )

        assert sorted(ReturnStep.objects.filter(ret=ret).values_list("state", flat=True)) == [
            "accepted",
            "asked",
            "received",
            "refunded",
        ]
        assert len(said(talk)) == 3
        assert Promise.objects.get(subject=f"return:{ret.pk}").state == "kept"


def test_refunded_and_closed_at_once_it_has_one_end(shop) -> None:
    """D8, G8"""
    rose = a_member(shop, "referent", audience="advisor")
    for n in range(TIMES):
        an_order(shop, f"MP-{48300 + n}")
        ret = asks(a_talk(shop, rose, body=f"MP-{48300 + n}"), rose, order_number=f"MP-{48300 + n}", accepts=True)
        receive_return(return_id=ret.pk, viewer=a_viewer(rose), now=now())

        outcomes = all_at_once(
            [
                lambda pk=ret.pk: refund_return(return_id=pk, refund=SOME, viewer=a_viewer(rose), now=now()),
                lambda pk=ret.pk: close_return(return_id=pk, viewer=a_viewer(rose), reason="condition", now=now()),
            ]
        )

        assert sum(isinstance(it, ReturnIsElsewhere) for it in outcomes) == 1
        assert ReturnStep.objects.filter(ret=ret, state__in=["refunded", "closed"]).count() == 1
        assert Promise.objects.get(subject=f"return:{ret.pk}").state in ("kept", "released")


def test_the_same_ring_asked_back_in_two_conversations_at_once_comes_back_once(shop) -> None:
    """D8, G8"""
    adele = a_member(shop, "advisor")
    for n in range(TIMES):
        number = f"MP-{48300 + n}"
        an_order(shop, number, RING)
        talks = [a_talk(shop, adele, body=number) for _ in range(3)]

        outcomes = all_at_once([lambda it=it, of=number: asks(it, adele, order_number=of) for it in talks])

        assert sum(isinstance(it, Return) for it in outcomes) == 1
        assert sum(isinstance(it, NothingChosen) for it in outcomes) == 2


def test_one_click_that_came_three_times_is_one_return(shop) -> None:
    """G8"""
    adele = a_member(shop, "advisor")
    talk, asking = a_talk(shop, adele), uuid4()

    outcomes = all_at_once([lambda: asks(talk, adele, asking_id=asking)] * 3)

    assert len({it.pk for it in outcomes}) == 1
    assert (Return.objects.count(), len(said(talk))) == (1, 1)
