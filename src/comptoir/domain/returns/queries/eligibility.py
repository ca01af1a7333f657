"""What of a conversation's orders may come back, as of the moment at which the customer asked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Sum

from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.queries import charter_in_force, charter_of_version
from comptoir.domain.charter.rules import MayReturn, fields_granted, may_return
from comptoir.domain.conversations.queries import facts_of, told_once
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.returns.models import ReturnLine
from comptoir.domain.returns.rules import COUNTS
from comptoir.domain.shops.queries import KnownOrder
from comptoir.domain.shops.rules import OrderLine, Whose


class Piece(NamedTuple):
    """A line of an order: its place, how many of it are not on their way back yet, and what the charter says."""

    place: int
    line: OrderLine
    left: int
    may: MayReturn


class Returnable(NamedTuple):
    """An order of which something could come back; `asked_at` is the customer's last word, by which it is judged."""

    order: KnownOrder
    whose: Whose
    pieces: tuple[Piece, ...]
    version_id: int
    asked_at: dt.datetime


def may_ask(viewer: Viewer, shop_id: int, now: dt.datetime) -> bool:
    """Whether the member has to do with returns of the shop: by their role, and where the charter grants them orders. A11."""
    if viewer.shop_id != shop_id or not may(viewer.role, "move_returns"):
        return False
    try:
        _, charter = charter_in_force(shop_id, now)
    except NoCharter:
        return False
    return "orders" in fields_granted(charter, audience=viewer.audience, sees_all=viewer.sees_all)


def returnable(conversation: Any, viewer: Viewer, now: dt.datetime) -> list[Returnable]:
    """The orders of a conversation, each line with how much of it could come back and what the charter says. D8.

    Nothing for who has nothing to do with returns, and nothing of orders that are cancelled, returned or another's.
    """
    if not may_ask(viewer, conversation.shop_id, now):
        return []
    facts = [fact for fact in facts_of(conversation, viewer, now) if fact.order and _is_alive(fact.lines)]
    if not facts:
        return []
    version_id = conversation.charter_version_id or charter_in_force(conversation.shop_id, now)[0]
    charter, at = charter_of_version(version_id), _asked_at(conversation, now)
    taken = pieces_back(conversation.shop_id, (fact.order.number for fact in facts if fact.order))
    found = []
    for fact in facts:
        if fact.order is not None:
            order = fact.order
            pieces = tuple(
                Piece(
                    n, line, line.quantity - taken[order.number, n], may_return(charter, line, order.delivered_at, at)
                )
                for n, line in enumerate(order.lines)
            )
            found.append(Returnable(order, fact.whose or "unproven", pieces, version_id, at))
    return found


def _is_alive(lines: tuple[tuple[OrderLine, MayReturn | None], ...]) -> bool:
    return any(back is not None for _, back in lines)


def _asked_at(conversation: Any, now: dt.datetime) -> dt.datetime:
    """Who asks on the last day has asked in time, whenever somebody reads it."""
    last = conversation.last_visitor_seq
    said = told_once(conversation.pk, seq=last) if last else None
    return min(said.created_at, now) if said else now


def pieces_back(shop_id: int, numbers: Iterable[str]) -> Counter[tuple[str, int]]:
    """How many pieces of each line are on their way back, or came back."""
    rows = ReturnLine.objects.filter(
        ret__order__shop_id=shop_id, ret__order__number__in=list(numbers), ret__state__in=COUNTS
    )
    sums = rows.values_list("ret__order__number", "place").annotate(pieces=Sum("quantity")).order_by()
    return Counter({(number, place): pieces for number, place, pieces in sums})
