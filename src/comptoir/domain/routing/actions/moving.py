"""What the house moves by itself, as rules of the shop say: nobody is asked, and nobody loses a chat they are in."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.charter.rules import may_answer
from comptoir.domain.conversations.actions import hand_back, note_hand_over
from comptoir.domain.conversations.errors import ConversationIsClosed
from comptoir.domain.people.queries import groups_of
from comptoir.domain.routing.actions.asking import open_hand_over
from comptoir.domain.routing.actions.desks import count_loads
from comptoir.domain.routing.actions.ending import withdraw_pending
from comptoir.domain.routing.actions.locks import locked_search
from comptoir.domain.routing.errors import AlreadyBeingHandedOver, AnsweredLive, NotAHandOver, TopicNotTheirs
from comptoir.domain.routing.events import SearchBegan
from comptoir.domain.routing.governing import governing_charter
from comptoir.domain.routing.models import Search
from comptoir.foundation.outbox import announce


def lock_for_changes(conversation_id: int) -> None:
    """For a transaction that changes a conversation in several ways and may hand it over: the lock that comes first.

    Raises `ConversationNotFound`.
    """
    locked_search(conversation_id)


@transaction.atomic
def move_conversation(
    *, conversation_id: int, to_audience: str = "", to_group_id: int | None = None, now: dt.datetime
) -> None:
    """Let an audience or a group have a conversation that waits, or a request that somebody answers.

    Raises `ConversationNotFound`, `ConversationIsClosed`, `AnsweredLive`, `NotAHandOver`, `TopicNotTheirs`,
    `AlreadyBeingHandedOver`.
    """
    search = locked_search(conversation_id)
    name = _name_of_target(search, to_audience, to_group_id, now)
    conversation = search.conversation
    is_there = conversation.audience == to_audience or (to_group_id and conversation.group_id == to_group_id)
    if is_there and conversation.assignee_id is None:
        return
    freed = withdraw_pending(search, now)
    if conversation.assignee_id is not None:
        hand_back(conversation_id=conversation_id, why="handed_over", now=now)
    note_hand_over(
        conversation_id=conversation_id,
        viewer=None,
        audience=to_audience,
        group_id=to_group_id,
        name=name,
        now=now,
    )
    count_loads(freed)
    announce(SearchBegan(conversation_id, "redirected"))


def _name_of_target(search: Search, to_audience: str, to_group_id: int | None, now: dt.datetime) -> str:
    """What the target is called. Raises why it cannot go there."""
    conversation = search.conversation
    if conversation.status == "closed":
        raise ConversationIsClosed
    if conversation.is_live and conversation.assignee_id is not None:
        raise AnsweredLive
    if open_hand_over(search.pk) is not None:
        raise AlreadyBeingHandedOver
    if to_group_id is not None:
        names = [group.name for group in groups_of(conversation.shop_id) if group.pk == to_group_id]
    else:
        charter = governing_charter(conversation, now)
        names = [str(it.name) for key, it in charter.audiences.items() if key == to_audience]
        if names and not may_answer(charter, to_audience, conversation.topic):
            raise TopicNotTheirs(clause=f"topics.{conversation.topic}")
    if not names:
        raise NotAHandOver
    return names[0]
