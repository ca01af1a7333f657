"""Who writes from an address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from django.db import IntegrityError, transaction

from comptoir.domain.channels.models import Correspondent
from comptoir.domain.people.actions import meet_by_mail, tie_to_customer
from comptoir.domain.people.models import Visitor
from comptoir.language.cards import masked


def correspondent(
    shop_id: int,
    address: str,
    name: str = "",
    *,
    language: str = "",
    customer_id: int | None = None,
    now: dt.datetime,
) -> Correspondent:
    """Who is known to the shop by that address, made where nobody is; tied to the shop's customer where that is proven.

    It is never a visitor of the page who only says that the address is theirs: nobody reads on the page what came by mail
    from another. Threat 20.
    """
    found = Correspondent.objects.filter(shop_id=shop_id, address=address).first()
    if found is None:
        met = partial(meet_by_mail, shop_id=shop_id, email=address, first_name=first_name_in(name), now=now)
        found = _made(shop_id, address, name, partial(met, language=language, customer_id=customer_id))
    elif name and not found.name:
        found.name = masked(name)[:120]
        found.save(update_fields=["name"])
    if customer_id is not None:
        tie_to_customer(visitor_id=found.visitor_id, customer_id=customer_id)
    return found


def first_name_in(name: str) -> str:
    """What somebody is called, of a name as mail programs write it ("Ana Silva", "Silva, Ana"); nothing of an address."""
    if "@" in name:
        return ""
    _last, comma, first = name.partition(",")
    words = (first if comma else name).split()
    return words[0].strip("\"'") if words else ""


def _made(shop_id: int, address: str, name: str, meet: Callable[[], Visitor]) -> Correspondent:
    try:
        with transaction.atomic():
            visitor = meet()
            return Correspondent.objects.create(
                shop_id=shop_id, address=address, name=masked(name)[:120], visitor=visitor, first_at=visitor.seen_at
            )
    except IntegrityError:
        return Correspondent.objects.get(shop_id=shop_id, address=address)
