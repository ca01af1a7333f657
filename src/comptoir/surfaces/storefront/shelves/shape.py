"""The shape of a storefront."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True)
class Product:
    """Something for sale. `path` is the page's, below the shop; `picture` a file of the shop's folder of pictures."""

    path: str
    name: str
    price: str
    told: str
    details: tuple[str, ...]
    picture: str
    template: ClassVar[str] = "product"


@dataclass(frozen=True)
class Category:
    """A shelf."""

    path: str
    name: str
    told: str
    products: tuple[Product, ...]
    template: ClassVar[str] = "category"


@dataclass(frozen=True)
class Page:
    """A page of words: paragraphs, perhaps a list."""

    path: str
    name: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...] = ()
    template: str = "page"


@dataclass(frozen=True)
class Order:
    """An order of a customer, as the shop shows it in their account."""

    number: str
    what: str
    state: str
    price: str


@dataclass(frozen=True)
class Customer:
    """A customer of the demo who can be signed in. `id` is the shop's own."""

    id: str
    first_name: str
    last_name: str
    email: str
    orders: tuple[Order, ...]


@dataclass(frozen=True)
class Trader:
    """A seller of a marketplace who can be signed in. `key` is how order lines name them; without `email` the tool is off."""

    key: str
    name: str
    email: str


@dataclass(frozen=True)
class Storefront:
    """A shop's site. `words` are those of its pages' furniture, by name."""

    key: str
    name: str
    language: str
    claim: str
    home: Page
    account: Page
    categories: tuple[Category, ...]
    pages: tuple[Page, ...]
    customers: tuple[Customer, ...]
    words: dict[str, str] = field(default_factory=dict)
    traders: tuple[Trader, ...] = ()

    def shown_at(self, path: str) -> Page | Category | Product | None:
        """What stands at `path`, with or without a slash at its end; None when nothing does."""
        places: list[Page | Category | Product] = [self.home, self.account, *self.pages, *self.categories]
        places += [product for category in self.categories for product in category.products]
        return next((place for place in places if place.path.rstrip("/") == path.rstrip("/")), None)

    def customer(self, customer_id: str) -> Customer | None:
        """The customer of that id."""
        return next((customer for customer in self.customers if customer.id == customer_id), None)

    def trader(self, key: str) -> Trader | None:
        """The seller of that key."""
        return next((trader for trader in self.traders if trader.key == key), None)

    @property
    def featured(self) -> list[Product]:
        """What the home page shows: the first of each category, then the second."""
        return [
            category.products[place]
            for place in (0, 1)
            for category in self.categories
            if len(category.products) > place
        ]
