"""A case as its buyer or its seller reads it: each their own side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comptoir.domain.marketplace.queries import CaseRow, CaseShown, FileShown, Message, kind_names
from comptoir.domain.shops.queries import KnownShop
from comptoir.surfaces.market.showing import moment
from comptoir.surfaces.market.shown.asking import reason_words, reopened_until

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


class ShownTalk(NamedTuple):
    """A case, whole. `other` is who is at its other side, as far as this reader may know."""

    row: ShownRow
    answers: list[tuple[str, str]]
    products: list[str]
    messages: list[ShownMessage]
    may_write: bool
    may_close: bool
    may_reopen: bool
    reopen_until: str
    is_direct: bool
    other: str
    playbook: str
    may_offer: tuple[str, ...]


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


def shown_row(row: CaseRow | CaseShown, shop: KnownShop, *, side: Side) -> ShownRow:
    """The case in a line; `other` is the seller to the buyer, the order to the seller."""
    is_open = row.status != "closed"
    is_due = is_open and (side == "buyer" or row.turn == "seller")
    return ShownRow(
        id=row.conversation_id,
        reference=row.reference,
        reason=reason_words(shop, row.reason),
        order=row.order_number,
        other=row.seller_name if side == "buyer" else row.order_number,
        status=_status(row, side),
        is_open=is_open,
        due=moment(row.due_at, shop) if is_due else "",
        is_late=row.is_late and is_due,
        last=moment(row.last_at if isinstance(row, CaseRow) else row.turn_since, shop),
        products=", ".join(row.products),
    )


def shown_case(case: CaseShown, shop: KnownShop, *, side: Side) -> ShownTalk:
    """The case with what was said."""
    row = shown_row(case, shop, side=side)
    other = case.seller_name if side == "buyer" else case.buyer_name or _("Customer")
    place = _file_places(shop, case.conversation_id, side)
    return ShownTalk(
        row=row,
        answers=list(case.answers),
        products=list(case.products),
        messages=[_message(it, shop, side, other, place) for it in case.messages],
        may_write=case.may_write,
        may_close=side == "buyer" and row.is_open,
        may_reopen=side == "buyer" and case.may_reopen,
        reopen_until=moment(reopened_until(shop, case.closed_at), shop),
        is_direct=case.is_direct,
        other=other,
        playbook=case.playbook,
        may_offer=case.may_offer,
    )


def masked_words(kinds: Iterable[str], *, is_own: bool) -> str:
    """What was removed from a message, said to who wrote it and to who reads it. E7."""
    what = ", ".join(kind_names(kinds, get_language() or "en"))
    if not what:
        return ""
    if is_own:
        return _("Removed from your message: %(what)s. Everything is settled here.") % {"what": what}
    return _("Removed from this message: %(what)s.") % {"what": what}


def _status(row: CaseRow | CaseShown, side: Side) -> str:
    if row.status == "closed":
        return _("This is closed")
    return TURNS[(side, row.turn if (side, row.turn) in TURNS else "")]()


def _message(said: Message, shop: KnownShop, side: Side, other: str, place: Callable[[FileShown], str]) -> ShownMessage:
    author = said.said_by or said.author
    is_own = author == side
    return ShownMessage(
        by="mine" if is_own else "house" if author in ("support", "house") else "theirs",
        who=_("You") if is_own else _author(said, author, shop, other),
        body=said.body,
        at=moment(said.at, shop),
        files=[ShownFile(place(it), it.name, it.width > 0, it.width, it.height) for it in said.files],
        masked=masked_words(said.masked, is_own=is_own),
    )


def _author(said: Message, author: str, shop: KnownShop, other: str) -> str:
    if said.said_by:
        return _("%(name)s, passed on by %(shop)s") % {"name": other, "shop": shop.name}
    if author == "support":
        return _("%(name)s, %(shop)s support") % {"name": said.name, "shop": shop.name}
    return shop.name if author == "house" else said.name or other


def _file_places(shop: KnownShop, conversation_id: int, side: Side) -> Callable[[FileShown], str]:
    name = "market:case_file" if side == "buyer" else "market:seller_file"
    return lambda file: reverse(name, args=[shop.key, conversation_id, file.key])
