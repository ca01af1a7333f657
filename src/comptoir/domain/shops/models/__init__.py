"""What we keep of a shop: itself, its sites, and its orders as it told us."""

from comptoir.domain.shops.models.order import Order
from comptoir.domain.shops.models.shop import Shop, Site

__all__ = ["Order", "Shop", "Site"]
