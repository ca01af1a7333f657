"""What may come back is computed from the day of delivery, and said in words. D8."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.models import Conversation
from comptoir.domain.returns.actions import accept_return, refuse_return
from comptoir.domain.returns.errors import NoteMissing, NothingChosen, NotReturnable, OrderNotHere, ReasonUnknown
from comptoir.domain.returns.models import Return, ReturnStep
from comptoir.domain.returns.queries import returnable
from comptoir.domain.returns.tests.stage import (
    DAY,
    ENGRAVED,
    RING,
    SHOWPIECE,
    a_returning_shop,
    a_talk,
    an_order,
    asks,
    same_id,
)
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON, a_conversation, a_member, a_viewer, said, says


def offered(talk, member, now=NOON):
    talk = Conversation.objects.select_related("visitor", "customer").get(pk=talk.pk)
    return returnable(talk, a_viewer(member), now)


def test_each_product_says_until_when_it_may_come_back_or_why_it_may_not(desk):
    """D8"""
    an_order(desk.shop, "MP-48213", RING, ENGRAVED, SHOWPIECE)

    (order,) = offered(desk.talk, desk.adele)

    assert [(it.left, it.may.why) for it in order.pieces] == [
        (2, "in_time"),
        (1, "kind_excluded"),
        (1, "line_excluded"),
    ]
    assert order.pieces[0].may.until == dt.datetime(2026, 12, 26, 23, tzinfo=dt.UTC)


def test_what_was_delivered_too_long_ago_or_not_yet_says_so(desk):
    """D8"""
    an_order(desk.shop, delivered=31)
    assert [it.may.why for it in offered(desk.talk, desk.adele)[0].pieces] == ["too_late"]
    an_order(desk.shop, delivered=None)
    assert [it.may.why for it in offered(desk.talk, desk.adele)[0].pieces] == ["not_delivered"]


def test_who_asks_on_the_last_day_has_asked_in_time_whenever_it_is_read(desk):
    """D8"""
    an_order(desk.shop, delivered=30)

    assert offered(desk.talk, desk.adele, NOON + 3 * DAY)[0].pieces[0].may.is_allowed
    says(desk.talk, "Alors ?", now=NOON + 3 * DAY)
    assert not offered(desk.talk, desk.adele, NOON + 3 * DAY)[0].pieces[0].may.is_allowed


def test_a_whole_order_or_some_of_it_is_written_down_and_the_customer_is_told(desk):
    """D8"""
    one = asks(desk.talk, desk.adele, {0: 1})
    rest = asks(desk.talk, desk.adele)

    assert [(it.is_whole, it.lines.get().quantity) for it in (one, rest)] == [(False, 1), (False, 1)]
    assert said(desk.talk)[0] == (
        "We have noted that you would like to return Bague Rivage (order MP-48213). "
        "We are checking it and will tell you here."
    )
    with pytest.raises(NothingChosen):
        asks(desk.talk, desk.adele)


def test_what_was_refused_may_be_asked_again(desk):
    """D8"""
    ret = asks(desk.talk, desk.adele)
    refuse_return(return_id=ret.pk, viewer=a_viewer(desk.adele), reason="condition", now=NOON)

    assert asks(desk.talk, desk.adele).is_whole


@pytest.mark.parametrize("pieces", [{}, {0: 3}, {0: 0}, {0: -1}, {5: 1}, {-1: 1}])
def test_no_more_comes_back_than_was_bought(desk, pieces):
    """D8"""
    with pytest.raises(NothingChosen):
        asks(desk.talk, desk.adele, pieces)
    assert not Return.objects.exists()


def test_the_same_asking_twice_asks_once(desk):
    """D8, G8"""
    assert asks(desk.talk, desk.adele, asking_id=same_id()) == asks(desk.talk, desk.adele, asking_id=same_id())
    assert (Return.objects.count(), ReturnStep.objects.count(), len(said(desk.talk))) == (1, 1, 1)


def test_accepted_in_the_same_breath_the_customer_is_told_once(desk):
    """D8"""
    ret = asks(desk.talk, desk.adele, accepts=True)

    assert [step.state for step in ret.steps.order_by("pk")] == ["asked", "accepted"]
    assert said(desk.talk) == [
        f"Your return {ret.number} is accepted: 2 × Bague Rivage (order MP-48213). "
        f"Please write {ret.number} on the parcel. We will tell you as soon as it has reached us."
    ]


def test_against_the_charter_only_a_referent_accepts_and_says_why(desk):
    """D8"""
    an_order(desk.shop, "MP-48213", ENGRAVED)

    with pytest.raises(NotReturnable):
        asks(desk.talk, desk.adele, accepts=True)
    ret = asks(desk.talk, desk.adele)
    with pytest.raises(NotReturnable):
        accept_return(return_id=ret.pk, viewer=a_viewer(desk.adele), note="geste", now=NOON)
    with pytest.raises(NoteMissing):
        accept_return(return_id=ret.pk, viewer=a_viewer(desk.rose), now=NOON)
    assert accept_return(return_id=ret.pk, viewer=a_viewer(desk.rose), note="geste", now=NOON).state == "accepted"
    assert "geste" not in " ".join(said(desk.talk))


def test_a_refusal_says_the_charters_own_reason_and_no_other(desk):
    """D8"""
    an_order(desk.shop, delivered=31)
    ret = asks(desk.talk, desk.adele)
    with pytest.raises(ReasonUnknown):
        refuse_return(return_id=ret.pk, viewer=a_viewer(desk.adele), reason="kind_excluded", now=NOON)

    refuse_return(
        return_id=ret.pk, viewer=a_viewer(desk.adele), reason="too_late", note="4111 1111 1111 1111", now=NOON
    )

    assert said(desk.talk)[-1].endswith("The last day for its return was 30 November 2026.")
    assert "4111" not in ret.steps.get(state="refused").note


def test_nothing_is_asked_of_an_order_that_is_not_theirs(desk):
    """A11"""
    foreign = a_talk(desk.shop, desk.adele, known="C-2")

    assert offered(foreign, desk.adele) == []
    with pytest.raises(OrderNotHere):
        asks(foreign, desk.adele)


def test_of_an_order_that_nothing_proves_the_products_are_not_told(desk):
    """A11"""
    unproven = a_talk(desk.shop, desk.adele, known="", language="en")

    asks(unproven, desk.adele)

    assert "Bague" not in said(unproven)[0]
    assert "MP-48213" in said(unproven)[0]


def test_the_wrong_person_asks_nothing(desk):
    """A4, A11"""
    volunteered = a_conversation(desk.shop, answered_by=desk.amin, body="MP-48213")
    stranger = a_member(a_returning_shop(key="autre-maison"), "advisor", name="Étienne")

    assert offered(volunteered, desk.amin) == []
    with pytest.raises(NotAllowed):
        asks(volunteered, desk.amin)
    with pytest.raises(ConversationNotFound):
        asks(desk.talk, stranger)
    assert not Return.objects.exists()
