"""Bringing shops into being, with their sites and keys."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.db import transaction

from comptoir.domain.shops.models import Shop, Site
from comptoir.domain.shops.queries import forget_shops


@transaction.atomic
def keep_shop(*, key: str, name: str, languages: Sequence[str], time_zone: str, origins: Sequence[str]) -> Shop:
    """Create or update the shop of `key` with what its charter says; sites that were added by hand stay."""
    shop, _ = Shop.objects.update_or_create(
        key=key, defaults={"name": name, "languages": list(languages), "time_zone": time_zone}
    )
    wanted = {origin_of(url) for url in origins}
    shop.sites.filter(is_from_charter=True).exclude(origin__in=wanted).delete()
    for origin in wanted:
        Site.objects.get_or_create(shop=shop, origin=origin)
    transaction.on_commit(forget_shops)
    return shop


@transaction.atomic
def add_site(*, shop_id: int, url: str) -> Site:
    """Let the pages of `url`'s origin carry the shop's widget, beside the sites that the charter names."""
    site, _ = Site.objects.get_or_create(shop_id=shop_id, origin=origin_of(url), defaults={"is_from_charter": False})
    transaction.on_commit(forget_shops)
    return site


@transaction.atomic
def renew_identity_key(*, shop_id: int) -> None:
    """Replace the key by which the shop signs its customers' identity; the old one holds no longer."""
    shop = Shop.objects.select_for_update().get(pk=shop_id)
    shop.identity_generation += 1
    shop.save(update_fields=["identity_generation"])
    transaction.on_commit(forget_shops)


def origin_of(url: str) -> str:
    """The origin of a URL as browsers send it: scheme, host, and the port when it is not the usual one."""
    parts = urlsplit(url)
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    port = f":{parts.port}" if parts.port and parts.port != usual else ""
    host = f"[{parts.hostname}]" if parts.hostname and ":" in parts.hostname else parts.hostname or ""
    return f"{parts.scheme}://{host}{port}"
