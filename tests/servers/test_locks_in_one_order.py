"""Those who change the same conversations on PostgreSQL, where a row waits for a row: all take their locks in one order. G8."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from django.db import connection, transaction

from comptoir.config.wiring import REACTIONS
from comptoir.domain.automation.actions import move_rule, write_rule
from comptoir.domain.automation.models import Rule
from comptoir.domain.automation.rules import Acts, Conditions
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.conversations.actions import become_request, choose_category
from comptoir.domain.conversations.models import LearntCategory
from comptoir.domain.promises.actions import escalate
from comptoir.domain.promises.actions.books import Books
from comptoir.domain.promises.tests.test_escalate import ESCALATING
from comptoir.domain.returns.actions import receive_return
from comptoir.domain.returns.models import Return, ReturnedOrder
from comptoir.domain.returns.tests.stage import a_returning_shop, a_talk, an_order, asks
from comptoir.domain.shops.identity import webhook_key
from comptoir.domain.shops.rules import signed
from comptoir.foundation.clock import now
from comptoir.foundation.models import Announcement
from comptoir.foundation.worker import Worker
from tests.people import a_conversation, a_member, a_shop, a_viewer
from tests.requirements import postgresql

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _on_postgresql() -> None:
    postgresql()


def _is_waited_for() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def _begin_to_wait() -> None:
    until = time.monotonic() + 10
    while not _is_waited_for():
        assert time.monotonic() < until, "nobody waits"


def test_who_escalates_while_the_worker_tells_of_the_same_request_waits_for_it_and_no_longer() -> None:
    """D3, G8: neither is thrown out because each holds what the other wants."""
    shop = a_shop(charter=ESCALATING)
    adele = a_member(shop)
    talk = a_conversation(shop, answered_by=adele, language="en", now=now())
    Worker(REACTIONS).deliver_all()
    become_request(conversation_id=talk.pk, viewer=a_viewer(adele), now=now())
    worker = threading.Thread(target=_tell_all)
    with transaction.atomic():
        Books([talk.pk], now())
        worker.start()
        _begin_to_wait()
        asked = {"conversation_id": talk.pk, "level": "product_owner", "why": "The setting is loose."}
        escalate(viewer=a_viewer(adele), now=now(), **asked)
    worker.join(20)

    assert list(Announcement.objects.filter(attempts__gt=0).values_list("name", "last_error")) == []


def test_a_message_of_several_returns_and_an_agent_who_moves_one_of_them_wait_for_each_other(client) -> None:
    """D8, G8: two orders of one customer come back by one conversation."""
    shop = a_returning_shop()
    adele = a_member(shop)
    talk = a_talk(shop, adele, body="MP-48213 et MP-48214", now=now())
    for number in ("MP-48213", "MP-48214"):
        an_order(shop, number)
    first, second = (
        asks(talk, adele, order_number=number, accepts=True, now=now()) for number in ("MP-48213", "MP-48214")
    )
    answers: list[int] = []
    machine = threading.Thread(
        target=_with_its_own, args=(lambda: answers.append(_tells(client, shop, first, second)),)
    )
    with transaction.atomic():
        ReturnedOrder.objects.select_for_update().get(pk=second.order_id)
        machine.start()
        _begin_to_wait()
        receive_return(return_id=second.pk, viewer=a_viewer(adele), now=now())
    machine.join(20)

    assert answers == [200]
    assert {it.state for it in Return.objects.all()} == {"received"}


def test_who_moves_a_rule_waits_for_those_that_run() -> None:
    """F, G8: rules are locked in the order of their list, by whoever locks them."""
    shop = a_shop()
    boss = a_viewer(a_member(shop, "manager"))
    facts = {"when": "wrote", "conditions": Conditions(), "acts": Acts(priority="high"), "now": now()}
    first, second = (write_rule(viewer=boss, rule_id=None, name=name, **facts) for name in ("One", "Two"))
    moved: list[bool] = []

    def move() -> None:
        move_rule(viewer=boss, rule_id=second.pk, is_up=True)
        moved.append(True)

    thread = threading.Thread(target=_with_its_own, args=(move,))
    with transaction.atomic():
        Rule.objects.select_for_update().get(pk=first.pk)
        thread.start()
        _begin_to_wait()
        Rule.objects.select_for_update().get(pk=second.pk)
    thread.join(20)

    assert moved == [True]


def test_two_who_correct_categories_there_and_back_wait_for_each_other() -> None:
    """D2, G8"""
    shop = a_shop()
    rose = a_viewer(a_member(shop, "referent"))
    one, other = (a_conversation(shop, body="Ma bague est cassée", now=now()) for _ in range(2))
    topics = sorted(charter_in_force(shop.id, now())[1].topics)[:2]
    for talk, category in zip((one, other), topics, strict=True):
        choose_category(conversation_id=talk.pk, viewer=rose, category=category, now=now())
    first, second = (LearntCategory.objects.get(category=category) for category in topics)
    done: list[bool] = []

    def correct() -> None:
        choose_category(conversation_id=other.pk, viewer=rose, category=topics[0], now=now())
        done.append(True)

    thread = threading.Thread(target=_with_its_own, args=(correct,))
    with transaction.atomic():
        LearntCategory.objects.select_for_update().get(pk=first.pk)
        thread.start()
        _begin_to_wait()
        LearntCategory.objects.select_for_update().get(pk=second.pk)
    thread.join(20)

    assert done == [True]


def _tells(client, shop, *returns) -> int:
    body = msgspec.json.encode({"returns": {it.number: {"state": "received"} for it in returns}})
    header = signed(webhook_key(shop), body, int(now().timestamp()))
    address = f"/api/v1/shops/{shop.key}/webhooks/returns"
    answer = client.post(address, body, content_type="application/json", HTTP_COMPTOIR_SIGNATURE=header)
    return int(answer.status_code)


def _tell_all() -> None:
    _with_its_own(Worker(REACTIONS).deliver)


def _with_its_own(act: Callable[[], Any]) -> None:
    try:
        act()
    finally:
        connection.close()
