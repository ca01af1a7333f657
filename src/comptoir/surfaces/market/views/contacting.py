"""The form by which a buyer writes to the seller of something they have received. E1."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from comptoir.domain.marketplace.actions import open_case
from comptoir.domain.marketplace.queries import BuyersOrder, SellersPart, order_of_buyer
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotFound, Refusal
from comptoir.surfaces.market.access import Guest, for_buyers
from comptoir.surfaces.market.fields import BODY_LONGEST, fresh, line, once, words
from comptoir.surfaces.market.limits import count_letter
from comptoir.surfaces.market.showing import done, page
from comptoir.surfaces.market.shown.asking import next_steps, shown_reasons
from comptoir.surfaces.market.shown.orders import shown_order
from comptoir.surfaces.market.uploads import files_of, takes_files, upload_facts

ANSWER_LONGEST = 500


@takes_files
@for_buyers("GET", "HEAD", "POST")
def contact(request: HttpRequest, guest: Guest, order_id: int) -> HttpResponse:
    """The empty form, or what it says: a case of its own for each seller."""
    found = order_of_buyer(guest.shop, guest.buyer, order_id, now=now())
    part = _part(found, request.GET.get("seller", ""))
    if request.method != "POST":
        return _form(request, guest, found, part)
    try:
        count_letter(guest.key)
        conversation_id = _opened(request, guest, found, part)
    except Refusal as refusal:
        return _form(request, guest, found, part, refusal)
    return done(reverse("market:case", args=[guest.shop.key, conversation_id]), "opened")


def _part(order: BuyersOrder, seller: str) -> SellersPart:
    """What that seller sold of the order; where it is only one, theirs. Raises `NotFound`."""
    for part in order.parts:
        if part.seller_key == seller or (not seller and len(order.parts) == 1):
            return part
    raise NotFound


def _opened(request: HttpRequest, guest: Guest, order: BuyersOrder, part: SellersPart) -> int:
    reason = line(request, "reason", 40)
    conversation = open_case(
        shop=guest.shop,
        buyer=guest.buyer,
        order_number=order.number,
        seller_key=part.seller_key,
        lines=_lines(request, part),
        reason=reason,
        answers=_answers(request, reason),
        body=words(request),
        files=files_of(request),
        language=get_language() or "",
        opening_id=once(request),
        now=now(),
    )
    return int(conversation.pk)


def _lines(request: HttpRequest, part: SellersPart) -> tuple[int, ...]:
    """Which of that seller's products, by their places; the only one where there is one."""
    places = {int(it) for it in request.POST.getlist("line")[:200] if it.isascii() and it.isdigit() and len(it) < 4}
    return (0,) if len(part.lines) == 1 else tuple(sorted(it for it in places if it < len(part.lines)))


def _answers(request: HttpRequest, reason: str) -> dict[str, str]:
    start = f"q-{reason}-"
    names = [name for name in request.POST if name.startswith(start)][:20]
    return {name.removeprefix(start)[:40]: line(request, name, ANSWER_LONGEST) for name in names}


def _form(
    request: HttpRequest, guest: Guest, order: BuyersOrder, part: SellersPart, refusal: Refusal | None = None
) -> HttpResponse:
    """The form, as it was filled in, with what is to be mended."""
    sent: Any = request.POST if refusal else request.GET
    return page(
        request,
        "buyer/contact.html",
        guest.shop,
        status=refusal.status if refusal else 200,
        who=guest.name,
        here="orders",
        it=shown_order(order, guest.shop),
        part=next(it for it in shown_order(order, guest.shop).parts if it.seller == part.seller_key),
        reasons=shown_reasons(guest.shop, sent),
        chosen=sent.getlist("line") or (["0"] if len(part.lines) == 1 else []),
        body=words(request) if refusal else "",
        body_longest=BODY_LONGEST,
        answer_longest=ANSWER_LONGEST,
        refusal=refusal,
        missing=frozenset(getattr(refusal, "fields", ())),
        steps=next_steps(guest.shop, is_direct=part.is_direct, seller=part.name),
        uploads=upload_facts(),
        once=request.POST.get("once") or fresh(),
    )
