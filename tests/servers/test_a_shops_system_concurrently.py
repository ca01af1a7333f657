"""A shop's own system tells of many returns and orders at once while two workers run rules, on PostgreSQL. D2, D8, G8."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from comptoir.config.wiring import REACTIONS
from comptoir.domain.automation.models import RuleRun
from comptoir.domain.automation.rules import Acts
from comptoir.domain.automation.tests.stage import a_rule
from comptoir.domain.conversations.actions import Post, Posted
from comptoir.domain.conversations.models import Entry
from comptoir.domain.conversations.queries import tags_on
from comptoir.domain.people.rules import may
from comptoir.domain.promises.models import Promise
from comptoir.domain.promises.sweeps import SWEEPS
from comptoir.domain.returns.models import ReturnStep
from comptoir.domain.returns.tests.stage import a_returning_shop, a_talk, an_order, asks
from comptoir.domain.shops.identity import api_key, webhook_key
from comptoir.domain.shops.models import Order
from comptoir.domain.shops.rules import signed
from comptoir.foundation.models import Announcement
from comptoir.foundation.worker import Worker
from comptoir.surfaces.gateway.writer import _written
from tests.people import a_member
from tests.requirements import postgresql
from tests.servers.together import all_at_once

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]
RETURNS, TIMES = 8, 3
ORDER = {"placed_at": "2026-11-02T10:00:00+01:00", "status": "delivered"}


@pytest.fixture(autouse=True)
def _on_postgresql() -> None:
    postgresql()


@pytest.fixture
def shop() -> Any:
    return a_returning_shop()


def sends(shop: Any, what: str, told: Any) -> Callable[[], int]:
    """A signed message, as an act that returns the status of its answer."""

    def send() -> int:
        body = json.dumps({what: told}).encode()
        header = signed(webhook_key(shop), body, int(time.time()))
        address = f"/api/v1/shops/{shop.key}/webhooks/{what}"
        client = Client(raise_request_exception=False)
        return client.post(address, body, "application/json", HTTP_COMPTOIR_SIGNATURE=header).status_code

    return send


def puts(shop: Any, number: str, step: str, told: Any = None) -> Callable[[], int]:
    def put() -> int:
        address = f"/api/v1/shops/{shop.key}/returns/{number}/{step}"
        shown = {"HTTP_AUTHORIZATION": f"Bearer {api_key(shop)}"}
        client = Client(raise_request_exception=False)
        return client.put(address, json.dumps(told or {}), "application/json", **shown).status_code

    return put


def writes(talks: list[Any]) -> Callable[[], int]:
    """All customers at once, in one transaction, as the gateway writes what waits."""

    def write() -> int:
        posts = [Post(talk.pk, uuid4(), "Alors ?", visitor_id=talk.visitor_id) for talk in talks]
        outcomes = _written(posts)
        return 200 if all(isinstance(it, Posted) for it in outcomes) else 503

    return write


class Workers:
    """Two workers beside what happens."""

    def __enter__(self) -> Workers:
        self._workers = [Worker(REACTIONS, SWEEPS) for _ in range(2)]
        self._threads = [threading.Thread(target=self._run, args=(it,)) for it in self._workers]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()
        for thread in self._threads:
            thread.join(30)
        Worker(REACTIONS, SWEEPS).deliver_all()

    @staticmethod
    def _run(worker: Worker) -> None:
        try:
            worker.run()
        finally:
            connection.close()


def some_returns(shop: Any, adele: Any, first: int) -> tuple[list[Any], list[Any]]:
    """Returns, two of each order, and their conversations, of which the later ones have the earlier returns."""
    numbers = [f"MP-{first + n}" for n in range(RETURNS // 2)]
    for number in numbers:
        an_order(shop, number)
    talks = [a_talk(shop, adele, body=number) for number in [*numbers, *numbers]]
    found = []
    for n, talk in reversed(list(enumerate(talks))):
        number = numbers[n % len(numbers)]
        found.append(asks(talk, adele, {0: 1}, order_number=number, accepts=True))
    return found, talks


def test_messages_that_name_the_same_in_other_orders_while_customers_write_and_rules_run_are_all_kept(
    shop: Any,
) -> None:
    """D2, D8, G8: whom the database ends for another's sake begins anew; nobody sees it, and each step is made once."""
    adele, rose = a_member(shop, "advisor"), a_member(shop, "referent", audience="advisor")
    assert may(rose.role, "write_rules")
    a_rule(rose, "wrote", Acts(add_tags=("écrit",), priority="high"), name="Écrit")
    a_rule(rose, "wrote", Acts(note="Le client attend."), name="Note")
    for n in range(TIMES):
        returns, talks = some_returns(shop, adele, 48_300 + 100 * n)
        numbers = [it.number for it in returns]
        received = {number: {"state": "received"} for number in numbers}
        orders = {f"MP-{49_000 + k}": ORDER for k in range(20)}
        with Workers():
            statuses = all_at_once(
                [
                    sends(shop, "returns", received),
                    sends(shop, "returns", {it: received[it] for it in numbers[::3]}),
                    sends(shop, "returns", {it: received[it] for it in numbers[1::2]}),
                    *(puts(shop, it, "received") for it in numbers[:3]),
                    sends(shop, "orders", orders),
                    sends(shop, "orders", dict(reversed(orders.items()))),
                    writes(talks),
                    writes(talks[::-1]),
                ]
            )

        assert set(statuses) == {200}
        steps = ReturnStep.objects.filter(ret__in=returns, state="received")
        assert steps.count() == RETURNS == steps.values("ret").distinct().count()
        assert Promise.objects.filter(subject__in=[f"return:{it.pk}" for it in returns]).count() == RETURNS
        assert Order.objects.filter(number__in=orders).count() == len(orders)
        expect_rules_ran_once(talks)


def expect_rules_ran_once(talks: list[Any]) -> None:
    """For each message of a customer each rule once; nothing failed, and nothing waits."""
    assert list(Announcement.objects.exclude(failed_at=None)) == []
    runs = RuleRun.objects.filter(conversation__in=talks)
    assert set(runs.values_list("outcome", flat=True)) == {"done"}
    assert runs.count() == runs.values("rule", "key").distinct().count()
    for talk in talks:
        written = Entry.objects.filter(conversation=talk, kind="message", author="visitor", body="Alors ?").count()
        notes = Entry.objects.filter(conversation=talk, kind="note").count()
        assert written == 2
        assert notes >= written
        assert [tag.name for tag in tags_on([talk.pk])[talk.pk]] == ["écrit"]
