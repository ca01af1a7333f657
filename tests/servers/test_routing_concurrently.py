"""Routing by several workers at once, on PostgreSQL: nobody is offered twice, no limit is exceeded, nothing is lost."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from comptoir.config.wiring import REACTIONS
from comptoir.domain.conversations.actions import close_conversation
from comptoir.domain.conversations.errors import AlreadyAnswered, ConversationIsClosed, ConversationNotFound
from comptoir.domain.conversations.models import Conversation
from comptoir.domain.routing.actions import (
    accept_offer,
    expire_offer,
    hand_back_conversation,
    mend_loads,
    note_seen,
    refuse_offer,
    seek_again,
    seek_agent,
    set_availability,
    take_conversation,
)
from comptoir.domain.routing.errors import DeskIsFull, OfferIsOver
from comptoir.domain.routing.models import Desk, Offer
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.models import Announcement
from comptoir.foundation.worker import Worker
from tests.people import a_conversation, a_member, a_shop, a_viewer
from tests.requirements import postgresql
from tests.servers.together import all_at_once

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _on_postgresql() -> None:
    postgresql()


def at_desks(members: Sequence[Any]) -> None:
    for member in members:
        set_availability(user_id=member.user_id, availability="available", now=now())


def waiting_chats(shop: Any, count: int) -> list[Conversation]:
    talks = [a_conversation(shop, now=now()) for _ in range(count)]
    Announcement.objects.all().delete()
    return talks


def expect_order(limit: int) -> None:
    """What must hold at any moment."""
    pending = Counter(Offer.objects.filter(outcome="pending").values_list("conversation_id", flat=True))
    assert all(count == 1 for count in pending.values())
    held = Conversation.objects.filter(status="active", is_live=True, assignee__isnull=False)
    weights = Counter(held.values_list("assignee__user_id", flat=True))
    weights.update(Offer.objects.filter(outcome="pending").values_list("membership__user_id", flat=True))
    for user_id, load in Desk.objects.values_list("user_id", "load"):
        assert load == weights[user_id]
        assert load <= limit


def test_many_chats_sought_for_at_once_fill_the_desks_to_the_limit_and_not_beyond():
    """A1: concurrent workers never exceed a limit."""
    shop = a_shop()
    at_desks([a_member(shop, "ambassador", name=f"A{n}", chats_at_once=2) for n in range(3)])
    talks = waiting_chats(shop, 12)

    offers = all_at_once(
        [lambda talk=talk: seek_agent(conversation_id=talk.pk, trigger="opened", now=now()) for talk in talks]
    )

    assert sum(offer is not None for offer in offers) == 6
    assert set(Desk.objects.values_list("load", flat=True)) == {2}
    expect_order(limit=2)


def test_one_chat_sought_for_by_many_workers_is_offered_once():
    """A1: never offered twice."""
    shop = a_shop()
    at_desks([a_member(shop, "ambassador", name=f"A{n}") for n in range(4)])
    [talk] = waiting_chats(shop, 1)

    offers = all_at_once(
        [lambda: seek_agent(conversation_id=talk.pk, trigger="withdrawn", now=now()) for _ in range(8)]
    )

    assert sum(offer is not None for offer in offers) == 1
    expect_order(limit=3)


def test_an_offer_accepted_refused_and_expired_at_the_same_moment_has_one_end():
    """A1, G8."""
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    for talk in waiting_chats(shop, 6):
        at_desks([amin])
        offer = seek_agent(conversation_id=talk.pk, trigger="opened", now=now())
        assert offer is not None
        ends = [
            lambda pk=offer.pk: accept_offer(offer_id=pk, user_id=amin.user_id, now=now()),
            lambda pk=offer.pk: refuse_offer(offer_id=pk, user_id=amin.user_id, now=now()),
            lambda pk=offer.pk, at=offer.expires_at: expire_offer(offer_id=pk, now=at),
        ]

        outcomes = all_at_once(random.sample(ends, 3))

        assert sum(isinstance(it, OfferIsOver) for it in outcomes) <= 1
        offer.refresh_from_db()
        talk.refresh_from_db()
        assert (offer.outcome == "accepted") == (talk.assignee_id == amin.pk)
        expect_order(limit=3)
        close_conversation(conversation_id=talk.pk, now=now())
        mend_loads(now())


def test_two_who_take_the_same_chat_do_not_both_have_it():
    """A1."""
    shop = a_shop()
    viewers = [a_viewer(a_member(shop, "ambassador", name=f"A{n}")) for n in range(4)]
    [talk] = waiting_chats(shop, 1)

    outcomes = all_at_once(
        [
            lambda viewer=viewer: take_conversation(conversation_id=talk.pk, viewer=viewer, now=now())
            for viewer in viewers
        ]
    )

    assert sum(outcome is None for outcome in outcomes) == 1
    assert all(isinstance(it, AlreadyAnswered | ConversationNotFound) for it in outcomes if it is not None)


def test_one_agent_in_many_tabs_does_not_take_more_than_their_limit():
    """A1."""
    shop = a_shop()
    amin = a_member(shop, "ambassador", chats_at_once=2)
    viewer = a_viewer(amin)
    talks = waiting_chats(shop, 6)

    outcomes = all_at_once(
        [lambda pk=talk.pk: take_conversation(conversation_id=pk, viewer=viewer, now=now()) for talk in talks]
    )

    assert sum(outcome is None for outcome in outcomes) == 2
    assert sum(isinstance(it, DeskIsFull) for it in outcomes) == 4
    assert Desk.objects.get(user_id=amin.user_id).load == 2


def test_a_busy_hour_with_several_workers_ends_in_good_order():
    """A1, A6, G8: every chat is answered or still waits, once; no announcement fails, no worker stands in another's way."""
    shop = a_shop()
    agents = [a_member(shop, "ambassador", name=f"A{n}", chats_at_once=3) for n in range(3)]
    at_desks(agents)
    ended = threading.Event()

    def visitors() -> None:
        for _ in range(12):
            a_conversation(shop, now=now())

    def agent(member: Any, seed: int) -> None:
        chance = random.Random(seed)
        while not ended.is_set():
            note_seen([member.user_id], now())
            _act(member, chance)
            ended.wait(0.02)

    def worker() -> None:
        at_work = Worker(REACTIONS)
        while not ended.is_set():
            at_work.deliver()
            seek_again(now())
            ended.wait(0.01)

    def opening() -> None:
        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(_closing_connection(visitors)) for _ in range(2)]:
                done.result()
        ended.wait(2)
        ended.set()

    acts: list[Callable[[], Any]] = [opening, *[worker] * 2]
    acts += [lambda member=member, seed=seed: agent(member, seed) for seed, member in enumerate(agents)]
    all_at_once(acts)

    Worker(REACTIONS).deliver_all()
    expect_order(limit=3)
    assert not Announcement.objects.filter(attempts__gt=0).exists()
    assert Conversation.objects.count() == 24
    accepted = set(Offer.objects.filter(outcome="accepted").values_list("conversation_id", "membership_id"))
    assert accepted >= set(Conversation.objects.exclude(assignee=None).values_list("pk", "assignee_id"))
    assert len(accepted) >= 5


def _closing_connection(act: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    return run


def _act(member: Any, chance: random.Random) -> None:
    """Do one of the things that agents do."""
    offer = Offer.objects.filter(membership=member, outcome="pending").first()
    mine = Conversation.objects.filter(assignee=member, status="active").values_list("pk", flat=True).first()
    try:
        if offer and chance.random() < 0.7:
            accept_offer(offer_id=offer.pk, user_id=member.user_id, now=now())
        elif offer:
            refuse_offer(offer_id=offer.pk, user_id=member.user_id, now=now())
        if mine and chance.random() < 0.1:
            hand_back_conversation(conversation_id=mine, viewer=a_viewer(member), now=now())
        elif mine and chance.random() < 0.5:
            close_conversation(conversation_id=mine, viewer=a_viewer(member), now=now())
        if chance.random() < 0.05:
            set_availability(user_id=member.user_id, availability="paused", now=now())
            set_availability(user_id=member.user_id, availability="available", now=now())
    except (OfferIsOver, ConversationIsClosed, ConversationNotFound, NotAllowed):
        pass  # somebody else was quicker
