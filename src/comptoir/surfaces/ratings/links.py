"""How a link's secret gets out of the address: into a cookie for one place, of which the secret cannot be guessed.

Each link has a place of its own, so that two of them open side by side do not answer for each other.
"""

from __future__ import annotations

import hashlib
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

COOKIE = "comptoir_rating"
KEPT = 3600
"""Seconds in which the page may be filled in; after that the link is opened again."""

_COULD_BE_ONE = re.compile(r"[A-Za-z0-9_.-]{1,200}")
_NONE = "-"


def address_within(shop_key: str, signed: str) -> str:
    """The address at which this link's question is asked."""
    place = hashlib.sha256(signed.encode("utf-8", "replace")).hexdigest()[:16]
    return reverse("ratings:answer", args=[shop_key, place])


def keep_secret(response: HttpResponse, signed: str, address: str) -> HttpResponse:
    """Give the browser the secret for this one address. It comes back from a link in a mail, and never from another site's form."""
    response.set_cookie(
        COOKIE,
        signed if _COULD_BE_ONE.fullmatch(signed) else _NONE,
        max_age=KEPT,
        path=address,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def secret_in(request: HttpRequest) -> str:
    """The secret that the browser brings along, if any."""
    return request.COOKIES.get(COOKIE, "")
