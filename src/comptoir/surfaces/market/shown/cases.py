"""A case as its buyer or its seller reads it: each their own side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from comptoir.domain.shops.queries import KnownShop
from comptoir.surfaces.market.showing import moment
from comptoir.surfaces.market.shown.asking import reason_words
from comptoir.surfaces.market.shown.orders import product_words

Side = Literal["buyer", "seller"]


class ShownRow(NamedTuple):
    """A line of the list."""

    id: int
    reference: str
    reason: str
    order: str
    other: str
    status: str
    is_open: bool
    due: str
    is_late: bool
    last: str
    products: str


class ShownFile(NamedTuple):
    """A file of a message. `address` is for this reader alone."""

    address: str
    name: str
    is_picture: bool
    width: int
    height: int


class ShownMessage(NamedTuple):
    """What somebody wrote. `by` names the style: "mine", "theirs", "house"."""

    by: str
    who: str
    body: str
    at: str
    files: list[ShownFile]
    masked: str


class ShownCase(NamedTuple):
    """A case, whole."""

    row: ShownRow
    answers: list[tuple[str, str]]
    products: list[str]
    messages: list[ShownMessage]
    has_earlier: bool
    status_words: str
    may_write: bool
    may_close: bool
    may_reopen: bool
    reopen_until: str
    is_direct: bool
    other: str
    playbook: str
    may_offer: list[str]


TURNS: dict[tuple[Side, str], Callable[[], str]] = {
    ("buyer", "seller"): lambda: _("The seller’s answer is awaited"),
    ("buyer", "support"): lambda: _("Our support team is looking into it"),
    ("buyer", "buyer"): lambda: _("Your answer is awaited"),
    ("buyer", ""): lambda: _("Open"),
    ("seller", "seller"): lambda: _("Your answer is awaited"),
    ("seller", "support"): lambda: _("With our support team"),
    ("seller", "buyer"): lambda: _("The customer’s answer is awaited"),
    ("seller", ""): lambda: _("Open"),
}
KINDS: dict[str, Callable[[], str]] = {
    "email": lambda: _("e-mail addresses"),
    "phone": lambda: _("telephone numbers"),
    "link": lambda: _("links"),
    "iban": lambda: _("bank accounts"),
    "handle": lambda: _("names in social networks"),
    "address": lambda: _("postal addresses"),
    "name": lambda: _("names"),
    "card": lambda: _("card numbers"),
}


def shown_row(row: Any, shop: KnownShop, *, side: Side) -> ShownRow:
    """The case in a line; `other` is the seller to the buyer, the buyer to the seller."""
    is_open = row.status != "closed"
    return ShownRow(
        id=row.conversation_id,
        reference=row.reference,
        reason=reason_words(shop, row.reason),
        order=row.order_number,
        other=row.seller_name if side == "buyer" else row.buyer_name or _("Customer"),
        status=_status(row, side),
        is_open=is_open,
        due=moment(row.due_at, shop) if is_open else "",
        is_late=bool(row.is_late and is_open),
        last=moment(row.last_at, shop),
        products=", ".join(product_words(line.name or line.reference, line.quantity) for line in row.lines),
    )


def shown_case(case: Any, shop: KnownShop, *, side: Side) -> ShownCase:
    """The case with what was said."""
    row = shown_row(case.row, shop, side=side)
    files = _file_places(shop, case.row.conversation_id, side)
    return ShownCase(
        row=row,
        answers=[(it.label, it.answer) for it in case.answers],
        products=[product_words(line.name or line.reference, line.quantity) for line in case.row.lines],
        messages=[_message(it, shop, side, row.other, files) for it in case.messages],
        has_earlier=case.has_earlier,
        status_words=_status(case.row, side),
        may_write=case.may_write,
        may_close=side == "buyer" and row.is_open,
        may_reopen=case.may_reopen,
        reopen_until=moment(case.reopen_until, shop),
        is_direct=case.is_direct,
        other=row.other,
        playbook=case.playbook,
        may_offer=list(case.may_offer),
    )


def masked_words(kinds: Iterable[str], *, is_own: bool) -> str:
    """What was removed from a message, said to who wrote it and to who reads it. E7."""
    named = [KINDS[kind]() for kind in kinds if kind in KINDS]
    if not named:
        return ""
    what = ", ".join(dict.fromkeys(named))
    if is_own:
        return _("We removed from your message: %(what)s. Everything is settled here.") % {"what": what}
    return _("We removed from this message: %(what)s.") % {"what": what}


def _status(row: Any, side: Side) -> str:
    if row.status == "closed":
        return _("Closed")
    return TURNS[(side, row.turn if (side, row.turn) in TURNS else "")]()


def _message(said: Any, shop: KnownShop, side: Side, other: str, place: Callable[[Any], str]) -> ShownMessage:
    is_own = said.author == side
    return ShownMessage(
        by="mine" if is_own else "house" if said.author in ("support", "house") else "theirs",
        who=_("You") if is_own else _author(said, shop, other),
        body=said.body,
        at=moment(said.at, shop),
        files=[_file(it, place) for it in said.files],
        masked=masked_words(said.masked, is_own=is_own),
    )


def _author(said: Any, shop: KnownShop, other: str) -> str:
    if said.author == "support":
        words = _("%(name)s, %(shop)s support") if said.name else _("%(shop)s support")
        return words % {"name": said.name, "shop": shop.name}
    return shop.name if said.author == "house" else said.name or other


def _file(file: Any, place: Callable[[Any], str]) -> ShownFile:
    is_picture = bool(file["width"])
    return ShownFile(place(file["key"]), file["name"], is_picture, file["width"], file["height"])


def _file_places(shop: KnownShop, conversation_id: int, side: Side) -> Callable[[Any], str]:
    name = "market:case_file" if side == "buyer" else "market:seller_file"
    return lambda key: reverse(name, args=[shop.key, conversation_id, key])
