"""What a buyer wrote to sellers: the list, and one of them, to read, to go on with, to close and to open again. E1, E3."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptoir.domain.marketplace.actions import close_case, reopen_case, write_to_case
from comptoir.domain.marketplace.queries import case_for_buyer, cases_of_buyer
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotFound, Refusal
from comptoir.foundation.pages import cursor_in, cursor_text
from comptoir.surfaces.market.access import Guest, for_buyers, told_why
from comptoir.surfaces.market.fields import BODY_LONGEST, fresh, once, words
from comptoir.surfaces.market.limits import count_letter
from comptoir.surfaces.market.showing import done, page
from comptoir.surfaces.market.shown.cases import shown_case, shown_row
from comptoir.surfaces.market.uploads import files_of, takes_files, upload_facts

ON_A_PAGE = 20


@for_buyers("GET", "HEAD")
def cases(request: HttpRequest, guest: Guest) -> HttpResponse:
    """A page of them, the last moved first."""
    after = cursor_in(request.GET.get("after"))
    found = cases_of_buyer(guest.shop.id, guest.buyer, now(), after=after, limit=ON_A_PAGE)
    return page(
        request,
        "buyer/cases.html",
        guest.shop,
        who=guest.name,
        here="cases",
        cases=[shown_row(it, guest.shop, side="buyer") for it in found.rows],
        following=cursor_text(found.next_cursor),
    )


@for_buyers("GET", "HEAD")
def case(request: HttpRequest, guest: Guest, conversation_id: int) -> HttpResponse:
    """One of them, whole."""
    return _shown(request, guest, conversation_id)


@takes_files
@for_buyers("POST")
def write(request: HttpRequest, guest: Guest, conversation_id: int) -> HttpResponse:
    """One more message, and its pictures."""
    try:
        count_letter(guest.key)
        write_to_case(
            buyer=guest.buyer,
            conversation_id=conversation_id,
            body=words(request),
            files=files_of(request),
            client_id=once(request),
            now=now(),
        )
    except NotFound:
        raise
    except Refusal as refusal:
        return _shown(request, guest, conversation_id, refusal)
    return done(_address(guest, conversation_id), "written")


@for_buyers("POST")
def close(request: HttpRequest, guest: Guest, conversation_id: int) -> HttpResponse:
    """It is solved."""
    return _moved(request, guest, conversation_id, "closed")


@for_buyers("POST")
def reopen(request: HttpRequest, guest: Guest, conversation_id: int) -> HttpResponse:
    """It is not, after all."""
    return _moved(request, guest, conversation_id, "reopened")


def _moved(request: HttpRequest, guest: Guest, conversation_id: int, to: str) -> HttpResponse:
    move = close_case if to == "closed" else reopen_case
    try:
        count_letter(guest.key)
        move(buyer=guest.buyer, conversation_id=conversation_id, now=now())
    except NotFound:
        raise
    except Refusal as refusal:
        return told_why(request, guest.shop, refusal, side="buyer", back=_address(guest, conversation_id))
    return done(_address(guest, conversation_id), to)


def _shown(request: HttpRequest, guest: Guest, conversation_id: int, refusal: Refusal | None = None) -> HttpResponse:
    found = case_for_buyer(guest.buyer, conversation_id, now())
    return page(
        request,
        "buyer/case.html",
        guest.shop,
        status=refusal.status if refusal else 200,
        who=guest.name,
        here="cases",
        it=shown_case(found, guest.shop, side="buyer"),
        body=words(request) if refusal else "",
        body_longest=BODY_LONGEST,
        refusal=refusal,
        uploads=upload_facts(),
        once=request.POST.get("once") or fresh(),
    )


def _address(guest: Guest, conversation_id: int) -> str:
    return reverse("market:case", args=[guest.shop.key, conversation_id])
