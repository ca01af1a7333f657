"""What stands on the shelves of the demo's shops: pages, categories, products, customers."""

from comptoir.surfaces.storefront.shelves.feira_do_largo import FEIRA_DO_LARGO
from comptoir.surfaces.storefront.shelves.gradina_verde import GRADINA_VERDE
from comptoir.surfaces.storefront.shelves.maison_perle import MAISON_PERLE
from comptoir.surfaces.storefront.shelves.shape import Category, Customer, Order, Page, Product, Storefront, Trader

STOREFRONTS: dict[str, Storefront] = {front.key: front for front in (MAISON_PERLE, GRADINA_VERDE, FEIRA_DO_LARGO)}

__all__ = ["STOREFRONTS", "Category", "Customer", "Order", "Page", "Product", "Storefront", "Trader"]
