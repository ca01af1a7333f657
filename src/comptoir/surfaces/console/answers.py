"""Small answers: JSON as the socket writes it, a file, and the word that something is done."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Protocol
from uuid import UUID

import msgspec
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from comptoir.domain.conversations.actions.filing import path_of
from comptoir.foundation.errors import NotFound

FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
SHOWN_TYPES = frozenset({"image/jpeg", "image/png", "image/webp"})

_encode = msgspec.json.Encoder().encode


class KeptFile(Protocol):
    """A file that somebody has sent, as its row knows it."""

    key: UUID
    name: str
    content_type: str

    @property
    def is_image(self) -> bool: ...


def wire_answer(content: Any, status: int = HTTPStatus.OK) -> HttpResponse:
    """`content` as JSON, times and ids written as on the socket."""
    return HttpResponse(_encode(content), content_type="application/json", status=status)


def done(go_to: str = "") -> HttpResponse:
    """It is done. `go_to` is where the console should go now."""
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    if go_to:
        response.headers["X-Go-To"] = go_to
    return response


def file_answer(kept: KeptFile) -> HttpResponse:
    """A file's content, so that nothing in it can run: pictures that were drawn anew are shown, all else is saved. Raises `NotFound`."""
    path = path_of(kept.key)
    if not path.exists():
        raise NotFound
    is_shown = kept.is_image and kept.content_type in SHOWN_TYPES
    response = HttpResponse(
        path.read_bytes(), content_type=kept.content_type if is_shown else "application/octet-stream"
    )
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Content-Disposition"] = content_disposition_header(not is_shown, kept.name) or ""
    return response
