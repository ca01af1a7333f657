"""Shops. They change rarely and are asked for at every turn, so each process remembers them briefly."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from comptoir.domain.shops.errors import UnknownShop
from comptoir.domain.shops.models import Shop

REMEMBERED = 5.0
"""Seconds for which a process trusts what it has read."""


@dataclass(frozen=True, slots=True)
class KnownShop:
    """A shop as others need it: plain values."""

    id: int
    key: str
    name: str
    languages: tuple[str, ...]
    time_zone: str
    origins: frozenset[str]
    identity_generation: int

    @property
    def language(self) -> str:
        return self.languages[0] if self.languages else "en"


_shops: dict[str | int, KnownShop] = {}
_read_at = 0.0


def shop_of_key(key: str) -> KnownShop:
    """The shop of `key`. Raises `UnknownShop`."""
    return _shop(key)


def shop_of_id(shop_id: int) -> KnownShop:
    """The shop of that id. Raises `UnknownShop`."""
    return _shop(shop_id)


def zone_of(shop_id: int) -> ZoneInfo:
    """The shop's time zone. Raises `UnknownShop`."""
    return ZoneInfo(shop_of_id(shop_id).time_zone)


def shop_day(shop_id: int, at: dt.datetime) -> dt.date:
    """The day of a moment in the shop's calendar. Raises `UnknownShop`."""
    return at.astimezone(zone_of(shop_id)).date()


def last_shop_day(shop_id: int, at: dt.datetime) -> dt.date:
    """The last day, in the shop's calendar, of a span that ends at `at`: at midnight it is the day before. Raises `UnknownShop`."""
    return shop_day(shop_id, at - dt.timedelta(microseconds=1))


def all_shops() -> list[KnownShop]:
    """Every shop, by name."""
    _refresh(force=not _shops)
    return sorted({shop.id: shop for shop in _shops.values()}.values(), key=lambda shop: shop.name)


def forget_shops() -> None:
    """Read again at the next question."""
    global _read_at
    _read_at = 0.0


def _shop(name: str | int) -> KnownShop:
    _refresh()
    found = _shops.get(name)
    if found is None:
        raise UnknownShop
    return found


def _refresh(force: bool = False) -> None:
    global _read_at, _shops
    if not force and _read_at and time.monotonic() - _read_at < REMEMBERED:
        return
    rows = Shop.objects.prefetch_related("sites")
    known = [
        KnownShop(
            id=row.pk,
            key=row.key,
            name=row.name,
            languages=tuple(row.languages),
            time_zone=row.time_zone,
            origins=frozenset(site.origin for site in row.sites.all()),
            identity_generation=row.identity_generation,
        )
        for row in rows
    ]
    _shops = {shop.key: shop for shop in known} | {shop.id: shop for shop in known}
    _read_at = time.monotonic()
