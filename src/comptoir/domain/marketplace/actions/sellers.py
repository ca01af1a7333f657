"""Sellers as the shop tells of them: known when first met in an order, named and written to as the shop says."""

from __future__ import annotations

from django.db import transaction

from comptoir.domain.channels.rules import address_in
from comptoir.domain.marketplace.errors import NotAnAddress
from comptoir.domain.marketplace.models import Seller
from comptoir.domain.marketplace.rules import plain_name
from comptoir.domain.shops.identity import proven_seller
from comptoir.domain.shops.queries import KnownShop
from comptoir.language.cards import masked

NAME_LARGEST = 160


def seller_of_lines(shop: KnownShop, key: str, name: str) -> Seller:
    """The seller whom order lines call so; known from now on."""
    found, _ = Seller.objects.get_or_create(
        shop_id=shop.id, key=key[:NAME_LARGEST], defaults={"name": plain_name(masked(name), NAME_LARGEST) or key}
    )
    return found


@transaction.atomic
def tell_seller(*, shop: KnownShop, key: str, name: str = "", language: str = "", account_email: str = "") -> Seller:
    """Keep what the shop says of a seller: its name, the language it is written to in, where the shop itself reaches it.

    What is left empty stays as it was. Raises `NotAnAddress`.
    """
    address = address_in(account_email) if account_email else ""
    if address is None:
        raise NotAnAddress
    seller = seller_of_lines(shop, key, name or key)
    if name:
        seller.name = plain_name(masked(name), NAME_LARGEST) or seller.name
    seller.language = language if language in shop.languages else seller.language
    seller.account_email = address or seller.account_email
    seller.save(update_fields=["name", "language", "account_email"])
    return seller


def meet_seller(*, shop: KnownShop, signed: str) -> int:
    """The seller for whom the shop has signed (a JSON Web Token with `seller`), known from now on. Raises `IdentityNotProven`."""
    claimed = proven_seller(shop, signed)
    address = claimed.email if address_in(claimed.email) else ""
    seller = tell_seller(
        shop=shop, key=claimed.seller.strip(), name=claimed.name, language=claimed.language, account_email=address
    )
    return seller.pk
