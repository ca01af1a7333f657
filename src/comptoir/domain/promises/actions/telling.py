"""Letting consoles know of warnings and breaks, as docs/guide/wire.md has it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from django.db import transaction

from comptoir.domain.people.queries import members_among
from comptoir.domain.promises.events import PromiseAtRisk, PromiseBroken, WarningRehearsed
from comptoir.foundation.broadcast import Delivery, tell_all
from comptoir.foundation.outbox import announce

_encode = msgspec.json.Encoder().encode


@transaction.atomic
def tell_at_risk(events: Sequence[PromiseAtRisk]) -> None:
    """Warn whom the charter names, before it is too late."""
    tell_all(_deliveries(events, "at_risk"))


@transaction.atomic
def tell_broken(events: Sequence[PromiseBroken]) -> None:
    """Say that a promise was not kept."""
    tell_all(_deliveries(events, "broken"))


@transaction.atomic
def rehearse_warning(*, membership_id: int, shop_id: int, key: str) -> None:
    """Try whether a warning would reach a member: it goes the whole way that warnings go, and says that it is a trial."""
    announce(WarningRehearsed(membership_id, shop_id, key))


@transaction.atomic
def tell_rehearsed(event: WarningRehearsed) -> None:
    """The trial has come to the worker, and goes on to the member's consoles."""
    frame = {"t": "promise_test", "shop": event.shop_id, "key": event.key}
    tell_all([Delivery((f"member:{event.membership_id}",), _encode(frame))])


def _rings_already(event: PromiseAtRisk | PromiseBroken) -> bool:
    """The first answer of a chat has an alarm of its own, which knows whom else to ask."""
    return event.of == "chat" and event.kind == "first_answer"


def _deliveries(events: Sequence[PromiseAtRisk] | Sequence[PromiseBroken], why: str) -> list[Delivery]:
    """One for each that has no alarm of its own. What belongs to somebody who has left is told as what nobody owns."""
    rung = [event for event in events if not _rings_already(event)]
    members = members_among(event.owner_id for event in rung if event.owner_id)
    return [_delivery(event, why, event.owner_id if event.owner_id in members else None) for event in rung]


def _delivery(event: PromiseAtRisk | PromiseBroken, why: str, owner: int | None) -> Delivery:
    """The owner hears it by their own topic; those who watch over the shop find in `tell` whether it is for them."""
    topics = [f"member:{owner}"] if owner else []
    if not owner or set(event.tell) - {"owner"}:
        topics.append(f"shop:{event.shop_id}:watchers")
    frame = {
        "t": "promise",
        "why": why,
        "id": event.promise_id,
        "c": event.conversation_id,
        "shop": event.shop_id,
        "kind": event.kind,
        "owner": owner,
        "due_at": event.due_at,
        "tell": event.tell,
    }
    return Delivery(tuple(topics), _encode(frame))
