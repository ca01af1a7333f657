"""Chats that have fallen silent: what was answered is closed, what was not stays to be answered."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.conversations.actions import become_request, close_conversation
from comptoir.domain.conversations.queries import silent_chats
from comptoir.domain.routing.governing import governing_charter

SHORTEST_SILENCE = dt.timedelta(minutes=1)
"""No charter can name less."""


def end_silent_chats(now: dt.datetime) -> None:
    """End live chats that were silent for as long as their charter says.

    Where the visitor has their answer, the chat is closed. Where nobody has answered yet, the visitor may be gone but the
    question is not: it becomes a request. Where an agent owes an answer, nothing ends: the agent is waited for.
    """
    for chat in silent_chats(now - SHORTEST_SILENCE):
        if chat.last_entry_at + governing_charter(chat, now).chat.end_after_silence.timedelta > now:
            continue
        if chat.status == "waiting":
            become_request(conversation_id=chat.pk, now=now)
        elif chat.unanswered_since is None and chat.first_answer_at is not None:
            close_conversation(conversation_id=chat.pk, why="silence", now=now)
