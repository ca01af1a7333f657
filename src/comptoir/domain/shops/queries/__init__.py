"""What we can tell about shops and their orders."""

from comptoir.domain.shops.queries.orders import (
    KnownOrder,
    OrdersPage,
    order_of_number,
    orders_of_customer,
    orders_of_numbers,
    orders_page,
)
from comptoir.domain.shops.queries.shops import (
    KnownShop,
    all_shops,
    forget_shops,
    last_shop_day,
    shop_day,
    shop_of_id,
    shop_of_key,
    zone_of,
)

__all__ = [
    "KnownOrder",
    "KnownShop",
    "OrdersPage",
    "all_shops",
    "forget_shops",
    "last_shop_day",
    "order_of_number",
    "orders_of_customer",
    "orders_of_numbers",
    "orders_page",
    "shop_day",
    "shop_of_id",
    "shop_of_key",
    "zone_of",
]
