"""Meeting visitors, and what they say of themselves."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.db import transaction

from comptoir.domain.people.errors import TokenNotValid
from comptoir.domain.people.models import Customer, Visitor
from comptoir.domain.people.queries import visitor_of_token
from comptoir.domain.people.tokens import visitor_token
from comptoir.domain.shops.identity import proven_identity
from comptoir.domain.shops.queries import KnownShop
from comptoir.foundation.broadcast import tell
from comptoir.language.cards import masked

KNOWN_BY_OPENING = dt.timedelta(hours=1)


@transaction.atomic
def meet_visitor(
    *,
    shop: KnownShop,
    token: str = "",
    language: str = "",
    identity: str = "",
    opening_id: UUID | None = None,
    now: dt.datetime,
) -> tuple[Visitor, str]:
    """The visitor whom the token names, or a new one when there is none that holds; and a fresh token.

    A browser whose first answer was lost has no token yet: within the hour it is known again by the `opening_id` it made.
    A signed identity ties the visitor to the shop's customer. Raises `IdentityNotProven`.
    """
    customer = _customer(shop, identity) if identity else None
    visitor = _known_visitor(token, shop) or _visitor_of_opening(shop, opening_id, now)
    if customer and visitor.customer_id not in (None, customer.pk):
        visitor = Visitor(shop_id=shop.id)
    visitor.seen_at = now
    visitor.language = language[:8] or visitor.language
    if customer:
        visitor.customer = customer
        visitor.first_name = customer.first_name
        visitor.email = customer.email
    visitor.save()
    return visitor, visitor_token(visitor)


@transaction.atomic
def revoke_visitor_token(*, visitor_id: int) -> None:
    """Make every token of the visitor worthless and end their sockets."""
    visitor = Visitor.objects.select_for_update().get(pk=visitor_id)
    visitor.token_generation += 1
    visitor.save(update_fields=["token_generation"])
    tell([f"visitor:{visitor_id}"], b"4401", orders="close")


@transaction.atomic
def introduce_visitor(*, visitor_id: int, first_name: str = "", email: str = "") -> None:
    """Keep what the visitor said of themselves."""
    said = {"first_name": masked(first_name)[:80], "email": masked(email)[:254]}
    changes = {name: value for name, value in said.items() if value}
    if changes:
        Visitor.objects.filter(pk=visitor_id).update(**changes)


@transaction.atomic
def meet_by_mail(
    *,
    shop_id: int,
    email: str,
    first_name: str = "",
    language: str = "",
    customer_id: int | None = None,
    now: dt.datetime,
) -> Visitor:
    """Somebody new who has written from an address. No browser is this visitor: what they are told goes out by mail."""
    return Visitor.objects.create(
        shop_id=shop_id,
        customer_id=customer_id,
        language=language[:8],
        first_name=masked(first_name)[:80],
        email=masked(email)[:254],
        seen_at=now,
    )


def tie_to_customer(*, visitor_id: int, customer_id: int) -> None:
    """Say that a visitor of whom nothing was known is the shop's customer."""
    Visitor.objects.filter(pk=visitor_id, customer=None).update(customer_id=customer_id)


def _known_visitor(token: str, shop: KnownShop) -> Visitor | None:
    try:
        return visitor_of_token(token, shop) if token else None
    except TokenNotValid:
        return None


def _visitor_of_opening(shop: KnownShop, opening_id: UUID | None, now: dt.datetime) -> Visitor:
    key = uuid5(opening_id, "visitor") if opening_id else uuid4()
    known = Visitor.objects.filter(key=key).first() if opening_id else None
    if known and known.shop_id == shop.id and now - known.seen_at < KNOWN_BY_OPENING:
        return known
    return Visitor(shop_id=shop.id, key=uuid4() if known else key)


def _customer(shop: KnownShop, signed: str) -> Customer:
    identity = proven_identity(shop, signed)
    customer, _ = Customer.objects.update_or_create(
        shop_id=shop.id,
        external_id=_kept_number(identity.id),
        defaults={
            "first_name": masked(identity.first_name)[:80],
            "last_name": masked(identity.last_name)[:80],
            "email": masked(identity.email)[:254],
            "phone": masked(identity.phone)[:40],
        },
    )
    return customer


def _kept_number(external_id: str) -> str:
    """The shop's number for a customer. One that is a card's is kept as a keyed digest: masked, two would become one."""
    if masked(external_id) == external_id:
        return external_id
    return hmac.new(settings.SECRET_KEY.encode(), external_id.encode(), hashlib.sha256).hexdigest()
