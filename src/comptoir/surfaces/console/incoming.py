"""What comes in, checked and bounded before anything is done with it."""

from __future__ import annotations

import datetime as dt
from typing import Literal, TypeVar
from uuid import UUID

import msgspec
from django.http import HttpRequest
from django.utils.translation import gettext as _

from comptoir.domain.conversations.queries import Cursor
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.shapes import decoded

IDS_AT_MOST = 100
LARGEST_BODY = 64 * 1024
BIGGEST_ID = 2**63 - 1

Shape = TypeVar("Shape", bound=msgspec.Struct)


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


def number_in(text: str | None) -> int | None:
    """A number that may name something here, or nothing. Raises `BadRequest`."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= BIGGEST_ID):
        raise BadRequest("a number is wanted")
    return int(text)


def numbers_in(text: str) -> list[int]:
    """Numbers between commas, as many as may be asked for at once."""
    return [number for part in text.split(",")[:IDS_AT_MOST] if (number := number_in(part)) is not None]


def cursor_text(cursor: Cursor | None) -> str:
    """A place in a list, for an address."""
    return f"{cursor.at.isoformat()}_{cursor.id}" if cursor else ""


def cursor_in(text: str | None) -> Cursor | None:
    """A place in a list. Raises `BadRequest`."""
    if not text:
        return None
    moment, __, number = text.partition("_")
    try:
        at = dt.datetime.fromisoformat(moment.replace(" ", "+"))
        if at.tzinfo is None:
            raise BadRequest("no such place in the list")
        return Cursor(at.astimezone(dt.UTC), number_in(number) or 0)
    except (ValueError, OverflowError) as error:
        raise BadRequest("no such place in the list") from error
