"""Returns: what the shop's own systems may read of them, and tell: that a parcel has come in, that it was paid back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from comptoir.domain.returns.actions import Refund, receive_return, refund_return, taken_in_turn
from comptoir.domain.returns.errors import ReturnNotFound
from comptoir.domain.returns.queries import return_of_shop, returns_of_shop
from comptoir.domain.returns.rules import STATES, id_in, number_of
from comptoir.domain.shops.queries import KnownShop
from comptoir.foundation.clock import now
from comptoir.foundation.crossing import again_when_crossed
from comptoir.foundation.errors import BadRequest, Refusal
from comptoir.foundation.pages import cursor_in, cursor_text
from comptoir.foundation.shapes import decoded, decoder_of
from comptoir.surfaces.api.access import body_of, for_signed_messages, for_the_shops_key, wire_answer
from comptoir.surfaces.api.errors import ReturnRefused

TOGETHER = 100
"""Returns in one signed message."""

Currency = Annotated[str, msgspec.Meta(pattern=r"^([A-Z]{3})?\Z")]


class PaidBack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was paid back; without a currency it is the order's."""

    amount: Decimal
    currency: Currency = ""


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a return stands: "received", or "refunded" with what was paid back."""

    state: Literal["received", "refunded"]
    amount: Decimal | None = None
    currency: Currency = ""


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a shop's system sends of itself: returns by their number."""

    returns: Annotated[dict[str, Told], msgspec.Meta(min_length=1, max_length=TOGETHER)]


decoder_of(PaidBack)  # known before several threads meet them at once
decoder_of(Message)
Shape = TypeVar("Shape")


@for_the_shops_key("GET")
def returns(request: HttpRequest, shop: KnownShop) -> HttpResponse:
    """A page of the shop's returns, the last moved first: those of one state, all that are open, or all."""
    state = request.GET.get("state", "open")
    if state not in (*STATES, "open", "all"):
        raise BadRequest("there is no such state")
    page = returns_of_shop(shop.id, "" if state == "all" else state, after=cursor_in(request.GET.get("after")))
    return wire_answer({"returns": [_told(it) for it in page.rows], "next": cursor_text(page.next_cursor)})


@for_the_shops_key("GET")
def one(_request: HttpRequest, shop: KnownShop, number: str) -> HttpResponse:
    """One return."""
    return wire_answer(_told(return_of_shop(shop.id, _id(number))))


@for_the_shops_key("PUT")
def received(_request: HttpRequest, shop: KnownShop, number: str) -> HttpResponse:
    """The parcel has come in. Said again it changes nothing."""
    return wire_answer({"number": number, "kept": _keep(shop, number, Told("received"))})


@for_the_shops_key("PUT")
def refunded(request: HttpRequest, shop: KnownShop, number: str) -> HttpResponse:
    """It was paid back. Said again it changes nothing."""
    paid = _read(body_of(request), PaidBack)
    return wire_answer({"number": number, "kept": _keep(shop, number, Told("refunded", paid.amount, paid.currency))})


@for_signed_messages
def webhook(shop: KnownShop, body: bytes, _told_at: int) -> HttpResponse:
    """Keep what a signed message says of returns, all or nothing; repeated or late, it undoes nothing."""
    told = _read(body, Message).returns
    return wire_answer(_keep_all(shop, told))


@again_when_crossed
@transaction.atomic
def _keep_all(shop: KnownShop, told: Mapping[str, Told]) -> dict[str, int]:
    counts = {"changed": 0, "same": 0}
    turns = taken_in_turn(shop_id=shop.id, return_ids=filter(None, map(id_in, told)), now=now())
    turn_of = {number_of(pk): turn for turn, pk in enumerate(turns)}
    for number in sorted(told, key=lambda it: turn_of.get(it, -1)):
        try:
            counts[_keep(shop, number, told[number])] += 1
        except Refusal as refusal:
            raise ReturnRefused(number, refusal) from refusal
    return counts


@again_when_crossed
@transaction.atomic
def _keep(shop: KnownShop, number: str, told: Told) -> str:
    before = {step.state for step in return_of_shop(shop.id, _id(number)).steps.all()}
    if told.state == "received":
        receive_return(return_id=_id(number), shop_id=shop.id, now=now())
    elif told.amount is None:
        raise BadRequest("say the amount that was paid back")
    else:
        refund = Refund(told.amount, told.currency)
        refund_return(return_id=_id(number), refund=refund, shop_id=shop.id, now=now())
    return "same" if told.state in before else "changed"


def _id(number: str) -> int:
    found = id_in(number)
    if found is None:
        raise ReturnNotFound
    return found


def _read(body: bytes, shape: type[Shape]) -> Shape:
    try:
        return decoded(body, shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequest(str(error)) from error


def _told(ret: Any) -> dict[str, Any]:
    """A return as the shop's systems know it: no word of colleagues, nobody's name."""
    return {
        "number": ret.number,
        "order": ret.order.number,
        "state": ret.state,
        "is_whole": ret.is_whole,
        "lines": [
            {"reference": it.reference, "name": it.name, "quantity": it.quantity, "is_allowed": it.is_allowed}
            for it in ret.lines.all()
        ],
        "asked_at": ret.asked_at,
        "refund_due_at": ret.promise.due_at if ret.promise else None,
        "amount": ret.amount,
        "currency": ret.currency,
        "steps": [{"state": it.state, "at": it.at, "reason": it.reason} for it in ret.steps.all()],
    }
