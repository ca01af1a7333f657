"""Requests that belong together are linked or merged; what is two requests is split."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from comptoir.domain.conversations import actions
from comptoir.domain.conversations.actions import Post, post_message
from comptoir.domain.conversations.errors import (
    AnsweredByAnother,
    ConversationNotFound,
    IsMerged,
    NothingToSplit,
    NotSameVisitor,
    StillChatting,
    TheSameConversation,
)
from comptoir.domain.conversations.models import Conversation, Entry
from comptoir.domain.conversations.queries import linked_with, merged_entries, search, snapshot, tags_on
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer, a_visitor, says

LATER = NOON + dt.timedelta(hours=1)


@pytest.fixture
def shop(db):
    return a_shop()


@pytest.fixture
def member(shop):
    return a_member(shop, "advisor")


@pytest.fixture
def adele(member):
    return a_viewer(member)


@pytest.fixture
def vera(shop):
    return a_visitor(shop)


@pytest.fixture
def older(shop, vera, adele):
    return asked(shop, vera, adele, "Où est ma bague ?", NOON)


@pytest.fixture
def newer(shop, vera, adele):
    return asked(shop, vera, adele, "Toujours rien reçu", LATER)


def asked(shop, visitor, adele, body, now):
    conversation = a_conversation(shop, visitor=visitor, body=body, leave_message=True, now=now)
    actions.assign(conversation_id=conversation.pk, membership_id=adele.membership_id, now=now)
    return conversation


def merged(one, other, adele):
    return actions.merge(conversation_id=one.pk, other_id=other.pk, viewer=adele, now=LATER)


def bodies(conversation):
    entries = Entry.objects.filter(conversation=conversation, kind="message").order_by("seq")
    return list(entries.values_list("body", flat=True))


def test_the_older_one_goes_on_whichever_way_they_are_merged(older, newer, adele) -> None:
    """F: merge."""
    actions.set_tags(conversation_id=newer.pk, viewer=adele, names=["retard"], now=LATER)

    assert merged(newer, older, adele) == older.pk

    newer.refresh_from_db()
    assert (newer.status, newer.merged_into_id) == ("closed", older.pk)
    assert [tag.name for tag in tags_on([older.pk])[older.pk]] == ["retard"]
    told = [it["body"] for it in merged_entries(adele, older.pk, newer.pk, NOON)["entries"] if it["kind"] == "message"]
    assert told == ["Toujours rien reçu"]
    assert snapshot(newer.pk, public=True)["state"]["merged_into"] == older.pk


def test_what_the_visitor_still_writes_arrives_in_the_one_that_goes_on_and_once(older, newer, adele, vera) -> None:
    """G8"""
    merged(older, newer, adele)
    post = Post(newer.pk, uuid4(), "Et maintenant ?", visitor_id=vera.pk)

    first, again = post_message(post, now=LATER), post_message(post, now=LATER)

    assert first == again
    assert bodies(older) == ["Où est ma bague ?", "Et maintenant ?"]
    assert bodies(newer) == ["Toujours rien reçu"]


def test_merged_twice_over_still_leads_to_the_oldest(shop, older, newer, adele, vera) -> None:
    first = asked(shop, vera, adele, "Bonjour", NOON - dt.timedelta(days=1))
    merged(older, newer, adele)
    merged(first, older, adele)

    post_message(Post(newer.pk, uuid4(), "Allô ?", visitor_id=vera.pk), now=LATER)

    assert bodies(first) == ["Bonjour", "Allô ?"]


def test_what_is_merged_is_neither_answered_nor_opened_nor_merged_again(older, newer, adele, member) -> None:
    merged(older, newer, adele)

    with pytest.raises(IsMerged):
        says(newer, "Bonjour", by=member)
    with pytest.raises(IsMerged):
        actions.reopen_conversation(conversation_id=newer.pk, viewer=adele, now=LATER)
    with pytest.raises(IsMerged):
        merged(older, newer, adele)


def test_an_open_request_opens_the_closed_one_that_it_is_merged_into(older, newer, adele) -> None:
    actions.close_conversation(conversation_id=older.pk, viewer=adele, now=NOON)
    merged(older, newer, adele)

    older.refresh_from_db()
    assert older.status == "active"


def test_nobody_is_shown_what_another_visitor_wrote(shop, older, adele) -> None:
    """A11"""
    strangers = asked(shop, a_visitor(shop), adele, "Ma commande", LATER)

    with pytest.raises(NotSameVisitor):
        merged(older, strangers, adele)
    with pytest.raises(ConversationNotFound):
        merged_entries(adele, older.pk, strangers.pk, NOON)


def test_a_chat_that_goes_on_is_not_merged_away(shop, older, vera, adele) -> None:
    chat = a_conversation(shop, visitor=vera, now=LATER)
    actions.assign(conversation_id=chat.pk, membership_id=adele.membership_id, now=LATER)

    with pytest.raises(StillChatting):
        merged(older, chat, adele)


def test_nobody_ends_what_a_colleague_answers(shop, older, newer, adele, member) -> None:
    """A11: who watches over the shop may."""
    zoe, rose = a_viewer(a_member(shop, "advisor", name="Zoé")), a_viewer(a_member(shop, "referent"))
    Conversation.objects.filter(pk=newer.pk).update(assignee_id=zoe.membership_id)

    with pytest.raises(AnsweredByAnother):
        actions.merge(conversation_id=older.pk, other_id=newer.pk, viewer=adele, now=LATER)

    assert actions.merge(conversation_id=older.pk, other_id=newer.pk, viewer=rose, now=LATER) == older.pk


def test_links_are_seen_from_both_sides_and_taken_back(older, newer, adele) -> None:
    """F: link."""
    for _ in range(2):
        actions.link(conversation_id=newer.pk, other_id=older.pk, viewer=adele, now=LATER)

    assert [it.id for it in linked_with(older.pk, adele)] == [newer.pk]
    assert [it.id for it in linked_with(newer.pk, adele)] == [older.pk]
    assert Entry.objects.filter(kind="linked").count() == 2
    actions.unlink(conversation_id=older.pk, other_id=newer.pk, viewer=adele, now=LATER)
    assert linked_with(older.pk, adele) == []


def test_who_does_not_see_both_joins_nothing(older, newer) -> None:
    """A11"""
    stranger = a_viewer(a_member(a_shop("autre-maison"), name="Étienne"))

    for act in (actions.link, actions.merge, actions.unlink):
        with pytest.raises(ConversationNotFound):
            act(conversation_id=older.pk, other_id=newer.pk, viewer=stranger, now=LATER)


def test_nothing_belongs_together_with_itself(older, adele) -> None:
    with pytest.raises(TheSameConversation):
        actions.link(conversation_id=older.pk, other_id=older.pk, viewer=adele, now=LATER)


def second_question(older):
    says(older, "Autre chose : une facture, s’il vous plaît", now=LATER)
    return Entry.objects.filter(conversation=older, kind="message").latest("seq").seq


def test_from_a_message_on_it_becomes_a_request_of_its_own_once(older, adele) -> None:
    """F: split."""
    seq = second_question(older)

    ids = {actions.split(conversation_id=older.pk, from_seq=seq, viewer=adele, now=LATER) for _ in range(2)}

    (new,) = Conversation.objects.filter(pk__in=ids)
    assert bodies(new) == ["Autre chose : une facture, s’il vous plaît"]
    assert (new.status, new.is_live, new.assignee_id) == ("active", False, adele.membership_id)
    assert new.unanswered_since == LATER
    assert [it.id for it in linked_with(older.pk, adele)] == [new.pk]
    assert [row.pk for row in search([adele], "facture").rows] == [new.pk]
    assert [it["body"] for it in snapshot(new.pk, public=True)["entries"] if it["kind"] == "message"] == bodies(new)


def test_a_message_keeps_its_moment_when_it_is_split_off(older, adele) -> None:
    seq = second_question(older)
    new = actions.split(conversation_id=older.pk, from_seq=seq, viewer=adele, now=LATER + dt.timedelta(days=1))

    assert Entry.objects.get(conversation_id=new, kind="message").created_at == LATER


@pytest.mark.parametrize("seq", [0, 1, 999])
def test_something_stays_and_something_is_asked(older, adele, seq) -> None:
    with pytest.raises(NothingToSplit):
        actions.split(conversation_id=older.pk, from_seq=seq, viewer=adele, now=LATER)
