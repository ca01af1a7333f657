"""Whose an address of the demo is."""

from __future__ import annotations

from typing import NamedTuple

from comptoir.surfaces.storefront.shelves import STOREFRONTS


class Person(NamedTuple):
    """A name, what they are, and how they sign."""

    name: str
    role: str
    shop: str
    signature: str


def person_of(address: str) -> Person:
    """Who it is; of others nothing but their address."""
    for front in STOREFRONTS.values():
        for customer in front.customers:
            if customer.email == address:
                name = f"{customer.first_name} {customer.last_name}"
                return Person(name, "customer", front.name, f"{name}\n{address}")
        for trader in front.traders:
            if address in (trader.email, f"conta@{trader.key}.example"):
                return Person(trader.name, "seller", front.name, f"{trader.name}\nTel. 239 000 118\n{address}")
    return Person("", "", "", "")
