"""Somebody asks about their own data: it is written down once, told, and clocked from when they asked. D9, G7."""

from __future__ import annotations

from uuid import UUID

import pytest

from comptoir.domain.charter.rules import RIGHTS_CLAUSE
from comptoir.domain.conversations.actions import merge
from comptoir.domain.conversations.errors import ConversationNotFound, IsMerged
from comptoir.domain.privacy.actions import withdraw_request
from comptoir.domain.privacy.errors import AskedAlready, NotAsked, RightUnknown
from comptoir.domain.privacy.models import RightsRequest, RightsStep
from comptoir.domain.privacy.rules import RIGHTS
from comptoir.domain.privacy.tests.stage import CHARTER, DAY, a_talk, asks, said
from comptoir.domain.promises.models import Promise
from comptoir.domain.promises.queries import Filters, ledger
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.models import Announcement
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_member, a_shop, a_viewer, a_visitor, says

RECEIVED = (
    "We have received your request about your personal data: access to your data. "
    "We will answer you here by Thursday 31 December at the latest."
)


def test_the_customer_is_told_by_when_and_the_answer_is_promised_from_when_they_asked(desk):
    """D9, G7"""
    request = asks(desk.talk, desk.adele, now=NOON + 2 * DAY, note="Asked on the phone too.")

    promise = Promise.objects.get(kind="rights")
    assert (request.promise_id, promise.clause, promise.subject) == (promise.pk, RIGHTS_CLAUSE, f"rights:{request.pk}")
    assert (request.asked_at, promise.made_at, promise.due_at) == (NOON, NOON, NOON + 30 * DAY)
    assert promise.owner_id == desk.adele.pk
    assert promise in ledger([a_viewer(desk.adele)], Filters(kind="rights")).rows
    [told] = said(desk.talk)
    assert told.replace(",", "").replace(" 2026", "") == RECEIVED.replace(",", "")
    step = RightsStep.objects.get()
    assert (step.step, step.membership_id, step.seq, step.at) == ("asked", desk.adele.pk, 1, NOON + 2 * DAY)
    assert step.note == "Asked on the phone too."
    assert Announcement.objects.filter(name="privacy.moved").count() == 1


@pytest.mark.parametrize("right", RIGHTS)
@pytest.mark.parametrize("language", ["en", "fr", "ro", "pt"])
def test_every_right_is_told_in_the_conversations_language(desk, right, language):
    """D9: by the day, and never with what colleagues noted."""
    talk = a_talk(desk.shop, desk.adele, language=language)
    asks(talk, desk.adele, right, note="Difficult customer")
    [told] = said(talk)
    assert "31" in told
    assert "%" not in told
    assert "Difficult" not in told
    assert ("We have received" in told) == (language == "en")


def test_the_message_that_asked_is_chosen_and_its_hour_counts(desk):
    """D9"""
    says(desk.talk, "Never mind the weather.", now=NOON + DAY)
    first = asks(desk.talk, desk.adele, seq=1, now=NOON + 2 * DAY)
    last = asks(desk.talk, desk.adele, "erasure", now=NOON + 2 * DAY)
    assert (first.asked_at, last.asked_at) == (NOON, NOON + DAY)


def test_who_asks_by_telephone_is_counted_from_now_on(desk):
    """D9"""
    request = asks(desk.talk, desk.adele, seq=0, now=NOON + DAY)
    assert (request.asked_at, request.asked_seq) == (NOON + DAY, 0)
    assert Promise.objects.get(kind="rights").due_at == NOON + 31 * DAY


@pytest.mark.parametrize("seq", [2, 99])
def test_what_is_no_message_of_the_customer_asks_nothing(desk, seq):
    """G8: here the second entry says that Adèle joined."""
    with pytest.raises(NotAsked):
        asks(desk.talk, desk.adele, seq=seq)
    assert RightsRequest.objects.count() == 0


def test_asking_twice_by_the_same_id_asks_once(desk):
    """G8"""
    first = asks(desk.talk, desk.adele, asking_id=UUID(int=17))
    assert asks(desk.talk, desk.adele, asking_id=UUID(int=17)) == first
    assert len(said(desk.talk)) == Promise.objects.filter(kind="rights").count() == 1


def test_the_same_right_is_asked_for_once_while_it_is_open(desk):
    """D9: another right may, and the same again once it is over."""
    request = asks(desk.talk, desk.adele)
    with pytest.raises(AskedAlready):
        asks(desk.talk, desk.rose)
    asks(desk.talk, desk.adele, "erasure")
    says(desk.talk, "Forget it.", now=NOON + DAY)
    withdraw_request(request_id=request.pk, viewer=a_viewer(desk.adele), now=NOON + DAY)
    asks(desk.talk, desk.adele, now=NOON + 2 * DAY)
    assert Promise.objects.filter(kind="rights").count() == 3


def test_a_right_that_the_law_does_not_know_is_refused(desk):
    """G8"""
    with pytest.raises(RightUnknown):
        asks(desk.talk, desk.adele, "everything")


def test_volunteers_and_strangers_write_nothing_down(desk):
    """A11, D9"""
    with pytest.raises((NotAllowed, ConversationNotFound)):
        asks(desk.talk, desk.amin)
    theirs = a_talk(desk.shop, desk.amin)
    with pytest.raises(NotAllowed):
        asks(theirs, desk.amin)
    with pytest.raises(ConversationNotFound):
        asks(desk.talk, desk.stranger)
    assert RightsRequest.objects.count() == 0


def test_a_conversation_that_was_merged_away_asks_nothing_more(desk):
    """D9"""
    vera = a_visitor(desk.shop)
    fields = {"visitor": vera, "answered_by": desk.adele, "leave_message": True}
    one, other = (a_conversation(desk.shop, **fields) for _ in range(2))
    kept = merge(conversation_id=one.pk, other_id=other.pk, viewer=a_viewer(desk.adele), now=NOON)
    with pytest.raises(IsMerged):
        asks(one if kept == other.pk else other, desk.adele)


def test_a_shop_whose_charter_has_its_own_clause_counts_by_it(db):
    """D9"""
    own = '\n[promises.rights]\nof = "rights_request"\nwhen = "resolution"\nwithin = "20 d"\nclock = "wall"\n'
    shop = a_shop(charter=CHARTER + own)
    asks(a_talk(shop, adele := a_member(shop)), adele)
    promise = Promise.objects.get(kind="rights")
    assert (promise.clause, promise.due_at) == ("rights", NOON + 20 * DAY)


def test_a_shop_that_says_nothing_of_privacy_has_the_thirty_days_of_the_law(db):
    """D9"""
    shop = a_shop(charter=ALWAYS_OPEN)
    asks(a_talk(shop, adele := a_member(shop)), adele)
    assert Promise.objects.get(kind="rights").due_at == NOON + 30 * DAY


def test_who_asked_long_ago_is_told_no_day_that_is_over(desk):
    """D9"""
    asks(desk.talk, desk.adele, now=NOON + 40 * DAY)
    assert said(desk.talk)[-1].endswith("We will answer you here as soon as we can.")
