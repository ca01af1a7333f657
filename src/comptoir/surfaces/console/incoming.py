"""What comes in, checked and bounded before anything is done with it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, TypeVar
from uuid import UUID

import msgspec
from django.http import HttpRequest
from django.utils.translation import gettext as _

from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import number_in
from comptoir.foundation.shapes import decoded

IDS_AT_MOST = 100
LARGEST_BODY = 64 * 1024
YEARS = range(1900, 2200)
"""Of days in forms and addresses: a day may be reckoned on from each of them."""

Shape = TypeVar("Shape", bound=msgspec.Struct)


class ByMail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a message travels by mail, as the socket has it too."""

    to: Literal["customer", "seller", "both"] = "customer"
    cc: Annotated[tuple[Annotated[str, msgspec.Meta(max_length=254)], ...], msgspec.Meta(max_length=20)] = ()
    history: bool = False


class Post(msgspec.Struct, forbid_unknown_fields=True):
    """A message or a note, as the socket has it too."""

    client_id: UUID
    body: str = ""
    files: list[UUID] = []
    kind: Literal["message", "note"] = "message"
    mentions: list[int] = []
    seen: int | None = None
    is_confirmed: bool = False
    language: Literal["", "en", "fr", "pt", "ro"] = ""
    mail: ByMail | None = None


class Approval(msgspec.Struct, forbid_unknown_fields=True):
    """A held message may go out; with other words where the referent has changed them."""

    body: str | None = None


class Return(msgspec.Struct, forbid_unknown_fields=True):
    """A held message goes back to its author, with a word."""

    word: str


class Switch(msgspec.Struct, forbid_unknown_fields=True):
    """The position of the agent's switch."""

    availability: str


def body_of(request: HttpRequest, shape: type[Shape]) -> Shape:
    """The request's JSON in that shape. Raises `BadRequest`."""
    if len(request.body) > LARGEST_BODY:
        raise BadRequest("too large")
    try:
        return decoded(request.body, shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequest(str(error)[:200]) from error


def words_of(request: HttpRequest, name: str, longest: int) -> str:
    """A field of a form, trimmed; a line break is one sign, as the browser has counted it. Raises `BadRequest` when it is too long."""
    words = request.POST.get(name, "").replace("\0", "").replace("\r\n", "\n").strip()
    if len(words) > longest:
        raise BadRequest(_("a text has more than %(most)s characters") % {"most": longest})
    return words


def numbers_in(text: str) -> list[int]:
    """Numbers between commas, as many as may be asked for at once."""
    return [number for part in text.split(",")[:IDS_AT_MOST] if (number := number_in(part)) is not None]


def day_in_form(written: str | None) -> dt.date | None:
    """A day as a form sends it, or nothing. Raises `BadRequest`."""
    if not written:
        return None
    try:
        day = dt.date.fromisoformat(written[:10])
        if day.year not in YEARS:
            raise ValueError(day)
    except ValueError as error:
        raise BadRequest("a day is wanted, as 2026-05-31") from error
    return day
