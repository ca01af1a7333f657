"""A conversation that is over is rated by a link; answering opens it again, and then it is asked anew."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.conversations import actions
from comptoir.domain.conversations.actions import close_conversation, merge, rate, rate_by_link
from comptoir.domain.conversations.errors import ConversationNotFound, RatedAlready, RatingLinkElsewhere
from comptoir.domain.conversations.models import Conversation, Entry, Rating
from comptoir.domain.conversations.queries import rating_asked, rating_token
from comptoir.domain.shops.queries import KnownShop
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer, a_visitor, says

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def shop() -> KnownShop:
    return a_shop()


@pytest.fixture
def talk(shop: KnownShop) -> Conversation:
    """A request that is answered and closed: what the customer writes after that opens it again."""
    adele = a_member(shop)
    talk = a_conversation(shop, answered_by=adele)
    actions.become_request(conversation_id=talk.pk, viewer=a_viewer(adele), now=NOON)
    close_conversation(conversation_id=talk.pk, now=NOON)
    return talk


def rates(talk: Conversation, score: int, now: dt.datetime, comment: str = "") -> None:
    token = rating_token(talk, NOON)
    rate_by_link(token=token, shop_id=talk.shop_id, score=score, comment=comment, now=now)


def test_a_rating_by_link_is_told_like_one_from_the_widget(talk: Conversation) -> None:
    """D4"""
    rates(talk, 4, NOON + HOUR, "Merci")
    talk.refresh_from_db()

    assert (talk.score, talk.status) == (4, "closed")
    assert Entry.objects.filter(conversation_id=talk.pk, kind="rated").count() == 1


def test_what_the_widget_was_told_is_changed_by_the_link_for_a_day_only(talk: Conversation) -> None:
    """D4"""
    rate(conversation_id=talk.pk, visitor_id=talk.visitor_id, score=2, now=NOON)
    rates(talk, 3, NOON + HOUR)
    with pytest.raises(RatedAlready):
        rates(talk, 5, NOON + DAY)
    assert Rating.objects.get().score == 3


def test_a_changed_word_does_not_make_the_day_longer(talk: Conversation) -> None:
    """D4"""
    rates(talk, 2, NOON)
    rates(talk, 2, NOON + 23 * HOUR, "encore")
    with pytest.raises(RatedAlready):
        rates(talk, 2, NOON + 25 * HOUR, "toujours")


def test_answering_opens_a_rated_conversation_again_and_it_may_be_rated_anew_once_it_is_over(
    talk: Conversation,
) -> None:
    """D4: the same score as before is an answer too."""
    rates(talk, 2, NOON)
    says(talk, "Cela ne fonctionne toujours pas", now=NOON + 2 * DAY)
    talk.refresh_from_db()
    assert (talk.status, talk.closed_at) == ("active", None)
    with pytest.raises(RatedAlready):
        rates(talk, 5, NOON + 2 * DAY + HOUR)

    close_conversation(conversation_id=talk.pk, now=NOON + 3 * DAY)
    asked = rating_asked(rating_token(talk, NOON), talk.shop_id, NOON + 3 * DAY)
    assert (asked.score, asked.may_answer) == (0, True)
    rates(talk, 2, NOON + 3 * DAY, "Une seconde fois")
    with pytest.raises(RatedAlready):
        rates(talk, 5, NOON + 4 * DAY)
    assert Rating.objects.get().comment == "Une seconde fois"


def test_a_conversation_that_was_merged_away_is_rated_as_the_one_that_goes_on(shop: KnownShop) -> None:
    """D4"""
    adele, visitor = a_member(shop), a_visitor(shop)
    older, newer = (a_conversation(shop, visitor=visitor, answered_by=adele) for _ in range(2))
    actions.become_request(conversation_id=newer.pk, viewer=a_viewer(adele), now=NOON)
    merge(conversation_id=newer.pk, other_id=older.pk, viewer=a_viewer(adele), now=NOON)

    rates(newer, 5, NOON)

    assert Rating.objects.get().conversation_id == older.pk


def test_a_link_of_another_shop_or_of_what_is_no_more_opens_nothing(talk: Conversation) -> None:
    """A16"""
    other = a_shop("autre-maison")
    with pytest.raises(RatingLinkElsewhere):
        rating_asked(rating_token(talk, NOON), other.id, NOON)
    token, shop_id = rating_token(talk, NOON), talk.shop_id
    talk.delete()
    with pytest.raises(ConversationNotFound):
        rating_asked(token, shop_id, NOON)
