"""Under approval: every message waits for a watcher, until it is lifted; a newcomer's conversations are counted down. A7, D6."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.conversations.actions import (
    Carried,
    Held,
    Posted,
    approve_held,
    become_request,
    close_conversation,
    count_served,
    lift_approval,
    put_under_approval,
    reopen_conversation,
)
from comptoir.domain.conversations.errors import NotOneself
from comptoir.domain.conversations.models import Approval, HeldMessage
from comptoir.domain.conversations.queries import approvals_in, approvals_of, snapshot, under_approval, waiting_in
from comptoir.domain.conversations.tests.strict import CLEAN, LINKED, LOUD, PERSONAL, a_strict_desk, told, writes
from comptoir.domain.conversations.wording_errors import WordingForbidden, WordingToConfirm
from comptoir.foundation.broadcast import captured
from comptoir.foundation.errors import NotAllowed, NotFound
from comptoir.foundation.models import Announcement
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(minutes=2)


@pytest.fixture
def desk():
    return a_strict_desk()


def put(desk, member=None, **terms):
    by = a_viewer(terms.pop("by", desk.rose))
    member = member or desk.amin
    return put_under_approval(membership_id=member.pk, shop_id=desk.shop.id, by=by, now=NOON, **terms)


def lift(desk, **terms):
    by = a_viewer(terms.pop("by", desk.rose))
    return lift_approval(membership_id=desk.amin.pk, shop_id=desk.shop.id, by=by, now=LATER, **terms)


def happened(name):
    return Announcement.objects.filter(name=f"conversations.{name}").count()


def test_every_message_of_somebody_under_approval_waits_with_its_clause(desk):
    """A7, D6"""
    put(desk)
    before = snapshot(desk.talk.pk, public=True)

    outcome = writes(desk.talk, desk.amin, CLEAN)

    assert isinstance(outcome, Held)
    assert outcome.clauses == ("supervised",)
    assert snapshot(desk.talk.pk, public=True) == before
    [shown] = waiting_in(desk.talk.pk, a_viewer(desk.rose))
    assert shown.clauses == ("supervised",)


def test_what_the_charter_holds_besides_is_said_beside_it(desk):
    put(desk)
    assert writes(desk.talk, desk.amin, LINKED).clauses == ("supervised", "link")


def test_what_is_forbidden_stays_forbidden_and_what_is_asked_is_asked_first(desk):
    """A10"""
    put(desk)
    assert isinstance(writes(desk.talk, desk.amin, PERSONAL), WordingForbidden)
    assert isinstance(writes(desk.talk, desk.amin, LOUD), WordingToConfirm)
    assert isinstance(writes(desk.talk, desk.amin, LOUD, is_confirmed=True), Held)


def test_a_mail_waits_too_and_goes_where_it_was_for_once_it_is_approved(desk):
    """A7: mail answers too."""
    put(desk)
    become_request(conversation_id=desk.talk.pk, viewer=a_viewer(desk.amin), email="vera@example.org", now=NOON)

    held = writes(desk.talk, desk.amin, CLEAN, carried=Carried("customer", ("marie@example.org",)))
    assert isinstance(held, Held)
    approve_held(held_id=held.held_id, viewer=a_viewer(desk.rose), now=LATER)

    last = snapshot(desk.talk.pk, public=False)["entries"][-1]
    assert (last["body"], last["agent"], last["facts"]["mail"]["copies"]) == (CLEAN, desk.amin.pk, 1)


def test_notes_and_colleagues_are_not_concerned(desk):
    put(desk)
    other = a_conversation(desk.shop, answered_by=desk.adele)
    assert isinstance(writes(desk.talk, desk.amin, "Je ne sais pas.", kind="note"), Posted)
    assert isinstance(writes(other, desk.adele, CLEAN), Posted)


def test_lifted_it_is_over_and_what_is_held_waits_on(desk):
    put(desk)
    writes(desk.talk, desk.amin, CLEAN)

    assert lift(desk) is True
    assert lift(desk) is False

    assert isinstance(writes(desk.talk, desk.amin, CLEAN), Posted)
    assert HeldMessage.objects.filter(outcome="").count() == 1
    assert happened("put_under_approval") == happened("approval_lifted") == 1


def test_twice_for_the_same_reason_is_once_with_the_newer_word(desk):
    put(desk, word="Relisons ensemble.")
    put(desk, word="Encore un peu.", remaining=3)

    [approval] = approvals_of(desk.amin.pk)
    assert (approval.word, approval.remaining, approval.put_by, approval.why) == (
        "Encore un peu.",
        3,
        "Rose",
        "referent",
    )
    assert happened("put_under_approval") == 1


def test_the_house_puts_a_newcomer_there_and_a_referent_may_besides(desk):
    """D6: a shadow start is one reason, a referent's wish another; each is lifted for itself."""
    put_under_approval(membership_id=desk.amin.pk, shop_id=desk.shop.id, why="newcomer", remaining=2, now=NOON)
    put(desk)

    lift(desk)
    assert under_approval({desk.amin.pk, desk.adele.pk}) == {desk.amin.pk}
    lift(desk, why="newcomer")
    assert under_approval({desk.amin.pk}) == frozenset()


def test_conversations_that_end_are_counted_once_each_until_the_last(desk):
    """D6: N conversations under approval, then a referent releases."""
    put(desk, why="newcomer", remaining=2)
    another = a_conversation(desk.shop, answered_by=desk.amin)
    silent = a_conversation(desk.shop, answered_by=desk.amin)
    for talk in (desk.talk, another):
        held = writes(talk, desk.amin, CLEAN)
        approve_held(held_id=held.held_id, viewer=a_viewer(desk.rose), now=LATER)

    for _ in range(2):
        close_conversation(conversation_id=desk.talk.pk, viewer=a_viewer(desk.amin), now=LATER)
        count_served(conversation_id=desk.talk.pk)
        reopen_conversation(conversation_id=desk.talk.pk, viewer=a_viewer(desk.amin), now=LATER)
    count_served(conversation_id=silent.pk)
    assert Approval.objects.get().remaining == 1
    assert happened("approval_served") == 0

    count_served(conversation_id=another.pk)
    count_served(conversation_id=another.pk)

    assert Approval.objects.get().remaining == 0
    assert happened("approval_served") == 1
    assert isinstance(writes(another, desk.amin, CLEAN), Held)


@pytest.mark.parametrize("role", ["amin", "adele"])
def test_who_does_not_watch_over_the_shop_puts_nobody_there_and_lifts_nothing(desk, role):
    """A7, attack A4"""
    with pytest.raises(NotAllowed):
        put(desk, desk.camille, by=getattr(desk, role))
    put(desk)
    with pytest.raises((NotAllowed, NotOneself)):
        lift(desk, by=getattr(desk, role))
    assert under_approval({desk.amin.pk})


def test_a_watcher_of_another_shop_neither_puts_nor_lifts_nor_sees(desk):
    """Attack A4"""
    other = a_shop("autre")
    foreigner = a_member(other, "referent", name="Étienne")
    with pytest.raises(NotAllowed):
        put(desk, by=foreigner)
    with pytest.raises(NotFound):
        put_under_approval(membership_id=desk.amin.pk, shop_id=other.id, by=a_viewer(foreigner), now=NOON)
    put(desk)
    with pytest.raises(NotAllowed):
        lift(desk, by=foreigner)
    assert approvals_in([a_viewer(foreigner)]) == []
    assert approvals_in([a_viewer(desk.adele)]) == []
    assert [it.name for it in approvals_in([a_viewer(desk.marc)])] == ["Amin"]


def test_nobody_watches_over_themselves(desk):
    with pytest.raises(NotOneself):
        put(desk, desk.rose)


def test_who_is_concerned_is_told_and_those_who_watch(desk, django_capture_on_commit_callbacks):
    with captured() as news, django_capture_on_commit_callbacks(execute=True):
        put(desk)
    [(topics, frame)] = told(news, "approval")
    assert topics == (f"member:{desk.amin.pk}", f"shop:{desk.shop.id}:watchers")
    assert frame["agent"] == desk.amin.pk


def test_asking_for_nobody_asks_the_database_nothing(desk, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert under_approval(set()) == frozenset()
    with django_assert_num_queries(1):
        under_approval({1, 2, 3})
