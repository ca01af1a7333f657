"""The visitor turns to the other audience."""

from __future__ import annotations

import pytest

from comptoir.domain.conversations.actions import choose_topic, close_conversation
from comptoir.domain.conversations.errors import ConversationIsClosed, ConversationNotFound
from comptoir.domain.routing.actions import ask_other_audience
from comptoir.domain.routing.errors import OtherAudienceNotPossible
from comptoir.domain.routing.tests.stage import asked, at_desk, later, load_of, tell
from tests.people import ALWAYS_OPEN, a_conversation, a_member, a_shop, a_visitor

pytestmark = pytest.mark.django_db

RINGS_PAGE = "https://www.maison-perle.example/alliances/or"


def test_the_visitor_is_put_before_the_other_audience_and_rings_no_longer_at_the_first():
    """A3."""
    shop = a_shop()
    amin, adele = a_member(shop, "ambassador"), a_member(shop, "advisor")
    at_desk(amin)
    at_desk(adele)
    talk = a_conversation(shop, page_url=RINGS_PAGE, asked_for="ambassador")
    tell()

    chosen = ask_other_audience(conversation_id=talk.pk, visitor=talk.visitor, now=later(20))
    tell(later(20))

    talk.refresh_from_db()
    assert chosen == talk.audience == "advisor"
    assert asked(talk) == [("Amin", "withdrawn"), ("Adèle", "pending")]
    assert load_of(amin) == 0


def test_where_the_charter_gives_no_choice_the_visitor_has_none():
    """A3."""
    charter = ALWAYS_OPEN + '\n[chat]\nfallback = ["message"]\n'
    talk = a_conversation(a_shop(charter=charter))

    with pytest.raises(OtherAudienceNotPossible):
        ask_other_audience(conversation_id=talk.pk, visitor=talk.visitor, now=later(20))


def test_a_topic_that_only_one_audience_answers_has_no_other():
    """A5."""
    talk = a_conversation(a_shop(), page_url="https://www.maison-perle.example/mon-compte/")
    choose_topic(conversation_id=talk.pk, viewer=None, topic="after_sales", now=later(1))

    with pytest.raises(OtherAudienceNotPossible):
        ask_other_audience(conversation_id=talk.pk, visitor=talk.visitor, now=later(20))


def test_a_conversation_that_somebody_answers_stays_with_them():
    shop = a_shop()
    talk = a_conversation(shop, answered_by=a_member(shop, "ambassador"))

    assert ask_other_audience(conversation_id=talk.pk, visitor=talk.visitor, now=later(20)) == "ambassador"


def test_it_is_the_visitor_s_own_and_open():
    """A11."""
    shop = a_shop()
    talk = a_conversation(shop)
    with pytest.raises(ConversationNotFound):
        ask_other_audience(conversation_id=talk.pk, visitor=a_visitor(shop), now=later(1))

    close_conversation(conversation_id=talk.pk, now=later(2))
    with pytest.raises(ConversationIsClosed):
        ask_other_audience(conversation_id=talk.pk, visitor=talk.visitor, now=later(3))
