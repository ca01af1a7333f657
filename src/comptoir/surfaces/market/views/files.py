"""Files of a case: pictures that were drawn anew are shown, all else is saved; nothing in them can run."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpRequest
from django.utils.http import content_disposition_header

from comptoir.domain.marketplace.queries import CaseFile, file_for_buyer, file_for_seller
from comptoir.foundation.errors import NotFound
from comptoir.surfaces.market.access import Guest, Trader, for_buyers, for_sellers
from comptoir.surfaces.market.limits import count_picture

SHOWN = ("image/jpeg", "image/png", "image/webp")
FILE_POLICY = "sandbox; default-src 'none'; style-src 'none'; frame-ancestors 'none'"
HOLDS = 600


@for_buyers("GET", "HEAD")
def for_buyer(request: HttpRequest, guest: Guest, conversation_id: int, key: UUID) -> FileResponse:
    """A file that the buyer may see."""
    count_picture(guest.key)
    return _answer(file_for_buyer(guest.buyer, conversation_id, key))


@for_sellers("GET", "HEAD")
def for_seller(request: HttpRequest, trader: Trader, conversation_id: int, key: UUID) -> FileResponse:
    """A file that the seller may see."""
    count_picture(trader.key)
    return _answer(file_for_seller(trader.seller.id, conversation_id, key))


def _answer(file: CaseFile) -> FileResponse:
    if not file.path.exists():
        raise NotFound
    is_shown = file.content_type in SHOWN
    shown_as = file.content_type if is_shown else "application/octet-stream"
    response = FileResponse(file.path.open("rb"), content_type=shown_as)
    response.headers["Content-Disposition"] = content_disposition_header(not is_shown, file.name) or "attachment"
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = f"private, max-age={HOLDS}"
    return response
