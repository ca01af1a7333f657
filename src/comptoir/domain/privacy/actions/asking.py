"""A customer asks about their own data: whoever answers them writes it down, and the law's time runs from when they asked."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from comptoir.domain.conversations.errors import IsMerged
from comptoir.domain.conversations.queries import Talk, conversation_for, talks_merged, told_once
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.privacy.actions.recording import Shown, add_step, tell_customer
from comptoir.domain.privacy.errors import AskedAlready, NotAsked, RightUnknown
from comptoir.domain.privacy.models import RightsRequest
from comptoir.domain.privacy.rules import OPEN, RIGHTS
from comptoir.domain.privacy.sentences import received
from comptoir.domain.promises import actions as promises
from comptoir.domain.promises.queries import due_if_promised
from comptoir.foundation.crossing import again_when_crossed
from comptoir.foundation.errors import NotAllowed


class Asked(NamedTuple):
    """When the customer asked, and in which entry; 0 where they asked by another way than this conversation."""

    at: dt.datetime
    seq: int


@again_when_crossed
@transaction.atomic
def ask_right(
    *,
    conversation_id: int,
    viewer: Viewer,
    right: str,
    seq: int | None = None,
    asking_id: UUID,
    note: str = "",
    now: dt.datetime,
) -> RightsRequest:
    """Write down that the customer asks for one of `RIGHTS`, in their message `seq`: their last one without it, none with 0. D9, G7.

    They are told that it came in, and by which day it is answered; the answer is promised from when they asked. The same
    `asking_id` twice asks once. Raises `ConversationNotFound`, `NotAllowed`, `IsMerged`, `RightUnknown`, `NotAsked`, and
    `AskedAlready` while the same is asked for there.
    """
    conversation, viewer = conversation_for(viewer, conversation_id)
    if not may(viewer.role, "move_privacy"):
        raise NotAllowed
    # The account is the lock of all its requests; and it comes before the conversation, as whoever makes a promise there does.
    promises.hear([conversation_id], now)
    if known := RightsRequest.objects.filter(conversation_id=conversation_id, asking_id=asking_id).first():
        return known
    family = talks_merged([conversation_id])
    _refuse(right, family[conversation_id], family)
    asked = _asked(conversation_id, conversation.last_visitor_seq if seq is None else seq, now)
    request = _written(family[conversation_id], right, asking_id, asked, now)
    told = _clocked(request, family[conversation_id], now)
    shown = Shown(asked.seq, conversation_id) if asked.seq else told
    add_step(request, "asked", viewer=viewer, note=note, shown=shown, now=now)
    return request


def _refuse(right: str, talk: Talk, family: dict[int, Talk]) -> None:
    """Raise what stands against it."""
    if talk.merged_into_id is not None:
        raise IsMerged
    if right not in RIGHTS:
        raise RightUnknown
    if RightsRequest.objects.filter(conversation_id__in=list(family), right=right, state__in=OPEN).exists():
        raise AskedAlready


def _asked(conversation_id: int, seq: int, now: dt.datetime) -> Asked:
    if seq == 0:
        return Asked(now, 0)
    told = told_once(conversation_id, seq=seq)
    if told is None or told.kind != "message" or told.author != "visitor":
        raise NotAsked
    return Asked(min(told.created_at, now), seq)


def _written(talk: Talk, right: str, asking_id: UUID, asked: Asked, now: dt.datetime) -> RightsRequest:
    return RightsRequest.objects.create(
        shop_id=talk.shop_id,
        conversation_id=talk.id,
        asking_id=asking_id,
        right=right,
        asked_at=asked.at,
        asked_seq=asked.seq,
        moved_at=now,
    )


def _clocked(request: RightsRequest, talk: Talk, now: dt.datetime) -> Shown | None:
    """Tell the customer, and put the answer into the ledger, with the message that named its date."""
    terms: dict[str, Any] = {
        "shop_id": talk.shop_id,
        "of": "rights_request",
        "when": "resolution",
        "made_at": request.asked_at,
    }
    due_at = due_if_promised(**terms, audience=talk.audience)
    told = tell_customer(request, "asked", received(request, due_at if due_at and due_at > now else None), now)
    promise = promises.make_promise(
        **terms,
        conversation_id=talk.id,
        subject=f"rights:{request.pk}",
        audience=talk.audience,
        owner_id=talk.assignee_id,
        made_seq=told.seq if told else request.asked_seq,
    )
    request.promise_id = promise.pk if promise else None
    return told
