"""What the shop's orders say to a conversation: the numbers that were named, checked, and the customer's own orders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.queries import charter_in_force, charter_of_version
from comptoir.domain.charter.rules import Charter, MayReturn, Mention, fields_granted, may_return, numbers_in
from comptoir.domain.conversations.models import Conversation, Entry, Kind
from comptoir.domain.conversations.rules import may_see
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import KnownOrder, all_shops, orders_of_customer, orders_of_numbers
from comptoir.domain.shops.rules import Known, OrderLine, Whose, folded, whose_is

MESSAGES_READ = 100
OF_CUSTOMER = 5
SHOPS_COMPARED = 50
ENDED = ("cancelled", "returned")
"""States of an order of which nothing comes back any more."""


class OrderFact(NamedTuple):
    """A number that was named, or an order of the customer, with what is known of it.

    `kind`: `known` (then there is the `order`, with what of it may come back), `unknown`, `wrong` (`why`, `near` and
    `format` explain it, as `numbers_in` does), `foreign` (the number of another shop), `somebody_elses`.
    """

    number: str
    kind: str
    is_named: bool = True
    whose: Whose | None = None
    order: KnownOrder | None = None
    lines: tuple[tuple[OrderLine, MayReturn | None], ...] = ()
    why: str = ""
    near: str = ""
    format: str = ""


def facts_of(conversation: Conversation, viewer: Viewer, now: dt.datetime) -> tuple[OrderFact, ...]:
    """What may be told to this viewer of the orders that the customer speaks of, and of their own. D2.

    Nothing to whom the charter does not grant `orders`, and nothing but its existence of what is somebody else's. A11.
    """
    _, charter = charter_in_force(conversation.shop_id, now)
    granted = fields_granted(charter, audience=viewer.audience, sees_all=viewer.sees_all)
    if "orders" not in granted or not may_see(viewer, conversation):
        return ()
    mentions = _mentions(conversation, charter, now)
    named = orders_of_numbers(conversation.shop_id, (it.number for it in mentions)) if mentions else []
    own = _of_customer(conversation)
    known = _known(conversation)
    judged_by = charter_of_version(conversation.charter_version_id) if conversation.charter_version_id else charter
    by_number = {folded(order.number): order for order in named}
    facts = [
        _fact(it, by_number.get(folded(it.number)), own, known=known, charter=judged_by, now=now) for it in mentions
    ]
    told = {fact.order.id for fact in facts if fact.order}
    others = (order for order in own if order.id not in told)
    return (*facts, *(_of_order(order, known, judged_by, now, is_named=False) for order in others))


def _mentions(conversation: Conversation, charter: Charter, now: dt.datetime) -> Sequence[Mention]:
    said = Entry.objects.filter(conversation_id=conversation.pk, kind=Kind.MESSAGE, author="visitor")
    bodies = list(said.order_by("-seq").values_list("body", flat=True)[:MESSAGES_READ])
    texts = [*bodies[::-1], *(value for value in conversation.answers.values() if isinstance(value, str))]
    if not any(sign.isdigit() for text in texts for sign in text):
        return ()
    others = list(_other_charters(conversation.shop_id, now))
    once = {folded(it.number): it for text in texts for it in numbers_in(charter, _spoken_of(text, charter), others)}
    return list(once.values())


def _spoken_of(text: str, charter: Charter) -> str:
    """Where no format tells a number, one that stands alone (as an answer to a question does) is taken for one."""
    alone = text.strip()
    return text if charter.orders.formats or " " in alone or not alone else f"order {alone}"


def _other_charters(shop_id: int, now: dt.datetime) -> Iterator[Charter]:
    for shop in all_shops()[:SHOPS_COMPARED]:
        if shop.id == shop_id:
            continue
        try:
            yield charter_in_force(shop.id, now)[1]
        except NoCharter:
            continue


def _known(conversation: Conversation) -> Known:
    customer, says = conversation.customer, conversation.email or conversation.visitor.email
    return Known(customer.external_id, customer.email, says) if customer else Known(says_email=says)


def _of_customer(conversation: Conversation) -> list[KnownOrder]:
    customer = conversation.customer
    if customer is None:
        return []
    return orders_of_customer(conversation.shop_id, customer.external_id, customer.email, OF_CUSTOMER)


def _fact(
    mention: Mention,
    order: KnownOrder | None,
    own: Iterable[KnownOrder],
    *,
    known: Known,
    charter: Charter,
    now: dt.datetime,
) -> OrderFact:
    if order is not None:
        return _of_order(order, known, charter, now, is_named=True)
    if mention.kind != "valid":
        return OrderFact(mention.number, mention.kind, why=mention.why, near=mention.near, format=mention.format)
    # Only among the customer's own: a near number of somebody else would tell that it exists.
    near = get_close_matches(mention.number, [it.number for it in own], n=1, cutoff=0.75)
    return OrderFact(mention.number, "unknown", near=near[0] if near else "")


def _of_order(order: KnownOrder, known: Known, charter: Charter, now: dt.datetime, *, is_named: bool) -> OrderFact:
    whose = whose_is(order.customer_number, order.customer_email, known)
    if whose == "somebody_elses":
        return OrderFact(order.number, "somebody_elses", is_named, whose)
    has_ended = order.status in ENDED
    lines = tuple(
        (line, None if has_ended else may_return(charter, line, order.delivered_at, now)) for line in order.lines
    )
    return OrderFact(order.number, "known", is_named, whose, order, lines)
