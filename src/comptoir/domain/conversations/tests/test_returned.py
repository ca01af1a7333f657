"""Messages that came back: their author finds the referent's word, whenever they come, until they have seen it. A7."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from comptoir.domain.conversations.actions import Held, assign, return_held, see_returned
from comptoir.domain.conversations.errors import HeldNotFound, MessageReturned
from comptoir.domain.conversations.queries import returned_to
from comptoir.domain.conversations.tests.strict import LINKED, a_strict_desk, writes
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON, a_member, a_viewer

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(minutes=2)


@pytest.fixture
def desk():
    return a_strict_desk()


def returned(desk, **terms) -> int:
    """Amin's message has come back from Rose while he was not there."""
    held = writes(desk.talk, desk.amin, LINKED, **terms)
    assert isinstance(held, Held)
    return_held(held_id=held.held_id, viewer=a_viewer(desk.rose), word="Sans lien, SVP", now=LATER)
    return held.held_id


def test_who_was_away_finds_the_referents_word_when_they_come_back(desk):
    """A7"""
    client_id = uuid4()
    held_id = returned(desk, client_id=client_id)
    amin = [a_viewer(desk.amin)]

    [found] = returned_to(amin, desk.talk.pk)

    assert (found.id, found.client_id, found.body) == (held_id, client_id, LINKED)
    assert (found.by, found.word, found.at) == ("Rose", "Sans lien, SVP", LATER)
    assert returned_to(amin) == [found]
    refusal = writes(desk.talk, desk.amin, LINKED, client_id=client_id)
    assert isinstance(refusal, MessageReturned)
    assert "Rose" in refusal.text()
    assert "Sans lien, SVP" in refusal.text()


def test_what_came_back_is_shown_until_its_author_has_seen_it(desk):
    """A7"""
    held_id = returned(desk)

    for _ in range(2):
        see_returned(held_id=held_id, viewer=a_viewer(desk.amin), now=LATER)

    assert returned_to([a_viewer(desk.amin)]) == []


def test_what_came_back_in_a_conversation_that_has_gone_to_others_is_shown_no_more(desk):
    """A7: it would lead an ambassador where they may not look."""
    returned(desk)
    assign(conversation_id=desk.talk.pk, membership_id=desk.adele.pk, now=LATER)

    assert returned_to([a_viewer(desk.amin)]) == []


def test_of_many_that_came_back_the_newest_are_shown(desk):
    """A7"""
    ids = [returned(desk) for _ in range(3)]

    assert [it.id for it in returned_to([a_viewer(desk.amin)], limit=2)] == ids[1:]


def test_what_came_back_is_for_its_author_alone(desk):
    """A7, A11"""
    held_id = returned(desk)
    bruno = a_member(desk.shop, "ambassador", name="Bruno")

    assert returned_to([a_viewer(desk.rose), a_viewer(bruno)]) == []
    with pytest.raises(NotAllowed):
        see_returned(held_id=held_id, viewer=a_viewer(desk.rose), now=LATER)
    with pytest.raises(HeldNotFound):
        see_returned(held_id=held_id, viewer=a_viewer(bruno), now=LATER)
