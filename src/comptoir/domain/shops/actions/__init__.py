"""What we do with shops, and with what they tell us."""

from comptoir.domain.shops.actions.orders import KeptOrders, forget_order, forget_orders, keep_orders
from comptoir.domain.shops.actions.shops import add_site, keep_shop, origin_of, renew_identity_key

__all__ = [
    "KeptOrders",
    "add_site",
    "forget_order",
    "forget_orders",
    "keep_orders",
    "keep_shop",
    "origin_of",
    "renew_identity_key",
]
