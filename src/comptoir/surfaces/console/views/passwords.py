"""Passwords: forgotten, chosen anew by a link, changed."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from comptoir.domain.accounts.actions import ask_reset, change_password, checked_reset, reset_password
from comptoir.domain.accounts.errors import LinkNotValid, PasswordNotAccepted
from comptoir.domain.people.queries import user_of_id
from comptoir.domain.people.rules import open_to
from comptoir.foundation.clock import now
from comptoir.foundation.errors import TooMany
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.attempts import count_link, count_reset
from comptoir.surfaces.console.gate import to_confirm
from comptoir.surfaces.console.pages import lone_page
from comptoir.surfaces.console.signing import step_up
from comptoir.surfaces.console.views.security import back_to_security

LONGEST = 254
LINK = "reset_link"
"""Under which name a session keeps the secret of the link by which somebody came."""


@open_to("anybody", "GET", "POST")
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Send the way to a new password. What is said is the same whether or not anybody has the address. A23."""
    if request.method == "GET":
        return lone_page(request, "accounts/forgotten.html", is_sent=False, told="")
    email = request.POST.get("email", "")[:LONGEST].strip().lower()
    try:
        count_reset(request, email)
    except TooMany as refusal:
        return lone_page(request, "accounts/forgotten.html", refusal.status, is_sent=False, told=refusal.text())
    ask_reset(email=email, now=now())
    return lone_page(request, "accounts/forgotten.html", is_sent=True, told="")


@open_to("reset_link", "GET")
@require_http_methods(["GET"])
def reset_link(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody comes by a link: its secret goes into the session, out of the address. A17."""
    count_link(request, "reset link")
    checked_reset(token, now())
    request.session[LINK] = token
    request.session.cycle_key()
    response = HttpResponseRedirect(reverse("console:reset"))
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@open_to("reset_link", "GET", "POST")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def reset(request: HttpRequest) -> HttpResponse:
    """Choose a new password. Who has it signs in with it then, second factor and all."""
    token = str(request.session.get(LINK, ""))
    checked_reset(token, now())
    if request.method == "GET":
        return _untold(lone_page(request, "accounts/reset.html", told=""))
    count_link(request, "reset")
    try:
        reset_password(token=token, password=_new_password(request), now=now())
    except PasswordNotAccepted as refusal:
        return _untold(lone_page(request, "accounts/reset.html", refusal.status, told=refusal.text()))
    except LinkNotValid:
        request.session.pop(LINK, None)
        raise
    request.session.flush()
    return HttpResponseRedirect(f"{reverse('console:sign_in')}?renewed=1")


@sensitive_post_parameters("password")
@for_agents("GET", "POST", right="open_console")
def password(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Change one's own; every other session ends."""
    if (way := to_confirm(request, reverse("console:password"))) is not None:
        return way
    if request.method == "GET":
        return lone_page(request, "accounts/password.html", told="")
    try:
        chosen = _new_password(request)
        key = request.session.session_key or ""
        change_password(user_id=agent.user_id, password=chosen, session_key=key, now=now())
    except PasswordNotAccepted as refusal:
        return lone_page(request, "accounts/password.html", refusal.status, told=refusal.text())
    update_session_auth_hash(request, user_of_id(agent.user_id))
    step_up(request)
    return HttpResponseRedirect(back_to_security())


def _new_password(request: HttpRequest) -> str:
    """The new password, which a person types twice. Raises `PasswordNotAccepted`."""
    chosen = request.POST.get("password", "")
    if chosen != request.POST.get("again", ""):
        raise PasswordNotAccepted(why=_("The two are not the same. Please type the new password twice."))
    return chosen


def _untold(response: HttpResponse) -> HttpResponse:
    """No other site is told where somebody came from; our own is, for else a browser does not say where a form comes from."""
    response.headers["Referrer-Policy"] = "same-origin"
    return response
