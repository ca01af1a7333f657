"""Coming and going."""

from __future__ import annotations

from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from comptoir.domain.accounts.actions import signed_out
from comptoir.domain.accounts.queries import provider_required_for, providers
from comptoir.domain.accounts.rules import BY
from comptoir.domain.people.queries import viewers_of
from comptoir.domain.people.rules import open_to
from comptoir.foundation.errors import TooMany
from comptoir.surfaces.console.attempts import count_failure, forget_failures, refuse_guessing
from comptoir.surfaces.console.pages import lone_page
from comptoir.surfaces.console.signing import begin_session, place_after

LONGEST = 254


@open_to("anybody", "GET", "POST")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who it is. Whether the address or the password was wrong is not told."""
    if request.method == "GET":
        if request.user.is_authenticated:
            return HttpResponseRedirect(place_after(request.GET.get("next", "")))
        return sign_in_form(request, request.GET.get("next", ""), good=_good_words(request))
    after = request.POST.get("next", "")
    email, password = (
        request.POST.get("email", "")[:LONGEST].strip().lower(),
        request.POST.get("password", "")[:LONGEST],
    )
    try:
        refuse_guessing(request, email)
    except TooMany as refusal:
        return sign_in_form(request, after, email, refusal.text(), refusal.status)
    user = authenticate(request, username=email, password=password)
    if user is None:
        count_failure(request, email)
        told = _("This address and password do not belong together. Please try again.")
        return sign_in_form(request, after, email, told, 400)
    forget_failures(request, email)
    provider = provider_required_for(email, viewers_of(user.pk or 0))
    if provider is not None:
        told = _("Your shop signs in with %(label)s. Please use that button.") % {"label": provider.label}
        return sign_in_form(request, after, email, told, 403)
    return begin_session(request, user, by="password", after=after)


@open_to("anybody", "POST")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, and the sockets that were opened in it."""
    key, by = request.session.session_key, str(request.session.get(BY, ""))
    logout(request)
    if key:
        signed_out(session_key=key)
    left = f"?left={by.removeprefix('sso:')}" if by.startswith("sso:") else ""
    return HttpResponseRedirect(reverse("console:sign_in") + left)


def sign_in_form(
    request: HttpRequest, after: str, email: str = "", told: str = "", status: int = 200, *, good: str = ""
) -> HttpResponse:
    """The page on which one signs in."""
    ways = [it for it in providers() if it.is_on]
    left = next((it for it in ways if it.key == request.GET.get("left")), None)
    facts = {"after": after[:2000], "email": email, "told": told, "good": good, "ways": ways, "left": left}
    return lone_page(request, "sign_in.html", status, **facts)


def _good_words(request: HttpRequest) -> str:
    return _("Your new password holds. Please sign in with it.") if "renewed" in request.GET else ""
