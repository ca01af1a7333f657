"""A new charter counts the term of a privacy request anew: the customer learns the new day, and colleagues that it moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import uuid5

from django.db import transaction

from comptoir.domain.conversations.actions import Post, post_message
from comptoir.domain.people.queries import members_of
from comptoir.domain.people.rules import may
from comptoir.domain.privacy.actions.recording import TOLD, tell_customer
from comptoir.domain.privacy.models import RightsRequest
from comptoir.domain.privacy.rules import OPEN
from comptoir.domain.privacy.sentences import counted_anew, counted_anew_for_team
from comptoir.domain.promises.events import PromiseMoved
from comptoir.domain.shops.queries import last_shop_day
from comptoir.foundation.crossing import again_when_crossed

CALLED_AT_MOST = 20


@again_when_crossed
@transaction.atomic
def tell_counted_anew(moves: Sequence[PromiseMoved], now: dt.datetime) -> None:
    """Tell of each request that still waits: once for each new day, however often one hears of it."""
    old = {move.promise_id: move.old_due_at for move in moves}
    waiting = RightsRequest.objects.select_related("conversation", "promise").filter(promise__in=old, state__in=OPEN)
    for request in waiting.order_by("conversation_id", "pk"):
        promise = request.promise
        if promise is None or promise.is_settled:
            continue
        due_at, was_due_at = promise.due_at, old[promise.pk]
        if last_shop_day(request.shop_id, due_at) == last_shop_day(request.shop_id, was_due_at):
            continue
        step = f"counted {due_at.isoformat()}"
        tell_customer(request, step, counted_anew(request, due_at), now)
        note = counted_anew_for_team(request, due_at, was_due_at)
        called = _whom(request)
        facts = {"mentions": list(called)}
        own_id = uuid5(TOLD, f"{request.pk}:{step} team")
        post_message(Post(request.conversation_id, own_id, note, kind="note", mentions=called, facts=facts), now=now)


def _whom(request: RightsRequest) -> tuple[int, ...]:
    """Whose answer it is; where nobody has it, who decides on privacy requests."""
    members = members_of(request.shop_id)
    owner = request.promise.owner_id if request.promise else None
    if any(member.pk == owner for member in members):
        return (owner,) if owner else ()
    return tuple(member.pk for member in members if may(member.role, "decide_privacy"))[:CALLED_AT_MOST]
