"""Posting: each message once, in its place, only by those who may."""

from __future__ import annotations

from uuid import uuid4

import pytest

from comptoir.domain.conversations.actions import Post, close_conversation, open_conversation, post_messages
from comptoir.domain.conversations.errors import (
    ConversationIsClosed,
    ConversationNotFound,
    MessageEmpty,
    MessageTooLong,
    NewerMessage,
    NotYours,
)
from comptoir.domain.conversations.models import Entry, Mention
from comptoir.domain.conversations.queries import entries_after, snapshot
from comptoir.foundation.models import Announcement
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer, a_visitor, says

pytestmark = pytest.mark.django_db


def refusal_of(post):
    return type(post_messages([post], NOON)[0])


def test_sending_twice_posts_once_and_answers_alike():
    """G8: a resend is one message (reliability R3)."""
    talk = a_conversation(a_shop())
    post = Post(talk.pk, uuid4(), "Merci", visitor_id=talk.visitor_id)

    first, again = post_messages([post], NOON)[0], post_messages([post], NOON)[0]
    in_one_batch = post_messages([post, post], NOON)

    assert first == again == in_one_batch[0] == in_one_batch[1]
    assert Entry.objects.filter(conversation=talk, body="Merci").count() == 1


def test_a_batch_numbers_each_conversation_without_gaps():
    """G8: order is kept."""
    shop = a_shop()
    talks = [a_conversation(shop) for _ in range(3)]
    before = {talk.pk: talk.seq for talk in talks}
    posts = [Post(talk.pk, uuid4(), str(n), visitor_id=talk.visitor_id) for n in range(5) for talk in talks]

    post_messages(posts, NOON)

    for talk in talks:
        rows = Entry.objects.filter(conversation=talk, seq__gt=before[talk.pk]).order_by("seq")
        assert [(row.seq - before[talk.pk], row.body) for row in rows] == [(n + 1, str(n)) for n in range(5)]


def test_what_is_refused_leaves_the_rest_of_the_batch_alone():
    shop = a_shop()
    talk, other = a_conversation(shop), a_conversation(shop)
    good = Post(talk.pk, uuid4(), "Bonsoir", visitor_id=talk.visitor_id)
    foreign = Post(other.pk, uuid4(), "Coucou", visitor_id=talk.visitor_id)

    outcome = post_messages([foreign, good], NOON)

    assert isinstance(outcome[0], ConversationNotFound)
    assert outcome[1].seq == talk.public_seq + 1


def test_a_visitor_posts_only_in_their_own_conversation():
    """A11; attack A4."""
    shop = a_shop()
    talk, stranger = a_conversation(shop), a_visitor(shop)

    assert refusal_of(Post(talk.pk, uuid4(), "x", visitor_id=stranger.pk)) is ConversationNotFound
    assert refusal_of(Post(999_999, uuid4(), "x", visitor_id=stranger.pk)) is ConversationNotFound


def test_only_the_one_who_answers_writes_to_the_customer():
    """A11."""
    shop = a_shop()
    adele, rose, other = a_member(shop), a_member(shop, "referent"), a_member(shop, name="Zoé")
    talk = a_conversation(shop, answered_by=adele)

    assert refusal_of(Post(talk.pk, uuid4(), "x", viewer=a_viewer(other))) is NotYours
    assert refusal_of(Post(talk.pk, uuid4(), "x", viewer=a_viewer(rose))) is NotYours
    says(talk, "Je regarde.", by=adele)


def test_a_member_of_another_shop_does_not_know_that_it_is_there():
    """A11; attack A4."""
    talk = a_conversation(a_shop())
    stranger = a_viewer(a_member(a_shop("autre"), "manager"))

    assert refusal_of(Post(talk.pk, uuid4(), "x", viewer=stranger, kind="note")) is ConversationNotFound


def test_a_note_is_for_the_team_and_leaves_no_trace_for_the_visitor():
    """F: internal notes and @mentions."""
    shop = a_shop()
    adele, rose = a_member(shop), a_member(shop, "referent")
    talk = a_conversation(shop, answered_by=adele)
    before = snapshot(talk.pk, public=True)

    note = Post(talk.pk, uuid4(), "@Rose ?", viewer=a_viewer(adele), kind="note", mentions=(rose.pk, 999))
    post_messages([note], NOON)
    says(talk, "Un instant.", by=adele)

    seen = entries_after(talk.pk, before["last_seq"], public=True)
    assert [(entry["seq"], entry["body"]) for entry in seen["entries"]] == [(before["last_seq"] + 1, "Un instant.")]
    assert [mention.membership_id for mention in Mention.objects.all()] == [rose.pk]


def test_nobody_posts_in_a_closed_chat_but_notes_may_follow():
    shop = a_shop()
    adele = a_member(shop)
    talk = a_conversation(shop, answered_by=adele)
    close_conversation(conversation_id=talk.pk, viewer=a_viewer(adele), now=NOON)

    assert refusal_of(Post(talk.pk, uuid4(), "x", visitor_id=talk.visitor_id)) is ConversationIsClosed
    assert refusal_of(Post(talk.pk, uuid4(), "x", viewer=a_viewer(adele))) is ConversationIsClosed
    says(talk, "Client rappelé.", by=adele, kind="note")


def test_an_answer_to_a_closed_request_opens_it_again():
    shop = a_shop()
    adele, visitor = a_member(shop), a_visitor(shop)
    talk = open_conversation(
        shop=shop, visitor_id=visitor.pk, body="Rappelez-moi", opening_id=uuid4(), leave_message=True, now=NOON
    )
    close_conversation(conversation_id=talk.pk, viewer=None, now=NOON)
    a_viewer(adele)

    says(talk, "Toujours pas…")

    talk.refresh_from_db()
    assert (talk.status, talk.is_live) == ("waiting", False)


@pytest.mark.parametrize(
    ("body", "refusal"), [("", MessageEmpty), ("  \n ", MessageEmpty), ("x" * 4001, MessageTooLong)]
)
def test_words_have_a_measure(body, refusal):
    talk = a_conversation(a_shop())

    assert refusal_of(Post(talk.pk, uuid4(), body, visitor_id=talk.visitor_id)) is refusal


def test_an_agent_is_warned_when_a_newer_message_has_come():
    """F: collision warning."""
    shop = a_shop()
    adele = a_member(shop)
    talk = a_conversation(shop, answered_by=adele)
    talk.refresh_from_db()
    seen = talk.seq
    says(talk, "Non, en or blanc !")

    late = Post(talk.pk, uuid4(), "En or jaune ?", viewer=a_viewer(adele), seen=seen)
    assert refusal_of(late) is NewerMessage
    assert post_messages([late._replace(seen=seen + 1)], NOON)[0].seq == seen + 2


def test_the_first_answer_is_dated_and_announced_once():
    """A1: the time of every first answer is kept."""
    shop = a_shop()
    adele = a_member(shop)
    talk = a_conversation(shop, answered_by=adele)

    says(talk, "Bonjour", by=adele)
    says(talk, "Je vous écoute", by=adele)

    talk.refresh_from_db()
    assert talk.first_answer_at == NOON
    assert Announcement.objects.filter(name="conversations.first_answer_given").count() == 1


def test_unseen_characters_that_no_database_keeps_are_dropped():
    """Attack A12."""
    talk = a_conversation(a_shop())

    says(talk, "a\0b")

    assert Entry.objects.filter(conversation=talk, body="ab").exists()


def test_a_batch_costs_the_same_number_of_queries_whatever_its_size(django_assert_num_queries):
    """Posting stays cheap: lock, look for resends, entries, conversations, announcements."""
    shop = a_shop()
    talks = [a_conversation(shop) for _ in range(20)]
    posts = [Post(talk.pk, uuid4(), "Bonjour", visitor_id=talk.visitor_id) for talk in talks]

    with django_assert_num_queries(7):  # two of them open and close the savepoint of the test
        post_messages(posts, NOON)
