"""Chats that have fallen silent."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.routing.actions import end_silent_chats
from tests.people import NOON, a_conversation, a_member, a_shop, says

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
