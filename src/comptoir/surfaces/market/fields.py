"""What stands in a form, bounded and without signs that nobody can see."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import HttpRequest

from comptoir.foundation.errors import BadRequest

BODY_LONGEST = 4000


def line(request: HttpRequest, name: str, longest: int = 254) -> str:
    """A line of words."""
    return " ".join(request.POST.get(name, "").replace("\0", "").split())[:longest]


def words(request: HttpRequest, name: str = "body", longest: int = BODY_LONGEST) -> str:
    """Several lines of words."""
    return request.POST.get(name, "").replace("\0", "").replace("\r\n", "\n").strip()[:longest]


def once(request: HttpRequest) -> UUID:
    """The form's own number, by which the same is not done twice. Raises `BadRequest`."""
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError as error:
        raise BadRequest("the form's own number is wanted") from error


def fresh() -> UUID:
    """A number for a form that has not been sent."""
    return uuid4()
