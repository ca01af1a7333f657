"""The orders of which the demo's shops have told: those that the stories speak of, and those of who can be signed in."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from comptoir.domain.shops.actions import keep_orders
from comptoir.domain.shops.queries import KnownShop
from comptoir.domain.shops.rules import Buyer, OrderLine, ToldOrder

Piece = tuple[str, str, str]


class Sold(NamedTuple):
    """An order; `placed` and `delivered` are days before the demo is loaded."""

    number: str
    customer: str
    status: str
    placed: int
    delivered: int | None
    total: str
    product: str
    tags: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    """Of an order of several sellers, in place of the product: reference, name and seller of each."""
    arrived: tuple[int | None, ...] = ()
    """Of an order that came in parts: of each piece the days since it arrived, None while it has not."""


CURRENCIES = {"maison-perle": "EUR", "gradina-verde": "RON", "feira-do-largo": "EUR"}
ORDERS = {
    "maison-perle": (
        Sold("MP-44871", "C-20418", "delivered", 96, 92, "1190.00", "Collier Rivage, 45 cm"),
        Sold("MP-49310", "C-20418", "preparing", 2, None, "129.00", "Puces Lune"),
        Sold("MP-48213", "C-31977", "delivered", 33, 29, "340.00", "Bracelet Rivage"),
        Sold("MP-49077", "C-30255", "shipped", 14, None, "215.00", "Créoles Rivage"),
        Sold("MP-47990", "C-11860", "delivered", 30, 25, "265.00", "Médaille Aube, gravée", ("engraved",)),
        Sold("MP-46120", "C-08812", "delivered", 20, 16, "480.00", "Boutons de manchette Quai"),
    ),
    "gradina-verde": (
        Sold("GV-102744", "66021", "delivered", 60, 57, "389.00", "Pompă „Izvor 400”"),
        Sold("GV-105233", "66021", "shipped", 2, None, "149.40", "Lavandă „Provence”, 6 bucăți", ("live_plants",)),
        Sold("GV-103108", "50633", "delivered", 48, 40, "2490.00", "Set mobilier „Tihna”"),
        Sold("GV-105020", "57345", "delivered", 6, 3, "620.00", "Umbrelă de grădină, cu picior"),
        Sold("GV-104582", "70412", "delivered", 36, 32, "274.00", "Foarfecă de vie și mănuși"),
        Sold("GV-103990", "61277", "delivered", 45, 41, "1120.00", "Motocoasă cu acumulator"),
        Sold("GV-104788", "48830", "delivered", 20, 16, "459.00", "Umbrelă de grădină „Amiaza”"),
        Sold("GV-104910", "72190", "delivered", 15, 11, "389.00", "Pompă „Izvor 400”"),
        Sold("GV-104911", "72190", "cancelled", 15, None, "389.00", "Pompă „Izvor 400”"),
    ),
    "feira-do-largo": (
        Sold(
            "P-1043-558201",
            "88120",
            "delivered",
            9,
            5,
            "167.90",
            "",
            pieces=(
                ("BC-112", "Serviço de jantar «Maré», 12 peças", "barro-e-cal"),
                ("ER-060", "Moinho de café «Moka 60»", "eletro-ribeira"),
            ),
        ),
        Sold(
            "P-1044-120877",
            "88120",
            "shipped",
            3,
            None,
            "69.00",
            "",
            pieces=(("LS-14", "Manta «Estrela»", "las-da-serra"),),
        ),
        Sold(
            "P-1039-330412",
            "88120",
            "delivered",
            64,
            60,
            "84.90",
            "",
            pieces=(("OP-03", "Candeeiro «Farol»", "oficina-do-pinho"),),
        ),
        Sold(
            "P-1043-771940",
            "90377",
            "shipped",
            11,
            None,
            "107.40",
            "",
            pieces=(
                ("ER-SW2", "Rádio «Onda Curta»", "eletro-ribeira"),
                ("BC-15", "Jarro «Cântaro»", "barro-e-cal"),
            ),
            arrived=(7, None),
        ),
        Sold(
            "P-1041-664018",
            "90377",
            "delivered",
            30,
            26,
            "27.00",
            "",
            pieces=(("OP-21", "Tábua «Sobreiro»", "oficina-do-pinho"),),
        ),
        Sold(
            "P-1042-905563",
            "75514",
            "delivered",
            20,
            16,
            "78.40",
            "",
            pieces=(
                ("LS-34", "Cesto «Junco»", "las-da-serra"),
                ("ER-17", "Chaleira «Vapor»", "eletro-ribeira"),
            ),
        ),
        Sold(
            "P-1044-208815",
            "61902",
            "shipped",
            4,
            None,
            "32.50",
            "",
            pieces=(("BC-15", "Jarro «Cântaro»", "barro-e-cal"),),
        ),
        Sold(
            "P-1042-447190",
            "83377",
            "delivered",
            15,
            10,
            "39.90",
            "",
            pieces=(("ER-17", "Chaleira «Vapor»", "eletro-ribeira"),),
        ),
    ),
}


def tell_orders(shop: KnownShop, at: dt.datetime) -> None:
    """Keep the shop's orders, as it would tell of them at `at`."""
    orders = {sold.number: _told(sold, CURRENCIES[shop.key], at) for sold in ORDERS[shop.key]}
    keep_orders(shop_id=shop.id, orders=orders, told_at=at)


def _told(sold: Sold, currency: str, at: dt.datetime) -> ToldOrder:
    return ToldOrder(
        placed_at=at - dt.timedelta(days=sold.placed),
        delivered_at=_days_before(at, sold.delivered),
        status=sold.status,  # type: ignore[arg-type]
        customer=Buyer(sold.customer),
        currency=currency,
        total=Decimal(sold.total),
        lines=_lines(sold, at) or (OrderLine(name=sold.product, tags=sold.tags),),
    )


def _lines(sold: Sold, at: dt.datetime) -> tuple[OrderLine, ...]:
    return tuple(
        OrderLine(reference=reference, name=name, seller=seller, delivered_at=_days_before(at, days))
        for (reference, name, seller), days in zip_longest(sold.pieces, sold.arrived)
    )


def _days_before(at: dt.datetime, days: int | None) -> dt.datetime | None:
    return None if days is None else at - dt.timedelta(days=days)
