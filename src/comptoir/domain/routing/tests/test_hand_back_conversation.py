"""Giving a conversation back."""

from __future__ import annotations

import pytest

from comptoir.domain.routing.actions import hand_back_conversation, seek_again
from comptoir.domain.routing.tests.stage import asked, at_desk, later, load_of, tell
from comptoir.foundation.errors import NotAllowed
from tests.people import a_conversation, a_member, a_shop, a_viewer, says

pytestmark = pytest.mark.django_db


def give_back(talk, member, now) -> None:
    hand_back_conversation(conversation_id=talk.pk, viewer=a_viewer(member), now=now)
    tell(now)


def test_what_is_given_back_is_offered_to_somebody_else_and_keeps_its_place():
    """A6: never a dropped conversation."""
    shop = a_shop()
    amin, awa = (a_member(shop, "ambassador", name=name) for name in ("Amin", "Awa"))
    at_desk(amin)
    at_desk(awa, load=2)
    talk = a_conversation(shop, answered_by=amin)
    tell()

    give_back(talk, amin, later(20))

    talk.refresh_from_db()
    assert (talk.status, talk.assignee_id, talk.waiting_since) == ("waiting", None, talk.opened_at)
    assert asked(talk) == [("Awa", "pending")]
    assert load_of(amin) == 0


def test_who_gave_it_back_is_asked_again_only_when_nobody_else_took_it():
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin)
    talk = a_conversation(shop, answered_by=amin)
    tell()

    give_back(talk, amin, later(1))
    assert asked(talk) == []
    seek_again(later(10))
    assert asked(talk) == []
    seek_again(later(11))

    assert asked(talk) == [("Amin", "pending")]


def test_only_who_answers_or_watches_gives_it_back():
    """A11."""
    shop = a_shop()
    adele, aline = a_member(shop, "advisor"), a_member(shop, "advisor", name="Aline")
    talk = a_conversation(shop, page_url="https://www.maison-perle.example/mon-compte/", answered_by=adele)
    says(talk, "Bonjour", by=adele)

    with pytest.raises(NotAllowed):
        give_back(talk, aline, later(1))
    give_back(talk, a_member(shop, "referent"), later(2))

    talk.refresh_from_db()
    assert talk.assignee_id is None
