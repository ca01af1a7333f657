"""Whose an order is, as far as is known of who writes."""

from __future__ import annotations

from typing import Literal, NamedTuple

Whose = Literal["theirs", "said", "unproven", "somebody_elses"]


class Known(NamedTuple):
    """What is known of who writes: what the shop has signed for, and what they say themselves."""

    number: str = ""
    email: str = ""
    says_email: str = ""


def whose_is(customer_number: str, customer_email: str, known: Known) -> Whose:
    """Whether an order is that of who writes. A11: what is somebody else's is told to nobody.

    `theirs`: the shop has signed for the same customer. `said`: they gave the address of the order, which proves nothing.
    `somebody_elses`: the shop has signed for another customer. `unproven`: nobody knows who writes, or whose the order is.
    """
    if known.number and customer_number:
        return "theirs" if known.number == customer_number else "somebody_elses"
    if known.email and customer_email:
        return "theirs" if _same(known.email, customer_email) else "somebody_elses"
    return "said" if customer_email and _same(known.says_email, customer_email) else "unproven"


def _same(one: str, other: str) -> bool:
    return one.strip().lower() == other.strip().lower()
