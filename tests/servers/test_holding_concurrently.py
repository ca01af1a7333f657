"""A held message that several people settle at once, on PostgreSQL: one of them does, and it goes out once or not at all."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from comptoir.domain.conversations.actions import (
    Held,
    Posted,
    approve_held,
    assign,
    close_conversation,
    return_held,
    withdraw_held,
)
from comptoir.domain.conversations.errors import HeldIsSettled
from comptoir.domain.conversations.models import Entry, HeldMessage
from comptoir.domain.conversations.tests.strict import LINKED, a_strict_desk, writes
from comptoir.foundation.clock import now
from tests.people import a_viewer
from tests.requirements import postgresql
from tests.servers.together import all_at_once

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]
TIMES = 8


@pytest.fixture(autouse=True)
def _on_postgresql() -> None:
    postgresql()


def answers(talk: Any) -> int:
    return Entry.objects.filter(conversation=talk, author="agent", kind="message").count()


def test_two_who_approve_at_once_post_once() -> None:
    """A7, G8."""
    desk = a_strict_desk()
    viewers = [a_viewer(it) for it in (desk.rose, desk.marc, desk.camille)]
    for n in range(1, TIMES + 1):
        held = writes(desk.talk, desk.amin, LINKED)

        outcomes = all_at_once(
            [lambda it=it, pk=held.held_id: approve_held(held_id=pk, viewer=it, now=now()) for it in viewers]
        )

        assert len({outcome.seq for outcome in outcomes}) == 1
        assert answers(desk.talk) == n


def test_approved_returned_and_taken_back_at_once_it_has_one_end() -> None:
    """A7, G8."""
    desk = a_strict_desk()
    rose, marc, amin = (a_viewer(it) for it in (desk.rose, desk.marc, desk.amin))
    for _ in range(TIMES):
        before = answers(desk.talk)
        pk = writes(desk.talk, desk.amin, LINKED).held_id

        outcomes = all_at_once(
            [
                lambda pk=pk: approve_held(held_id=pk, viewer=rose, now=now()),
                lambda pk=pk: return_held(held_id=pk, viewer=marc, word="Non", now=now()),
                lambda pk=pk: withdraw_held(held_id=pk, viewer=amin, now=now()),
            ]
        )

        assert sum(isinstance(it, HeldIsSettled) for it in outcomes) == 2
        is_approved = HeldMessage.objects.get(pk=pk).outcome == "approved"
        assert answers(desk.talk) - before == is_approved


def test_sent_many_times_at_once_it_is_held_once() -> None:
    """G8."""
    desk = a_strict_desk()
    client_id = uuid4()

    outcomes = all_at_once([lambda: writes(desk.talk, desk.amin, LINKED, client_id=client_id)] * 6)

    assert len({outcome.held_id for outcome in outcomes}) == 1
    assert all(isinstance(it, Held) for it in outcomes)
    assert HeldMessage.objects.count() == 1


def test_sent_again_while_it_is_approved_it_is_posted_once() -> None:
    """G8."""
    desk = a_strict_desk()
    rose = a_viewer(desk.rose)
    for n in range(1, TIMES + 1):
        client_id = uuid4()
        pk = writes(desk.talk, desk.amin, LINKED, client_id=client_id).held_id

        resends = [lambda it=client_id: writes(desk.talk, desk.amin, LINKED, client_id=it)] * 3
        outcomes = all_at_once([lambda pk=pk: approve_held(held_id=pk, viewer=rose, now=now()), *resends])

        assert all(isinstance(it, Held | Posted) for it in outcomes)
        assert answers(desk.talk) == n


def test_approved_while_a_colleague_takes_the_chat_or_it_is_closed_it_goes_out_or_lapses_and_nothing_between() -> None:
    """A6, A7."""
    desk = a_strict_desk()
    rose = a_viewer(desk.rose)
    ends = [
        lambda: assign(conversation_id=desk.talk.pk, membership_id=desk.adele.pk, now=now()),
        lambda: close_conversation(conversation_id=desk.talk.pk, now=now()),
    ]
    for end in ends:
        assign(conversation_id=desk.talk.pk, membership_id=desk.amin.pk, now=now())
        before = answers(desk.talk)
        pk = writes(desk.talk, desk.amin, LINKED).held_id

        all_at_once([lambda pk=pk: approve_held(held_id=pk, viewer=rose, now=now()), end])

        held = HeldMessage.objects.get(pk=pk)
        assert held.outcome in ("approved", "lapsed")
        assert answers(desk.talk) - before == (held.outcome == "approved")
