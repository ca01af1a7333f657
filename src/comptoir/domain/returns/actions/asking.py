"""A customer wants to give something back: whoever answers them writes it down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.people.rules import Viewer
from comptoir.domain.returns.actions.locking import lock_orders
from comptoir.domain.returns.actions.moving import add_step, refuse_unallowed
from comptoir.domain.returns.errors import NothingChosen, OrderNotHere
from comptoir.domain.returns.models import Return, ReturnedOrder, ReturnLine
from comptoir.domain.returns.queries import Piece, Returnable, may_ask, returnable
from comptoir.domain.returns.rules import may_be_chosen
from comptoir.foundation.crossing import again_when_crossed
from comptoir.foundation.errors import NotAllowed


@again_when_crossed
@transaction.atomic
def ask_return(
    *,
    conversation_id: int,
    viewer: Viewer,
    order_number: str,
    pieces: Mapping[int, int] | None,
    asking_id: UUID,
    accepts: bool = False,
    note: str = "",
    now: dt.datetime,
) -> Return:
    """Write down that so many `pieces` of the order's lines (by place; None for all that is left) are to come back. D8.

    With `accepts` it is accepted in the same breath, and the customer is told once. The same `asking_id` twice asks once.
    Raises `ConversationNotFound`, `NotAllowed`, `OrderNotHere`, `NothingChosen`, and as `accept_return` does.
    """
    conversation, viewer = conversation_for(viewer, conversation_id)
    if not may_ask(viewer, conversation.shop_id, now):
        raise NotAllowed
    order = _locked(conversation.shop_id, order_number)
    if known := Return.objects.filter(conversation_id=conversation_id, asking_id=asking_id).first():
        return known
    found = _found(returnable(conversation, viewer, now), order_number)
    chosen = _chosen(found, pieces)
    ret = _written(found, order, (conversation.pk, asking_id), chosen, now)
    by = viewer.membership_id
    if accepts:
        refuse_unallowed(ret, viewer, note)
        add_step(ret, "asked", by=by, tells=False, now=now)
        add_step(ret, "accepted", by=by, note=note, now=now)
    else:
        add_step(ret, "asked", by=by, note=note, now=now)
    return ret


def _locked(shop_id: int, number: str) -> ReturnedOrder:
    """The order under lock: who asks for the same piece at the same time waits here."""
    order, _ = ReturnedOrder.objects.get_or_create(shop_id=shop_id, number=number[:60])
    lock_orders([order.pk])
    return order


def _found(orders: list[Returnable], number: str) -> Returnable:
    for it in orders:
        if it.order.number == number:
            return it
    raise OrderNotHere


def _chosen(found: Returnable, pieces: Mapping[int, int] | None) -> dict[Piece, int]:
    wanted = {it.place: it.left for it in found.pieces if it.left > 0} if pieces is None else dict(pieces)
    if not may_be_chosen([it.left for it in found.pieces], wanted):
        raise NothingChosen
    return {found.pieces[place]: number for place, number in sorted(wanted.items())}


def _written(
    found: Returnable,
    order: ReturnedOrder,
    asking: tuple[int, UUID],
    chosen: Mapping[Piece, int],
    now: dt.datetime,
) -> Return:
    ret = Return.objects.create(
        shop_id=order.shop_id,
        order=order,
        conversation_id=asking[0],
        charter_version_id=found.version_id,
        asking_id=asking[1],
        is_whole=all(chosen.get(it) == it.line.quantity for it in found.pieces),
        is_proven=found.whose == "theirs",
        currency=found.order.currency,
        total=found.order.total,
        until=next((it.may.until for it in chosen if it.may.until), None),
        asked_at=found.asked_at,
        moved_at=now,
    )
    ReturnLine.objects.bulk_create(_line(ret, piece, number) for piece, number in chosen.items())
    return ret


def _line(ret: Return, piece: Piece, number: int) -> ReturnLine:
    return ReturnLine(
        ret=ret,
        place=piece.place,
        reference=piece.line.reference,
        name=piece.line.name,
        quantity=number,
        is_allowed=piece.may.is_allowed,
        why=piece.may.why,
        kind=piece.may.kind,
    )
