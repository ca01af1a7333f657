"""Writing a step of a privacy request into its record, and what follows: the customer is told, and those who look."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from uuid import UUID, uuid5

import msgspec

from comptoir.domain.conversations.actions import Post, Posted, post_message
from comptoir.domain.conversations.rules import team_topic
from comptoir.domain.people.rules import Viewer
from comptoir.domain.privacy.events import RightsRequestMoved
from comptoir.domain.privacy.models import RightsRequest, RightsStep
from comptoir.domain.privacy.rules import NOTE_LARGEST, STATES
from comptoir.foundation.broadcast import tell
from comptoir.foundation.outbox import announce
from comptoir.language.cards import masked_line

TOLD = UUID("2f1c9a7e-58a1-4a57-9b0f-6f7f0f3f5b21")
"""What the ids of these messages are made of: the same telling, tried again, is the same message."""

_encode = msgspec.json.Encoder().encode


class Shown(NamedTuple):
    """The entry that shows a step, and in which conversation it stands."""

    seq: int
    conversation_id: int


def tell_customer(request: RightsRequest, step: str, body: str, now: dt.datetime) -> Shown | None:
    """Say it on the stream, once for each step, however often it is tried; merged, where the conversation goes on."""
    told = post_message(Post(request.conversation_id, uuid5(TOLD, f"{request.pk}:{step}"), body), now=now)
    return Shown(told.seq, told.conversation_id) if isinstance(told, Posted) else None


def add_step(
    request: RightsRequest,
    step: str,
    *,
    viewer: Viewer,
    reason: str = "",
    note: str = "",
    shown: Shown | None = None,
    now: dt.datetime,
) -> None:
    """Keep who did what when, of a request that is locked, and say that it happened."""
    if step in STATES:
        request.state = step
    request.moved_at = now
    request.save()
    is_elsewhere = shown is not None and shown.conversation_id != request.conversation_id
    RightsStep.objects.create(
        request=request,
        step=step,
        membership_id=viewer.membership_id,
        reason=reason,
        note=masked_line(note)[:NOTE_LARGEST],
        seq=shown.seq if shown else None,
        seq_in=shown.conversation_id if shown and is_elsewhere else None,
        at=now,
    )
    here = request.conversation_id
    announce(RightsRequestMoved(request.pk, request.shop_id, here, request.right, step, viewer.membership_id))
    for pk in {here, shown.conversation_id if shown else here}:
        tell((team_topic(pk),), _encode({"t": "promises", "c": pk}))
