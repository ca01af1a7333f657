"""Words read in one go."""

from __future__ import annotations

import pytest

from comptoir.domain.conversations.actions import close_conversation
from comptoir.domain.conversations.queries import words_said
from tests.people import NOON, a_conversation, a_member, a_shop, says

pytestmark = pytest.mark.django_db


def test_messages_are_read_in_the_order_of_their_conversations_with_one_query(django_assert_num_queries):
    shop = a_shop()
    first, second = a_conversation(shop), a_conversation(shop)
    for n in range(3):
        for talk in (second, first):
            says(talk, f"{talk.pk} {n}")

    with django_assert_num_queries(1):
        said = words_said([(talk.pk, talk.seq + n) for n in (1, 2, 3) for talk in (second, first)])

    assert [words.body for words in said] == [f"{talk.pk} {n}" for talk in (first, second) for n in range(3)]
    assert {(words.audience, words.language) for words in said} == {("ambassador", "fr")}


def test_notes_closed_conversations_and_empty_questions_have_no_words():
    shop = a_shop()
    talk, closed = a_conversation(shop, answered_by=a_member(shop, "ambassador")), a_conversation(shop)
    says(talk, "Entre nous", by=a_member(shop, "referent"), kind="note")
    close_conversation(conversation_id=closed.pk, now=NOON)

    assert words_said([(talk.pk, talk.seq + 1), (closed.pk, 1)]) == []
    assert words_said([]) == []
