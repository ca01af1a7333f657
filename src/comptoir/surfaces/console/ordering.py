"""How the facts of orders appear on the customer's card."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from babel.numbers import format_currency, format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.domain.charter.rules import MayReturn, day_in, product_kind
from comptoir.domain.conversations.queries import OrderFact, facts_of
from comptoir.domain.people.rules import Viewer
from comptoir.domain.returns.queries import pieces_back
from comptoir.domain.shops.queries import KnownOrder, zone_of
from comptoir.foundation.clock import now
from comptoir.language.locales import locale_of
from comptoir.surfaces.console.showing import reading

LINES_SHOWN = 10

STATES = {
    "placed": lambda: pgettext("order", "Placed"),
    "preparing": lambda: pgettext("order", "Being prepared"),
    "shipped": lambda: pgettext("order", "On its way"),
    "delivered": lambda: pgettext("order", "Delivered"),
    "returned": lambda: pgettext("order", "Returned"),
    "cancelled": lambda: pgettext("order", "Cancelled"),
}
KINDS = {
    "unknown": lambda: _("The shop has told of no order with this number."),
    "foreign": lambda: _("This looks like the number of another shop."),
    "somebody_elses": lambda: _("This order is another customer’s: nothing of it may be told."),
}
WRONG = {
    "look_alike": lambda: _("A letter stands here for a digit that looks alike, or the other way round."),
    "prefix_missing": lambda: _("The beginning of the number is missing."),
    "other_prefix": lambda: _("The shop’s numbers begin otherwise."),
    "too_short": lambda: _("The number is too short."),
    "too_long": lambda: _("The number is too long."),
    "other_shape": lambda: _("The shop’s numbers are written otherwise."),
}
WHOSE = {
    "theirs": lambda: _("The shop vouches that it is this customer’s."),
    "said": lambda: _("They have given the address that the order has; that proves nothing."),
    "unproven": lambda: _("Nothing proves that it is this customer’s."),
}


class ShownOrder(NamedTuple):
    """An order, or a number that is none, as the card shows it; `said` has what is to be known first.

    `has_left` says whether any of it has neither come back nor is on its way.
    """

    number: str
    state: str
    state_name: str
    said: list[str]
    facts: list[tuple[str, str]]
    lines: list[tuple[str, str]]
    more: int
    has_left: bool = False


def orders_here(conversation: Any, viewer: Viewer) -> list[ShownOrder]:
    """The orders of a conversation, for those to whom the charter grants them; for others there are none."""
    zone = zone_of(conversation.shop_id)
    facts = facts_of(conversation, viewer, now())
    back = pieces_back(conversation.shop_id, [fact.order.number for fact in facts if fact.order])
    return [_shown(fact, zone, back) for fact in facts]


def _shown(fact: OrderFact, zone: ZoneInfo, taken: Counter[tuple[str, int]]) -> ShownOrder:
    order = fact.order
    if order is None:
        return ShownOrder(fact.number, fact.kind, "", list(_explained(fact)), [], [], 0)
    left = [line.quantity > taken[order.number, place] for place, (line, _back) in enumerate(fact.lines)]
    lines = [
        (_product(line), _return(back, zone) if is_left else gone_words())
        for is_left, (line, back) in zip(left, fact.lines, strict=True)
    ]
    said = [WHOSE[fact.whose]()] if fact.whose and (fact.is_named or fact.whose != "theirs") else []
    facts, more, state = _facts(order, zone), max(0, len(lines) - LINES_SHOWN), STATES[order.status]()
    return ShownOrder(order.number, order.status, state, said, facts, lines[:LINES_SHOWN], more, any(left))


def _explained(fact: OrderFact) -> list[str]:
    said = [WRONG[fact.why]() if fact.kind == "wrong" else KINDS[fact.kind]()]
    if fact.near:
        said.append(_("Perhaps %(number)s is meant.") % {"number": fact.near})
    elif fact.format:
        said.append(_("A number of the shop looks like %(format)s.") % {"format": _example(fact.format)})
    return said


def _example(shape: str) -> str:
    """A format as a number could be: digits counted up, letters from the beginning."""
    digits, letters = iter("12345678901234567890" * 2), iter("ABCDEFGHIJKLMNOPQRST" * 2)
    return "".join(next(digits) if sign == "#" else next(letters) if sign == "X" else sign for sign in shape)


def _facts(order: KnownOrder, zone: ZoneInfo) -> list[tuple[str, str]]:
    facts = [(pgettext("order", "Placed on"), _day(order.placed_at, zone))]
    if order.delivered_at:
        facts.append((pgettext("order", "Delivered on"), _day(order.delivered_at, zone)))
    if order.total is not None:
        facts.append((pgettext("order", "Total"), _amount(order)))
    return facts


def _amount(order: KnownOrder) -> str:
    total = order.total or 0
    if not order.currency:
        return str(format_decimal(total, "#,##0.00", locale=locale_of(reading())))
    return str(format_currency(total, order.currency, locale=locale_of(reading())))


def _product(line: Any) -> str:
    name = " · ".join(part for part in (line.name, line.reference) if part)
    return f"{line.quantity} × {name}" if line.quantity > 1 else name


def back_words(back: MayReturn, shop_id: int) -> str:
    """Until when a product may come back, or why it may not."""
    return _return(back, zone_of(shop_id))


def gone_words() -> str:
    """What is said of a product that has come back, or is on its way."""
    return str(_("Has come back already, or is on its way."))


def _return(back: MayReturn | None, zone: ZoneInfo) -> str:
    if back is None or back.why == "no_returns":
        return ""
    day = _day(back.until - dt.timedelta(microseconds=1), zone) if back.until else ""
    said = {
        "in_time": _("May come back until %(day)s.") % {"day": day} if day else _("May come back."),
        "too_late": _("May not come back any more: %(day)s was the last day.") % {"day": day},
        "not_delivered": _("May come back once it is delivered."),
        "kind_excluded": _("May not come back: %(kind)s.") % {"kind": product_kind(back.kind, reading())},
        "line_excluded": _("May not come back, says the shop."),
    }
    return str(said[back.why])


def _day(at: dt.datetime, zone: ZoneInfo) -> str:
    return day_in(reading(), at.astimezone(zone).date())
