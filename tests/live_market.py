"""Seeds the marketplace of a live desk, in a process of its own: the demo's orders, and its sellers with their settings."""

from __future__ import annotations

import django

django.setup()

from django.conf import settings  # noqa: E402

from comptoir.config.demo.market import set_up_sellers  # noqa: E402
from comptoir.config.demo.orders import tell_orders  # noqa: E402
from comptoir.domain.shops.actions import add_site  # noqa: E402
from comptoir.domain.shops.queries import shop_of_key  # noqa: E402
from comptoir.foundation.clock import now  # noqa: E402


def main() -> None:
    """Let the shop tell of what was bought, and of whom."""
    shop = shop_of_key("feira-do-largo")
    add_site(shop_id=shop.id, url=settings.PUBLIC_URL)
    tell_orders(shop, now())
    set_up_sellers(shop, now())


if __name__ == "__main__":
    main()
