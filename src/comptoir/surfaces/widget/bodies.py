"""What the widget may send, and how much of it: everything else is refused."""

from __future__ import annotations

import re
from typing import Annotated, TypeVar
from uuid import UUID

import msgspec
from django.http import HttpRequest
from msgspec import Meta, Struct

from comptoir.foundation.errors import BadRequest, BodyTooLarge
from comptoir.foundation.shapes import decoded
from comptoir.surfaces.widget.errors import EmailNotComplete

LARGEST = 64 * 1024
"""Bytes of a JSON body."""

NO_NUL = r"^[^\x00]*\Z"
Line = Annotated[str, Meta(max_length=1000, pattern=NO_NUL)]
Words = Annotated[str, Meta(max_length=20_000, pattern=NO_NUL)]  # how long a message may be is the domain's to say
Key = Annotated[str, Meta(min_length=1, max_length=40, pattern=NO_NUL)]
Answer = Annotated[str, Meta(max_length=500, pattern=NO_NUL)]

_EMAIL = re.compile(r"[^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00.]+")


class Body(Struct, forbid_unknown_fields=True):
    """A JSON body: a closed set of fields."""


class Opening(Body):
    """What opens a conversation."""

    client_id: UUID
    page: Line = ""
    title: Line = ""
    language: Annotated[str, Meta(max_length=35)] = ""
    audience: Annotated[str, Meta(max_length=40)] = ""
    answers: Annotated[dict[Key, Answer], Meta(max_length=20)] = {}
    identity: Annotated[str, Meta(max_length=4096)] = ""
    body: Words = ""
    email: Annotated[str, Meta(max_length=254)] = ""
    leave_message: bool = False


class Message(Body):
    """A message to post."""

    client_id: UUID
    body: Words = ""
    files: Annotated[tuple[UUID, ...], Meta(max_length=50)] = ()


class Seen(Body):
    """How far the visitor has read."""

    seq: Annotated[int, Meta(ge=0, le=2**31 - 1)]


class Verdict(Body):
    """A rating: 1 to 5, and a word."""

    score: Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]
    comment: Words = ""


class Answered(Body):
    """An article answered, or did not; `reader` is a number that the browser drew by lot."""

    reader: UUID
    useful: bool = True


class Letter(Body):
    """What turns a waiting chat into a request."""

    client_id: UUID
    email: Annotated[str, Meta(max_length=254)] = ""
    body: Words = ""


Kind = TypeVar("Kind", bound=Body)


def body_of(request: HttpRequest, kind: type[Kind]) -> Kind:
    """The request's JSON as `kind`. Raises `BodyTooLarge`, `BadRequest`."""
    if request.content_type != "application/json":
        raise BadRequest("it is not JSON")
    text = request.read(LARGEST + 1)
    if len(text) > LARGEST:
        raise BodyTooLarge
    try:
        return decoded(text, kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadRequest(str(error)) from error


def checked_email(email: str, *, is_needed: bool) -> str:
    """The address, if it can be one. Raises `EmailNotComplete`."""
    email = email.strip()
    if (is_needed or email) and not _EMAIL.fullmatch(email):
        raise EmailNotComplete
    return email
