"""A buyer, as the shop has signed for them."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from comptoir.domain.shops.rules import Known, whose_is


class Buyer(NamedTuple):
    """Who asks, in a buyer's area: the visitor of this browser, and the shop's customer whom the shop has signed for.

    `number` is the shop's own for the customer; `email` the one it has signed. Nothing that the buyer merely says is in it.
    """

    visitor_id: int
    customer_id: int | None
    number: str
    email: str = ""
    first_name: str = ""
    language: str = ""


class Ordered(Protocol):
    """Whose an order is, as the shop told."""

    @property
    def customer_number(self) -> str: ...
    @property
    def customer_email(self) -> str: ...


def is_theirs(order: Ordered, buyer: Buyer) -> bool:
    """Whether the order is this buyer's, by what the shop has signed and nothing else. Threat 19."""
    known = Known(number=buyer.number, email=buyer.email)
    return whose_is(order.customer_number, order.customer_email, known) == "theirs"
