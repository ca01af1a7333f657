"""Chats that have fallen silent."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.conversations.actions import return_held
from comptoir.domain.conversations.models import Conversation
from comptoir.domain.conversations.queries import silent_chats
from comptoir.domain.conversations.tests.strict import LINKED, a_strict_desk, writes
from comptoir.domain.routing.actions import end_silent_chats, silence
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer, says

pytestmark = pytest.mark.django_db

LATER = NOON + dt.timedelta(minutes=31)


def test_an_answered_chat_is_closed_after_the_charters_silence():
    shop = a_shop()
    adele = a_member(shop)
    chat = a_conversation(shop, answered_by=adele)
    says(chat, "Bonjour, c’est le modèle 52.", by=adele)

    end_silent_chats(LATER - dt.timedelta(minutes=5))
    chat.refresh_from_db()
    assert chat.status == "active", "not before its time"

    end_silent_chats(LATER)
    chat.refresh_from_db()
    assert chat.status == "closed"


def test_a_chat_that_nobody_answered_becomes_a_request():
    """A6: never a dropped conversation."""
    chat = a_conversation(a_shop())

    end_silent_chats(LATER)

    chat.refresh_from_db()
    assert (chat.status, chat.is_live) == ("waiting", False)


def test_an_agent_who_owes_an_answer_keeps_the_chat():
    """A6."""
    shop = a_shop()
    chat = a_conversation(shop, answered_by=a_member(shop))
    says(chat, "Vous êtes là ?")

    end_silent_chats(LATER)

    chat.refresh_from_db()
    assert (chat.status, chat.is_live) == ("active", True)


def test_a_chat_whose_answer_waits_for_approval_is_not_ended_over_it():
    """A6, A7: the visitor was told "one moment", and the answer is with the referent."""
    desk = a_strict_desk()
    says(desk.talk, "Un instant, je regarde.", by=desk.amin)
    held = writes(desk.talk, desk.amin, LINKED)

    end_silent_chats(LATER)
    assert silent_chats(LATER) == []
    return_held(held_id=held.held_id, viewer=a_viewer(desk.rose), word="Sans lien, SVP", now=LATER)
    end_silent_chats(LATER + dt.timedelta(minutes=2))
    desk.talk.refresh_from_db()
    assert desk.talk.status == "active", "its author has time to write it anew"

    end_silent_chats(LATER + dt.timedelta(minutes=31))
    desk.talk.refresh_from_db()
    assert desk.talk.status == "closed"


def test_chats_that_wait_for_an_agents_answer_stand_in_nobodys_way():
    """A6: however many they are, those behind them end."""
    shop = a_shop()
    adele = a_member(shop)
    says(a_conversation(shop, answered_by=adele), "Vous êtes là ?")
    answered = a_conversation(shop, answered_by=adele)
    says(answered, "Oui.", by=adele, now=NOON + dt.timedelta(seconds=1))

    assert [chat.pk for chat in silent_chats(LATER, limit=1)] == [answered.pk]


def test_a_chat_in_which_somebody_speaks_at_the_last_moment_goes_on(monkeypatch: pytest.MonkeyPatch):
    """A6: what is written while the house looks at the silence is not lost in a closed chat."""
    shop = a_shop()
    adele = a_member(shop)
    chat = a_conversation(shop, answered_by=adele)
    says(chat, "C’est le modèle 52.", by=adele)
    stale = Conversation.objects.get(pk=chat.pk)
    says(chat, "Merci, et en or blanc ?", now=LATER)
    says(chat, "Aussi.", by=adele, now=LATER)
    monkeypatch.setattr(silence, "silent_chats", lambda before: [stale])

    end_silent_chats(LATER)

    chat.refresh_from_db()
    assert chat.status == "active"


def test_one_chat_that_cannot_be_ended_does_not_keep_the_others(monkeypatch: pytest.MonkeyPatch):
    """G8."""
    shop = a_shop()
    adele = a_member(shop)
    odd, chat = a_conversation(shop, answered_by=adele), a_conversation(shop, answered_by=adele)
    for each in (odd, chat):
        says(each, "C’est le modèle 52.", by=adele)
    close, tried = silence.close_conversation, list[int]()

    def stumble(*, conversation_id: int, **how: object) -> None:
        tried.append(conversation_id)
        if conversation_id == odd.pk:
            raise ZeroDivisionError
        close(conversation_id=conversation_id, **how)

    monkeypatch.setattr(silence, "close_conversation", stumble)
    end_silent_chats(LATER)

    chat.refresh_from_db()
    assert (chat.status, tried) == ("closed", [odd.pk, chat.pk])
