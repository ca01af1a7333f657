"""A new charter moves the date of a privacy request: the customer and whose it is are told, once. D9, G3"""

from __future__ import annotations

import pytest
import time_machine

from comptoir.domain.conversations.models import Entry, Mention
from comptoir.domain.privacy import reactions
from comptoir.domain.privacy.tests.stage import CHARTER, DAY, a_private_shop, a_talk, asks, said
from comptoir.domain.promises.actions import recompute
from comptoir.domain.promises.events import PromiseMoved
from comptoir.domain.promises.tests.test_recompute import applied
from comptoir.foundation.worker import Worker
from tests.people import NOON, a_member

pytestmark = pytest.mark.django_db
SHORTER = f'{CHARTER}rights_answered_within = "20 d"\n'


@pytest.fixture
def adele():
    return a_member(a_private_shop())


def counted_by(charter, shop_id):
    """The charter comes into force, and what it moved is told; twice, as may happen."""
    with time_machine.travel(NOON + DAY, tick=False):
        version = applied(charter, NOON + DAY)
        recompute(shop_id=shop_id, version_id=version.pk, now=NOON + DAY)
        listening = {PromiseMoved: [reactions.tell_counted_anew]}
        Worker(listening).deliver_all(NOON + DAY)


def notes(talk):
    return list(Entry.objects.filter(conversation=talk, kind="note").values_list("body", flat=True))


def test_the_customer_and_whose_it_is_learn_the_new_day(adele):
    talk = a_talk(adele.shop, adele)
    request = asks(talk, adele)
    before = len(said(talk))

    counted_by(SHORTER, adele.shop_id)

    assert len(said(talk)) == before + 1
    assert "21 December 2026" in said(talk)[-1]
    [note] = notes(talk)
    assert request.number in note
    assert Mention.objects.get(conversation=talk).membership_id == adele.pk


def test_what_is_heard_twice_is_told_once(adele):
    talk = a_talk(adele.shop, adele)
    request = asks(talk, adele)
    old_due_at = request.promise.due_at
    counted_by(SHORTER, adele.shop_id)
    request.promise.refresh_from_db()
    due_at = request.promise.due_at
    event = PromiseMoved(request.promise_id, adele.shop_id, talk.pk, "rights", "rights", old_due_at, due_at, "charter")

    writing = reactions.tell_counted_anew([event])
    assert writing
    writing()

    assert len(notes(talk)) == Mention.objects.count() == 1


def test_a_charter_that_moves_nothing_tells_nothing(adele):
    talk = a_talk(adele.shop, adele)
    asks(talk, adele)
    before = said(talk)

    counted_by(f"{CHARTER}# the same\n", adele.shop_id)

    assert said(talk) == before
    assert notes(talk) == []
