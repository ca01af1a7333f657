"""Showing a second factor: when signing in, when a shop begins to ask for one, and to confirm that it is still them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from comptoir.domain.accounts.actions import accept_code
from comptoir.domain.accounts.errors import CodeNotAccepted
from comptoir.domain.accounts.queries import factors_of, is_let_in, provider_of_key, ties_of
from comptoir.domain.accounts.rules import BY
from comptoir.domain.people.queries import user_of_id, viewers_of
from comptoir.domain.people.rules import open_to
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotFound, TooMany
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.attempts import count_code, forget_codes
from comptoir.surfaces.console.pages import lone_page
from comptoir.surfaces.console.signing import ask_second, end_pending, pending_in, place_after, step_up

CODE_LONGEST = 40
PASSWORD_LONGEST = 254


@open_to("signing_in", "GET", "POST")
@sensitive_post_parameters("code")
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor of who has shown the first, in this browser, a moment ago."""
    pending = pending_in(request)
    if pending is None:
        return HttpResponseRedirect(reverse("console:sign_in"))
    if request.method != "POST":
        return _asked(request, pending.user_id)
    try:
        second_by = _shown(request, pending.user_id)
    except (TooMany, CodeNotAccepted) as refusal:
        return _asked(request, pending.user_id, refusal.text(), refusal.status)
    return end_pending(request, pending, second_by=second_by)


@open_to("signing_in", "GET")
@require_http_methods(["GET"])
def second_needed(request: HttpRequest) -> HttpResponse:
    """The shop asks for a second factor: who has one shows it, who has none is shown how to set one up."""
    after = place_after(request.GET.get("next", ""))
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("console:sign_in"))
    if is_let_in(request.session, viewers_of(request.user.pk or 0), now()):
        return HttpResponseRedirect(after)
    user = user_of_id(request.user.pk or 0)
    if not factors_of(user.pk).any:
        return lone_page(request, "accounts/second_needed.html", after=after)
    ask_second(request, user, by=str(request.session.get(BY, "password")), after=after)
    return HttpResponseRedirect(reverse("console:second_factor"))


@sensitive_post_parameters("code", "password")
@for_agents("GET", "POST", right="open_console", may_set_up=True)
def confirm(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Ask again who it is, before something that would open the account to others."""
    after = place_after(request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "GET":
        return _confirming(request, agent.user_id, after)
    try:
        second_by = _proven(request, agent.user_id)
    except (TooMany, CodeNotAccepted) as refusal:
        return _confirming(request, agent.user_id, after, refusal.text(), refusal.status)
    if second_by is None:
        return _confirming(request, agent.user_id, after, _("This is not your password. Please try again."), 400)
    step_up(request, second_by=second_by)
    return HttpResponseRedirect(after)


def _shown(request: HttpRequest, user_id: int) -> str:
    count_code(user_id)
    second_by = accept_code(user_id=user_id, code=request.POST.get("code", "")[:CODE_LONGEST], now=now())
    forget_codes(user_id)
    return second_by


def _proven(request: HttpRequest, user_id: int) -> str | None:
    """By what second factor ("": by the password, where there is none); None for a wrong password."""
    if factors_of(user_id).any:
        return _shown(request, user_id)
    count_code(user_id)
    user = user_of_id(user_id)
    password = request.POST.get("password", "")[:PASSWORD_LONGEST]
    if authenticate(request, username=user.email, password=password) is None:
        return None
    forget_codes(user_id)
    return ""


def _asked(request: HttpRequest, user_id: int, told: str = "", status: int = 200) -> HttpResponse:
    return lone_page(request, "accounts/second_factor.html", status, factors=factors_of(user_id), told=told)


def _confirming(request: HttpRequest, user_id: int, after: str, told: str = "", status: int = 200) -> HttpResponse:
    facts = {"factors": factors_of(user_id), "has_password": user_of_id(user_id).has_usable_password()}
    return lone_page(request, "accounts/confirm.html", status, after=after, told=told, ways=_ways_of(user_id), **facts)


def _ways_of(user_id: int) -> list[Any]:
    """The other houses in which somebody can show again who they are."""
    found = []
    for tie in ties_of(user_id):
        try:
            found.append(provider_of_key(tie.provider))
        except NotFound:
            continue
    return [it for it in found if it.is_on]
