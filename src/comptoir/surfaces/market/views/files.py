"""Files of a case: pictures that were drawn anew are shown, all else is saved; nothing in them can run."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpRequest
from django.utils.http import content_disposition_header

from comptoir.domain.conversations.actions.filing import path_of
from comptoir.domain.marketplace.queries import file_for_buyer, file_for_seller
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
    return _answer(file_for_buyer(guest.shop, guest.buyer, conversation_id, key))


@for_sellers("GET", "HEAD")
def for_seller(request: HttpRequest, trader: Trader, conversation_id: int, key: UUID) -> FileResponse:
    """A file that the seller may see."""
    count_picture(trader.key)
    return _answer(file_for_seller(trader.seller.id, conversation_id, key))


def _answer(file: dict[str, object]) -> FileResponse:
    path = path_of(UUID(str(file["key"])))
    if not path.exists():
        raise NotFound
    content_type = str(file["type"])
    is_shown = content_type in SHOWN
    response = FileResponse(path.open("rb"), content_type=content_type if is_shown else "application/octet-stream")
    response.headers["Content-Disposition"] = (
        content_disposition_header(not is_shown, str(file["name"])) or "attachment"
    )
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = f"private, max-age={HOLDS}"
    return response
