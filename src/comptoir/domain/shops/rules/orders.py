"""An order as a shop tells it, in closed shapes; and what is wrong with it though each field is right."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct
from msgspec.structs import replace

from comptoir.domain.shops.rules.mistakes import Mistake
from comptoir.language.cards import find_cards, masked

Status = Literal["placed", "preparing", "shipped", "delivered", "returned", "cancelled"]
STATUSES: tuple[str, ...] = get_args(Status)

LINES_AT_MOST = 200
NUMBER_LONGEST = 60
YEARS = range(1990, 2101)
_LARGEST = Decimal(10) ** 12
_CLEAN = r"^[^\x00-\x1f\x7f]*\Z"
_NUMBER = re.compile(r"[^\W_](?:[-/_. #]?[^\W_])*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_CURRENCY = re.compile(r"[A-Z]{3}")

Short = Annotated[str, Meta(max_length=80, pattern=_CLEAN)]
Words = Annotated[str, Meta(max_length=200, pattern=_CLEAN)]
Tag = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}\Z")]
Moment = Annotated[dt.datetime, Meta(tz=True)]


class OrderLine(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A product of an order. `tags` are the kinds of which the charter speaks in `[returns] not_returnable`; `delivered_at` is told of
    a line that came by itself.
    """

    reference: Short = ""
    name: Words = ""
    quantity: Annotated[int, Meta(ge=1, le=100_000)] = 1
    is_returnable: bool = True
    tags: Annotated[tuple[Tag, ...], Meta(max_length=20)] = ()
    seller: Short = ""
    delivered_at: Moment | None = None


class Buyer(Struct, frozen=True, forbid_unknown_fields=True):
    """Whose order it is, as little as is needed: the shop's own number for them is what is trusted most."""

    number: Annotated[str, Meta(max_length=120, pattern=_CLEAN)] = ""
    email: Annotated[str, Meta(max_length=254, pattern=_CLEAN)] = ""
    name: Annotated[str, Meta(max_length=160, pattern=_CLEAN)] = ""


class ToldOrder(Struct, frozen=True, forbid_unknown_fields=True):
    """All that a shop tells of an order: what it leaves out is not known, whatever it said before."""

    placed_at: Moment
    status: Status = "placed"
    delivered_at: Moment | None = None
    customer: Buyer = Buyer()
    currency: str = ""
    total: Decimal | None = None
    lines: Annotated[tuple[OrderLine, ...], Meta(max_length=LINES_AT_MOST)] = ()


def folded(number: str) -> str:
    """A number without what people write differently: capitals, letters and digits alone."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", number).upper() if sign.isalnum())


def mistakes_in_number(number: str) -> list[Mistake]:
    """What is wrong with an order's number. A payment card's is none, and is not repeated."""
    if find_cards(number):
        return [Mistake("card_number", "number")]
    if len(number) > NUMBER_LONGEST or not _NUMBER.fullmatch(number) or not any(map(str.isdigit, number)):
        return [Mistake("not_number", "number", number[:NUMBER_LONGEST])]
    return []


def checked(told: ToldOrder) -> tuple[ToldOrder, list[Mistake]]:
    """The order as it is kept (times in UTC, no card number in any word), and what is wrong with it."""
    mistakes = list(_mistakes(told))
    return (told if mistakes else _tidied(told)), mistakes


def _mistakes(told: ToldOrder) -> Iterator[Mistake]:
    for field, moment in (("placed_at", told.placed_at), ("delivered_at", told.delivered_at)):
        if moment and moment.year not in YEARS:
            yield Mistake("not_our_time", field, str(moment.year))
    if told.delivered_at and told.delivered_at < told.placed_at:
        yield Mistake("delivered_before_placed", "delivered_at", told.delivered_at.date().isoformat())
    if told.customer.email and not _EMAIL.fullmatch(told.customer.email.strip()):
        yield Mistake("not_email", "customer.email", told.customer.email[:80])
    if told.currency and not _CURRENCY.fullmatch(told.currency):
        yield Mistake("not_currency", "currency", told.currency[:20])
    total = told.total
    if total is not None and (not total.is_finite() or not 0 <= total < _LARGEST or total != round(total, 2)):
        yield Mistake("not_amount", "total", str(total)[:30])
    yield from _mistakes_in_lines(told)


def _mistakes_in_lines(told: ToldOrder) -> Iterator[Mistake]:
    for n, line in enumerate(told.lines):
        if not line.reference.strip() and not line.name.strip():
            yield Mistake("nameless", f"lines[{n}]")
        if line.delivered_at and line.delivered_at.year not in YEARS:
            yield Mistake("not_our_time", f"lines[{n}].delivered_at", str(line.delivered_at.year))
        elif line.delivered_at and line.delivered_at < told.placed_at:
            day = line.delivered_at.date().isoformat()
            yield Mistake("delivered_before_placed", f"lines[{n}].delivered_at", day)


def _tidied(told: ToldOrder) -> ToldOrder:
    buyer = told.customer
    customer = Buyer(masked(buyer.number.strip()), masked(buyer.email.strip().lower()), masked(buyer.name.strip()))
    lines = tuple(
        replace(
            line,
            reference=masked(line.reference.strip()),
            name=masked(line.name.strip()),
            seller=masked(line.seller.strip()),
            delivered_at=line.delivered_at.astimezone(dt.UTC) if line.delivered_at else None,
        )
        for line in told.lines
    )
    delivered_at = told.delivered_at.astimezone(dt.UTC) if told.delivered_at else None
    return replace(
        told, customer=customer, lines=lines, placed_at=told.placed_at.astimezone(dt.UTC), delivered_at=delivered_at
    )
