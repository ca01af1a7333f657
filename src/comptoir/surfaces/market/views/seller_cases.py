"""What buyers wrote to a seller: the list with what is due, and one of them, to read and to answer on the page. E3, E4."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptoir.domain.marketplace.actions import answer_as_seller
from comptoir.domain.marketplace.queries import case_for_seller, cases_of_seller
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotFound, Refusal
from comptoir.foundation.pages import cursor_in, cursor_text
from comptoir.surfaces.market.access import Trader, for_sellers
from comptoir.surfaces.market.fields import BODY_LONGEST, fresh, once, words
from comptoir.surfaces.market.limits import count_letter
from comptoir.surfaces.market.showing import done, page
from comptoir.surfaces.market.shown.cases import shown_case, shown_row
from comptoir.surfaces.market.uploads import files_of, takes_files, upload_facts

ON_A_PAGE = 20


@for_sellers("GET", "HEAD")
def cases(request: HttpRequest, trader: Trader) -> HttpResponse:
    """A page of them, the last moved first."""
    after = cursor_in(request.GET.get("after"))
    found = cases_of_seller(trader.seller.id, now(), after=after, limit=ON_A_PAGE)
    return page(
        request,
        "seller/cases.html",
        trader.shop,
        side="seller",
        who=trader.seller.name,
        here="cases",
        is_on=trader.seller.state == "on",
        cases=[shown_row(it, trader.shop, side="seller") for it in found.rows],
        following=cursor_text(found.next_cursor),
    )


@for_sellers("GET", "HEAD")
def case(request: HttpRequest, trader: Trader, conversation_id: int) -> HttpResponse:
    """One of them, as far as it is the seller's to read."""
    return _shown(request, trader, conversation_id)


@takes_files
@for_sellers("POST")
def answer(request: HttpRequest, trader: Trader, conversation_id: int) -> HttpResponse:
    """An answer that was written here, not by mail."""
    try:
        count_letter(trader.key)
        answer_as_seller(
            seller_id=trader.seller.id,
            conversation_id=conversation_id,
            body=words(request),
            files=files_of(request),
            client_id=once(request),
            now=now(),
        )
    except NotFound:
        raise
    except Refusal as refusal:
        return _shown(request, trader, conversation_id, refusal)
    return done(reverse("market:seller_case", args=[trader.shop.key, conversation_id]), "answered")


def _shown(request: HttpRequest, trader: Trader, conversation_id: int, refusal: Refusal | None = None) -> HttpResponse:
    found = case_for_seller(trader.seller.id, conversation_id, now())
    return page(
        request,
        "seller/case.html",
        trader.shop,
        side="seller",
        status=refusal.status if refusal else 200,
        who=trader.seller.name,
        here="cases",
        it=shown_case(found, trader.shop, side="seller"),
        body=words(request) if refusal else "",
        body_longest=BODY_LONGEST,
        refusal=refusal,
        uploads=upload_facts(),
        once=request.POST.get("once") or fresh(),
    )
