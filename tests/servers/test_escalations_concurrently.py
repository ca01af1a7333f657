"""A request that several people escalate at once, on PostgreSQL: it goes on once, and its customer is told once. D3, D5, G8."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.conversations.actions import choose_topic
from comptoir.domain.conversations.models import Entry
from comptoir.domain.promises.actions import escalate, hear, tell_steps
from comptoir.domain.promises.models import Escalation
from comptoir.domain.promises.tests.test_escalate import ESCALATING, told
from comptoir.foundation.clock import now
from tests.people import a_conversation, a_member, a_shop, a_viewer, says
from tests.requirements import postgresql
from tests.servers.test_holding_concurrently import all_at_once

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]
TIMES = 6
HOURS = dt.timedelta(hours=2)


@pytest.fixture(autouse=True)
def _on_postgresql() -> None:
    postgresql()


def test_two_agents_and_the_worker_at_once_tell_the_customer_once() -> None:
    """D3, D5, G8: whoever comes second finds it done; the ledger hears of it meanwhile, and nobody waits for ever."""
    shop = a_shop(charter=ESCALATING)
    adele, rose = a_member(shop), a_member(shop, "referent", audience="advisor")
    for _ in range(TIMES):
        talk = a_conversation(shop, leave_message=True, answered_by=adele, language="en", now=now())
        choose_topic(conversation_id=talk.pk, viewer=None, topic="after_sales", now=now())
        asked = {"conversation_id": talk.pk, "level": "product_owner", "why": "The setting is loose."}
        outcomes = all_at_once(
            [
                lambda it=it, asked=asked: escalate(viewer=a_viewer(it), now=now(), **asked)
                for it in (adele, rose, adele, rose)
            ]
            + [lambda pk=talk.pk: hear([pk], now()), lambda pk=talk.pk: tell_steps(conversation_id=pk, now=now())]
        )

        assert [it for it in outcomes if isinstance(it, Exception)] == []
        assert Escalation.objects.filter(conversation_id=talk.pk).count() == 1
        assert Entry.objects.filter(conversation_id=talk.pk, kind="escalated").count() == 1
        assert len(told(talk)) == 1


def test_a_move_that_two_workers_tell_of_is_told_once() -> None:
    """D5, G8"""
    shop = a_shop(charter=ESCALATING)
    adele = a_member(shop)
    for _ in range(TIMES):
        begun = now() - dt.timedelta(days=3)
        talk = a_conversation(shop, leave_message=True, answered_by=adele, language="en", now=begun)
        choose_topic(conversation_id=talk.pk, viewer=None, topic="after_sales", now=begun)
        asked = {"conversation_id": talk.pk, "level": "product_owner", "why": "The setting is loose."}
        escalate(viewer=a_viewer(adele), now=begun, **asked)
        says(talk, "Avez-vous la facture ?", by=adele, now=begun + HOURS)
        says(talk, "La voici.", now=begun + dt.timedelta(days=2))
        hear([talk.pk], now())

        outcomes = all_at_once([lambda pk=talk.pk: tell_steps(conversation_id=pk, now=now())] * 4)

        assert [it for it in outcomes if isinstance(it, Exception)] == []
        assert len(told(talk)) == 2
