"""Files of a conversation: taken from the visitor, and shown by signed addresses so that nothing in them can run."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.conversations.actions import keep_file
from comptoir.domain.conversations.actions.filing import path_of
from comptoir.domain.conversations.queries import conversation_of_visitor, file_of_key, file_of_visitor
from comptoir.domain.people.queries import Visitor
from comptoir.domain.people.rules import open_to
from comptoir.domain.shops.queries import KnownShop
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest, BodyTooLarge, NotFound
from comptoir.surfaces.widget.access import for_the_visitor, wire_answer
from comptoir.surfaces.widget.errors import AddressExpired, FilesNotTaken
from comptoir.surfaces.widget.limits import count_file

HOLDS = 600
"""Seconds for which an address of a file holds."""

SALT = "comptoir.widget.file"
FORM = 64 * 1024
"""Bytes that the form around a file may take."""

SHOWN = ("image/jpeg", "image/png", "image/webp")
"""What is shown in the page; these were drawn anew when they came. All else is only offered for saving."""

FILE_POLICY = "sandbox; default-src 'none'; style-src 'none'; frame-ancestors 'none'"


@for_the_visitor("POST")
def files(request: HttpRequest, shop: KnownShop, visitor: Visitor, conversation_id: int) -> HttpResponse:
    """Keep a file that a message will name."""
    count_file(visitor.pk)
    conversation_of_visitor(visitor, conversation_id)
    if not charter_in_force(shop.id, now())[1].chat.attachments:
        raise FilesNotTaken
    if int(request.headers.get("Content-Length") or 0) > settings.LARGEST_FILE + FORM:
        raise BodyTooLarge
    sent = request.FILES.get("file")
    if sent is None:
        raise BadRequest("no file came")
    content = sent.read(settings.LARGEST_FILE + 1)
    name = sent.name or ""
    kept = keep_file(conversation_id=conversation_id, visitor_id=visitor.pk, name=name, content=content, now=now())
    return wire_answer(kept.as_wire(), status=201)


@for_the_visitor("GET")
def address(request: HttpRequest, shop: KnownShop, visitor: Visitor, conversation_id: int, key: UUID) -> HttpResponse:
    """A signed address that holds ten minutes and shows this one file."""
    file_of_visitor(visitor, conversation_id, key)
    signed = signing.dumps(key.hex, salt=SALT)
    return wire_answer({"url": settings.FILES_ORIGIN + reverse("widget:file", args=[signed])})


@open_to("signed_address", "GET")
def file(request: HttpRequest, signed: str) -> HttpResponse | FileResponse:
    """The file of a signed address. Pictures that were drawn anew are shown, all else is saved; nothing of it can run."""
    try:
        key = UUID(hex=signing.loads(signed, salt=SALT, max_age=HOLDS))
    except signing.BadSignature as error:
        raise AddressExpired from error
    attachment = file_of_key(key)
    path = path_of(attachment.key)
    if not path.exists():
        raise NotFound
    is_shown = attachment.content_type in SHOWN
    shown_as = attachment.content_type if is_shown else "application/octet-stream"
    response = FileResponse(path.open("rb"), content_type=shown_as)
    response.headers["Content-Disposition"] = content_disposition_header(not is_shown, attachment.name) or "attachment"
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = f"private, max-age={HOLDS}, immutable"
    return response
