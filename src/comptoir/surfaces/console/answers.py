"""Small answers: JSON as the socket writes it, and the word that something is done."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import msgspec
from django.http import HttpResponse

_encode = msgspec.json.Encoder().encode


def wire_answer(content: Any, status: int = HTTPStatus.OK) -> HttpResponse:
    """`content` as JSON, times and ids written as on the socket."""
    return HttpResponse(_encode(content), content_type="application/json", status=status)


def done(go_to: str = "") -> HttpResponse:
    """It is done. `go_to` is where the console should go now."""
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    if go_to:
        response.headers["X-Go-To"] = go_to
    return response
