"""Coming and going."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from comptoir.domain.people.rules import open_to
from comptoir.foundation.broadcast import tell
from comptoir.foundation.errors import TooMany
from comptoir.surfaces.console.attempts import count_failure, forget_failures, refuse_guessing
from comptoir.surfaces.console.pages import lone_page

LONGEST = 254


@open_to("anybody", "GET", "POST")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who it is. Whether the address or the password was wrong is not told."""
    if request.method == "GET":
        if request.user.is_authenticated:
            return HttpResponseRedirect(_next(request.GET.get("next", "")))
        return _form(request, request.GET.get("next", ""))
    email, password = (
        request.POST.get("email", "")[:LONGEST].strip().lower(),
        request.POST.get("password", "")[:LONGEST],
    )
    try:
        refuse_guessing(request, email)
    except TooMany as refusal:
        return _form(request, request.POST.get("next", ""), email, refusal.text(), refusal.status)
    user = authenticate(request, username=email, password=password)
    if user is None:
        count_failure(request, email)
        told = _("This address and password do not belong together. Please try again.")
        return _form(request, request.POST.get("next", ""), email, told, 400)
    forget_failures(request, email)
    login(request, user)
    return HttpResponseRedirect(_next(request.POST.get("next", "")))


@open_to("anybody", "POST")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, and the sockets that were opened in it."""
    key = request.session.session_key
    logout(request)
    if key:
        tell([f"session:{key}"], b"4401", orders="close")
    return HttpResponseRedirect(reverse("console:sign_in"))


def _form(request: HttpRequest, after: str, email: str = "", told: str = "", status: int = 200) -> HttpResponse:
    return lone_page(request, "sign_in.html", status, after=after[:2000], email=email, told=told)


def _next(address: str) -> str:
    """Where to go then: a page of ours, never another site."""
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours else reverse("console:inbox")
