"""Calling a referent: one key for an agent who should not have to bear a conversation alone. B2."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID, uuid5

from comptoir.domain.conversations.actions import Post, post_message
from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.people.queries import members_of
from comptoir.domain.people.rules import WATCHERS, Viewer, may
from comptoir.domain.routing.actions.caring import give_time
from comptoir.domain.routing.actions.hand_overs import hand_over
from comptoir.domain.routing.errors import NobodyFree, NotAHandOver, TopicNotTheirs
from comptoir.domain.routing.frames import tell_alarm
from comptoir.domain.routing.queries import desks_of
from comptoir.domain.routing.queries.caring import longest_pause
from comptoir.foundation.errors import NotAllowed

_CALLS = UUID("5a2f9ee2-52c2-4f0a-8a55-0a4c9f6a7f11")


def call_referent(*, conversation_id: int, viewer: Viewer, summary: str, now: dt.datetime) -> str:
    """Ask a referent who is at their desk to take the conversation over: "asked". With none who can be asked, name all
    who watch over the shop in a note and alarm them: "called". Raises `ConversationNotFound`, `NotAllowed`,
    `ConversationIsClosed`, `SummaryMissing`, `AlreadyBeingHandedOver`.

    Nothing new is offered to who calls because they were hurt, for as long as a pause lasts. C7.
    """
    conversation, _ = conversation_for(viewer, conversation_id)
    if conversation.assignee_id != viewer.membership_id:
        raise NotAllowed
    outcome = _call(conversation, viewer, summary, now)
    if conversation.is_shielded:
        give_time(user_id=viewer.user_id, until=now + longest_pause(viewer.user_id, now), now=now)
    return outcome


def _call(conversation: Any, viewer: Viewer, summary: str, now: dt.datetime) -> str:
    for member_id in _referents(viewer):
        try:
            hand_over(
                conversation_id=conversation.pk, viewer=viewer, to_membership_id=member_id, summary=summary, now=now
            )
        except (NobodyFree, NotAHandOver, TopicNotTheirs):
            continue
        return "asked"
    _call_all(conversation, viewer, summary, now)
    return "called"


def _referents(viewer: Viewer) -> list[int]:
    """Referents who answer customers, those with the least on their desk first."""
    desks = desks_of(viewer.shop_id)
    there = [it for it in members_of(viewer.shop_id) if it.role == "referent" and it.audience and it.user_id in desks]
    there = [it for it in there if it.pk != viewer.membership_id and may(it.role, "be_offered_conversations")]
    return [it.pk for it in sorted(there, key=lambda it: desks[it.user_id].load)]


def _call_all(conversation: Any, viewer: Viewer, summary: str, now: dt.datetime) -> None:
    pk, seq = conversation.pk, conversation.last_visitor_seq
    named = tuple(it.pk for it in members_of(viewer.shop_id) if it.role in WATCHERS)
    # Pressed twice for the same message, it is one call.
    note = Post(pk, uuid5(_CALLS, f"{pk}:{seq}"), summary, viewer=viewer, kind="note", mentions=named)
    post_message(note, now=now)
    tell_alarm(viewer.shop_id, pk, None, "insult", 0)
