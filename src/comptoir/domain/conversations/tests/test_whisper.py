"""A whisper: for the one who answers, never for the customer. A7."""

from __future__ import annotations

from uuid import uuid4

import pytest

from comptoir.domain.conversations.actions import close_conversation, whisper
from comptoir.domain.conversations.errors import (
    ConversationIsClosed,
    ConversationNotFound,
    MessageEmpty,
    MessageTooLong,
    NobodyToWhisperTo,
)
from comptoir.domain.conversations.models import Entry
from comptoir.domain.conversations.queries import snapshot
from comptoir.domain.conversations.tests.strict import a_strict_desk, told
from comptoir.foundation.broadcast import captured
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer

pytestmark = pytest.mark.django_db
HINT = "Proposez-lui l'échange gratuit."


@pytest.fixture
def desk():
    return a_strict_desk()


def whispers(desk, by=None, talk=None, body=HINT, client_id=None):
    talk = talk or desk.talk
    viewer = a_viewer(by or desk.rose)
    return whisper(conversation_id=talk.pk, viewer=viewer, body=body, client_id=client_id or uuid4(), now=NOON)


def test_the_agent_reads_it_and_the_customer_sees_nothing_of_it(desk, django_capture_on_commit_callbacks):
    """A7, attack A5"""
    before = snapshot(desk.talk.pk, public=True)
    with captured() as news, django_capture_on_commit_callbacks(execute=True):
        seq = whispers(desk)

    entry = snapshot(desk.talk.pk, public=False)["entries"][-1]
    assert (entry["seq"], entry["kind"], entry["body"]) == (seq, "whisper", HINT)
    assert entry["facts"] == {"by": "Rose", "to": desk.amin.pk}
    assert snapshot(desk.talk.pk, public=True) == before
    assert not [it for it in news if any("public" in topic for topic in it.topics)]
    [(topics, frame)] = told(news, "whisper")
    assert topics == (f"member:{desk.amin.pk}",)
    assert (frame["by"], frame["words"]) == ("Rose", HINT)


def test_a_whisper_is_no_answer_and_the_clock_runs_on(desk):
    """A1"""
    whispers(desk)
    desk.talk.refresh_from_db()
    assert (desk.talk.first_answer_at, desk.talk.unanswered_since) == (None, NOON)
    assert desk.talk.last_words == "Bonjour"


def test_the_same_whisper_is_said_once(desk):
    """G8"""
    client_id = uuid4()
    assert whispers(desk, client_id=client_id) == whispers(desk, client_id=client_id)
    assert Entry.objects.filter(kind="whisper").count() == 1


def test_without_anybody_else_who_answers_there_is_nobody_to_whisper_to(desk):
    alone = a_conversation(desk.shop)
    with pytest.raises(NobodyToWhisperTo):
        whispers(desk, talk=alone)
    own = a_conversation(desk.shop, answered_by=desk.rose)
    with pytest.raises(NobodyToWhisperTo):
        whispers(desk, talk=own)


def test_it_has_words_and_an_end_and_no_card_number(desk):
    """D9"""
    with pytest.raises(MessageEmpty):
        whispers(desk, body="  ")
    with pytest.raises(MessageTooLong):
        whispers(desk, body="x" * 5000)
    whispers(desk, body="Carte 4111 1111 1111 1111")
    assert "4111" not in Entry.objects.get(kind="whisper").body


def test_in_a_closed_conversation_nobody_whispers(desk):
    close_conversation(conversation_id=desk.talk.pk, now=NOON)
    with pytest.raises(ConversationIsClosed):
        whispers(desk)


@pytest.mark.parametrize("name", ["amin", "adele"])
def test_only_watchers_whisper(desk, name):
    """A7, attack A4"""
    with pytest.raises(NotAllowed):
        whispers(desk, by=getattr(desk, name))


def test_a_watcher_of_another_shop_whispers_to_nobody_here(desk):
    """Attack A4"""
    foreigner = a_member(a_shop("autre"), "referent", name="Étienne")
    with pytest.raises(ConversationNotFound):
        whispers(desk, by=foreigner)
