"""The ledger and routing on PostgreSQL, where a row waits for a row: both take a conversation's account before its own row. G8."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection, transaction

from comptoir.config.wiring import REACTIONS
from comptoir.domain.conversations.actions import become_request
from comptoir.domain.promises.actions import escalate
from comptoir.domain.promises.actions.books import Books
from comptoir.domain.promises.tests.test_escalate import ESCALATING
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


def _tell_all() -> None:
    try:
        Worker(REACTIONS).deliver()
    finally:
        connection.close()
