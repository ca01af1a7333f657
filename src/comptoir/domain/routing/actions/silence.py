"""Chats that have fallen silent: what was answered is closed, what was not stays to be answered."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from django.db import transaction

from comptoir.domain.conversations.actions import become_request, close_conversation
from comptoir.domain.conversations.queries import is_answer_under_way, silent_chats
from comptoir.domain.routing.actions.locks import locked_search
from comptoir.domain.routing.governing import Governed, governing_charter
from comptoir.foundation.worker import each_alone

SHORTEST_SILENCE = dt.timedelta(minutes=1)
"""No charter can name less."""


class Chat(Governed, Protocol):
    """What is needed of a chat that was silent for a while."""

    @property
    def pk(self) -> int: ...

    @property
    def last_entry_at(self) -> dt.datetime: ...


def end_silent_chats(now: dt.datetime) -> None:
    """End live chats that were silent for as long as their charter says.

    Where the visitor has their answer, the chat is closed. Where nobody has answered yet, the visitor may be gone but the
    question is not: it becomes a request. Where an agent owes an answer, or wrote one that waits for approval or came back,
    nothing ends: the answer is waited for.
    """
    each_alone(lambda chat: _end_if_silent(chat, now), silent_chats(now - SHORTEST_SILENCE))


def _end_if_silent(chat: Chat, now: dt.datetime) -> None:
    silence = governing_charter(chat, now).chat.end_after_silence.timedelta
    if chat.last_entry_at + silence <= now:
        _end(chat.pk, now - silence, now)


@transaction.atomic
def _end(conversation_id: int, silent_since: dt.datetime, now: dt.datetime) -> None:
    """End a chat unless somebody has spoken while it was looked at."""
    chat = locked_search(conversation_id).conversation
    if chat.last_entry_at > silent_since or not chat.is_live:
        return
    if chat.status == "waiting":
        become_request(conversation_id=chat.pk, now=now)
        return
    is_answered = chat.status == "active" and chat.unanswered_since is None and chat.first_answer_at is not None
    if is_answered and not is_answer_under_way(chat.pk, silent_since):
        close_conversation(conversation_id=chat.pk, why="silence", now=now)
