"""Letting somebody in: what a password, a link or another house has proven, becomes a session here, and nowhere else."""

from __future__ import annotations

import secrets
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from comptoir.domain.accounts.actions import keep_sign_in, move_sign_in
from comptoir.domain.accounts.queries import factors_of
from comptoir.domain.accounts.rules import BY, PROVEN_AT, SECOND_BY, SIGN_IN
from comptoir.domain.people.errors import UserNotFound
from comptoir.domain.people.queries import user_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.limits import address_of

PENDING = "half_signed_in"
HOLDS = 600
"""Seconds between the first proof and the second."""

BROWSER_COOKIE = "comptoir_browser"
BROWSER_KNOWN_FOR = 400 * 24 * 3600


class Pending(NamedTuple):
    """Who has proven one thing, and still has to prove another."""

    user_id: int
    by: str
    after: str
    at: int
    state: str


def begin_session(request: HttpRequest, user: Any, *, by: str, second_by: str = "", after: str = "") -> HttpResponse:
    """Somebody has proven who they are, `by` what is said: they are signed in, or asked for their second factor first.

    The session has another id from here on, whichever way it goes. A23.
    """
    if second_by or not factors_of(user.pk).any:
        return _admitted(request, user, by=by, second_by=second_by, after=after)
    ask_second(request, user, by=by, after=after)
    return HttpResponseRedirect(reverse("console:second_factor"))


def ask_second(request: HttpRequest, user: Any, *, by: str, after: str) -> None:
    """Remember that a second factor is asked of them, in this browser, for ten minutes."""
    at = int(now().timestamp())
    request.session[PENDING] = list(Pending(user.pk, by, after[:2000], at, _state(user)))
    request.session.cycle_key()


def pending_in(request: HttpRequest) -> Pending | None:
    """Who still has to show their second factor in this browser."""
    kept = request.session.get(PENDING)
    if not isinstance(kept, list):
        return None
    pending = Pending(*kept)
    if not 0 <= now().timestamp() - pending.at <= HOLDS:
        return None
    try:
        user = user_of_id(pending.user_id)
    except UserNotFound:
        return None
    return pending if user.is_active and _state(user) == pending.state else None


def end_pending(request: HttpRequest, pending: Pending, *, second_by: str) -> HttpResponse:
    """The second factor was shown."""
    user = user_of_id(pending.user_id)
    if request.user.is_authenticated and request.user.pk == user.pk and SIGN_IN in request.session:
        request.session.pop(PENDING, None)
        step_up(request, second_by=second_by)
        return HttpResponseRedirect(place_after(pending.after))
    return _admitted(request, user, by=pending.by, second_by=second_by, after=pending.after)


def step_up(request: HttpRequest, *, second_by: str = "") -> None:
    """They have proven again who they are: the session has another id, and its sockets come back with it. A23."""
    request.session[PROVEN_AT] = int(now().timestamp())
    if second_by:
        request.session[SECOND_BY] = second_by
    request.session.cycle_key()
    if sign_in_id := request.session.get(SIGN_IN):
        move_sign_in(sign_in_id=sign_in_id, new_key=request.session.session_key or "", second_by=second_by)


def place_after(address: str) -> str:
    """Where to go then: a page of ours, never another site. A20."""
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours else reverse("console:inbox")


def _admitted(request: HttpRequest, user: Any, *, by: str, second_by: str, after: str) -> HttpResponse:
    request.session.pop(PENDING, None)
    login(request, user)
    request.session.cycle_key()
    request.session[BY], request.session[SECOND_BY] = by, second_by
    request.session[PROVEN_AT] = int(now().timestamp())
    browser = request.COOKIES.get(BROWSER_COOKIE, "")[:64] or secrets.token_urlsafe(24)
    request.session[SIGN_IN] = keep_sign_in(
        user_id=user.pk,
        session_key=request.session.session_key or "",
        by=by,
        second_by=second_by,
        user_agent=request.headers.get("User-Agent", "")[:500],
        address=address_of(request),
        browser_key=browser,
        now=now(),
    )
    response = HttpResponseRedirect(place_after(after))
    _know_again(response, browser)
    return response


def _know_again(response: HttpResponse, browser: str) -> None:
    """By this cookie a browser is known again when somebody signs in there; it opens nothing."""
    response.set_cookie(
        BROWSER_COOKIE,
        browser,
        max_age=BROWSER_KNOWN_FOR,
        path="/console/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _state(user: Any) -> str:
    """What a new password changes."""
    return str(user.get_session_auth_hash())[:16]
