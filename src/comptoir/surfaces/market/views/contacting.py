"""The form by which a buyer writes to the seller of something they have received. E1."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptoir.domain.marketplace.actions import open_case
from comptoir.domain.marketplace.errors import SellerNotFound
from comptoir.domain.marketplace.queries import BoughtOrder, SellerLines, order_of_buyer, seller_of_key
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotFound, Refusal
from comptoir.surfaces.market.access import Guest, for_buyers
from comptoir.surfaces.market.fields import BODY_LONGEST, fresh, line, once, words
from comptoir.surfaces.market.limits import count_letter
from comptoir.surfaces.market.showing import done, page
from comptoir.surfaces.market.shown.asking import ShownReason, next_steps, shown_reasons
from comptoir.surfaces.market.shown.orders import shown_part
from comptoir.surfaces.market.uploads import files_of, takes_files, upload_facts

ANSWER_LONGEST = 500
FIELDS = {
    "products_not_chosen": "lines",
    "reason_not_open": "reason",
    "words_missing": "body",
    "words_too_long": "body",
}
"""Which field a refusal is about."""


@takes_files
@for_buyers("GET", "HEAD", "POST")
def contact(request: HttpRequest, guest: Guest, number: str) -> HttpResponse:
    """The empty form, or what it says: a case of its own for each seller."""
    order = order_of_buyer(guest.shop, guest.buyer, number, now())
    part = _part(order, request.GET.get("seller", ""))
    if request.method != "POST":
        return _form(request, guest, order, part)
    try:
        count_letter(guest.key)
        conversation_id = _opened(request, guest, order, part)
    except Refusal as refusal:
        return _form(request, guest, order, part, refusal)
    return done(reverse("market:case", args=[guest.shop.key, conversation_id]), "opened")


def _part(order: BoughtOrder, seller: str) -> SellerLines:
    """What that seller sold of the order; where it is only one, theirs. Raises `NotFound`."""
    for part in order.parts:
        if part.seller_key and (part.seller_key == seller or (not seller and len(order.parts) == 1)):
            return part
    raise NotFound


def _opened(request: HttpRequest, guest: Guest, order: BoughtOrder, part: SellerLines) -> int:
    reason = line(request, "reason", 40)
    return open_case(
        shop=guest.shop,
        buyer=guest.buyer,
        order_number=order.number,
        seller_key=part.seller_key,
        places=_places(request),
        reason=reason,
        answers=_answers(request, reason),
        body=words(request),
        files=files_of(request),
        opening_id=once(request),
        now=now(),
    )


def _places(request: HttpRequest) -> tuple[int, ...]:
    """Which products, by their places in the order."""
    said = request.POST.getlist("line")[:200]
    return tuple(sorted({int(it) for it in said if it.isascii() and it.isdigit() and len(it) < 4}))


def _answers(request: HttpRequest, reason: str) -> dict[str, str]:
    start = f"q-{reason}-"
    names = [name for name in request.POST if name.startswith(start)][:20]
    return {name.removeprefix(start)[:40]: line(request, name, ANSWER_LONGEST) for name in names}


def _is_on(guest: Guest, part: SellerLines) -> bool:
    """Whether the seller is written to directly; one of whom nobody has told anything yet is not."""
    try:
        return seller_of_key(guest.shop.id, part.seller_key, now()).state == "on"
    except SellerNotFound:
        return False


def _form(
    request: HttpRequest, guest: Guest, order: BoughtOrder, part: SellerLines, refusal: Refusal | None = None
) -> HttpResponse:
    """The form, as it was filled in, with what is to be mended."""
    sent: Any = request.POST if refusal else request.GET
    reasons, is_direct = shown_reasons(guest.shop, sent), _is_on(guest, part)
    return page(
        request,
        "buyer/contact.html",
        guest.shop,
        status=refusal.status if refusal else 200,
        who=guest.name,
        here="orders",
        number=order.number,
        part=shown_part(part, guest.shop),
        reasons=reasons,
        chosen=sent.getlist("line"),
        body=words(request) if refusal else "",
        body_longest=BODY_LONGEST,
        answer_longest=ANSWER_LONGEST,
        refusal=refusal,
        missing=_missing(refusal, reasons),
        is_direct=is_direct,
        steps=next_steps(guest.shop, is_direct=is_direct, seller=part.seller_name),
        uploads=upload_facts(),
        once=request.POST.get("once") or fresh(),
    )


def _missing(refusal: Refusal | None, reasons: list[ShownReason]) -> frozenset[str]:
    """The fields that are to be mended: of the chosen reason's questions those that have to be answered and are not."""
    if refusal is None:
        return frozenset()
    if refusal.code != "question_unanswered":
        return frozenset({FIELDS[refusal.code]} if refusal.code in FIELDS else ())
    asked = (question for reason in reasons if reason.is_chosen for question in reason.questions)
    return frozenset(it.name for it in asked if it.is_required and not it.answer)
