"""Sellers, as their own page and the team see them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Q, Sum

from comptoir.domain.marketplace.errors import SellerLinkNotValid, SellerNotFound
from comptoir.domain.marketplace.models import Attempt, Case, Seller
from comptoir.domain.marketplace.seller_link import claimed_seller, signed_seller
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import KnownShop, shop_day

PAGE = 50
STATES = ("on", "off", "waiting", "unreachable")
COUNTED_DAYS = 90


@dataclass(frozen=True, slots=True)
class SellerShown:
    """A seller's settings. `state`: "on", "off", "waiting" (for the code), "unreachable" (`unreachable_why`).

    `new_email` is the address that waits for its code until `code_until`; `open_cases` are theirs; `attempts` how many contact details of each
    kind were masked in what they wrote in the last 90 days.
    """

    id: int
    shop_id: int
    key: str
    name: str
    language: str
    account_email: str
    support_name: str
    support_email: str
    state: str
    new_email: str
    code_until: dt.datetime | None
    confirmed_at: dt.datetime | None
    unreachable_since: dt.datetime | None
    unreachable_why: str
    sends_unproven: bool
    asks_to_be_believed: bool = False
    """A mail of theirs is held, because their domain proves nothing of what it sends."""
    open_cases: int = 0
    attempts: Mapping[str, int] | None = None

    @property
    def attempts_in_all(self) -> int:
        return sum((self.attempts or {}).values())


class SellersPage(NamedTuple):
    """Some sellers by name, and after which the next begin."""

    rows: list[SellerShown]
    next_after: tuple[str, int] | None


def seller_shown(shop_id: int, seller_id: int, now: dt.datetime) -> SellerShown:
    """The shop's seller of that number. Raises `SellerNotFound`."""
    found = Seller.objects.filter(shop_id=shop_id, pk=seller_id).first()
    if found is None:
        raise SellerNotFound
    return _all_shown([found], now)[0]


def seller_of_key(shop_id: int, key: str, now: dt.datetime) -> SellerShown:
    """The shop's seller of that key. Raises `SellerNotFound`."""
    found = Seller.objects.filter(shop_id=shop_id, key=key).first()
    if found is None:
        raise SellerNotFound
    return _all_shown([found], now)[0]


def seller_of_link(shop: KnownShop, token: str, now: dt.datetime) -> SellerShown:
    """The seller whom a link of ours names, in that shop. Raises `SellerLinkNotValid`."""
    claim = claimed_seller(token, now)
    found = Seller.objects.filter(shop_id=shop.id, pk=claim.seller_id, access_generation=claim.generation).first()
    if found is None:
        raise SellerLinkNotValid
    return _all_shown([found], now)[0]


def seller_token(seller_id: int, now: dt.datetime) -> str:
    """The secret of a link to that seller's page. Raises `SellerNotFound`."""
    generation = Seller.objects.filter(pk=seller_id).values_list("access_generation", flat=True).first()
    if generation is None:
        raise SellerNotFound
    return signed_seller(seller_id, generation, now)


def sellers(
    viewer: Viewer,
    now: dt.datetime,
    *,
    search: str = "",
    state: str = "",
    after: tuple[str, int] | None = None,
    limit: int = PAGE,
) -> SellersPage:
    """A page of the sellers of the viewer's shop, by name, whose name or key has `search` in it. Five queries at the most."""
    rows = Seller.objects.filter(shop_id=viewer.shop_id)
    if search:
        rows = rows.filter(Q(name__icontains=search[:80]) | Q(key__icontains=search[:80]))
    rows = rows.filter(_in_state(state)) if state in STATES else rows
    if after is not None:
        rows = rows.filter(Q(name__gt=after[0]) | Q(name=after[0], pk__gt=after[1]))
    found = list(rows.order_by("name", "pk")[: limit + 1])
    page = found[:limit]
    return SellersPage(_all_shown(page, now), (page[-1].name, page[-1].pk) if len(found) > limit else None)


def state_of(seller: Seller) -> str:
    """Where the tool stands."""
    if seller.support_email:
        return "unreachable" if seller.unreachable_since else "on"
    return "waiting" if seller.new_email else "off"


def _in_state(state: str) -> Q:
    if state == "on":
        return ~Q(support_email="") & Q(unreachable_since=None)
    if state == "unreachable":
        return ~Q(support_email="") & Q(unreachable_since__isnull=False)
    return Q(support_email="") & (~Q(new_email="") if state == "waiting" else Q(new_email=""))


def _all_shown(rows: Iterable[Seller], now: dt.datetime) -> list[SellerShown]:
    found = list(rows)
    ids = [row.pk for row in found]
    open_cases = Case.objects.filter(seller_id__in=ids).exclude(conversation__status="closed")
    counts = dict(open_cases.values_list("seller_id").annotate(Count("pk")).order_by())
    attempts: dict[int, dict[str, int]] = defaultdict(dict)
    if found:
        since = shop_day(found[0].shop_id, now) - dt.timedelta(days=COUNTED_DAYS)
        counted = Attempt.objects.filter(seller_id__in=ids, side="seller", day__gte=since)
        for seller_id, kind, number in counted.values_list("seller_id", "kind").annotate(Sum("number")).order_by():
            attempts[seller_id][kind] = number
    return [_shown(row, counts.get(row.pk, 0), attempts.get(row.pk, {})) for row in found]


def _shown(row: Seller, open_cases: int, attempts: Mapping[str, int]) -> SellerShown:
    return SellerShown(
        id=row.pk,
        shop_id=row.shop_id,
        key=row.key,
        name=row.name,
        language=row.language,
        account_email=row.account_email,
        support_name=row.support_name,
        support_email=row.support_email,
        state=state_of(row),
        new_email=row.new_email,
        code_until=row.code_until,
        confirmed_at=row.confirmed_at,
        unreachable_since=row.unreachable_since,
        unreachable_why=row.unreachable_why,
        sends_unproven=row.sends_unproven,
        asks_to_be_believed=row.unproven_at is not None and not row.sends_unproven,
        open_cases=open_cases,
        attempts=attempts,
    )
