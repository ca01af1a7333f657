"""Signing in by a company's own sign-in: there, and back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comptoir.domain.accounts.actions import begin_there, come_back_from, come_in_by, person_is, way_out_of
from comptoir.domain.accounts.errors import NotSignedInThere, ProviderNotUsable
from comptoir.domain.accounts.queries import Provider, address_of_return, provider_of_key
from comptoir.domain.people.queries import user_of_id
from comptoir.domain.people.rules import open_to
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotFound, TooMany
from comptoir.surfaces.console.attempts import count_link
from comptoir.surfaces.console.signing import begin_session, place_after, step_up
from comptoir.surfaces.console.views.sign_in import sign_in_form

ASKED_FOR_A_SECOND = frozenset({"mfa", "otp", "hwk", "swk", "fpt", "face"})
"""What a provider says of how somebody signed in there (RFC 8176), where it asked for more than a password."""


@open_to("anybody", "GET")
@require_http_methods(["GET"])
def begin(request: HttpRequest, provider_key: str) -> HttpResponse:
    """Go there."""
    after = request.GET.get("next", "")[:2000]
    try:
        count_link(request, "single sign-on")
        provider = _provider(provider_key)
        is_again = request.user.is_authenticated and "confirm" in request.GET
        purpose = "confirm" if is_again else "sign-in"
        address = begin_there(
            request.session, provider=provider, back=_back(provider), purpose=purpose, after=after, now=now()
        )
    except (NotSignedInThere, ProviderNotUsable, TooMany) as refusal:
        return sign_in_form(request, after, told=refusal.text(), status=refusal.status)
    return HttpResponseRedirect(address)


@open_to("anybody", "GET")
@require_http_methods(["GET"])
def back(request: HttpRequest, provider_key: str) -> HttpResponse:
    """Come back. Whoever it is, they have another session from here on."""
    try:
        count_link(request, "single sign-on back")
        return _come_in(request, _provider(provider_key))
    except (NotSignedInThere, ProviderNotUsable, TooMany) as refusal:
        return sign_in_form(request, "", told=refusal.text(), status=refusal.status)


@open_to("anybody", "GET")
@require_http_methods(["GET"])
def leave(request: HttpRequest, provider_key: str) -> HttpResponse:
    """Sign out there too."""
    ours = address_of_return(reverse("console:sign_in"))
    try:
        count_link(request, "single sign-on")
        return HttpResponseRedirect(way_out_of(_provider(provider_key), ours) or ours)
    except (ProviderNotUsable, TooMany) as refusal:
        return sign_in_form(request, "", told=refusal.text(), status=refusal.status)


def _come_in(request: HttpRequest, provider: Provider) -> HttpResponse:
    answer = {name: request.GET.get(name, "") for name in ("state", "code", "iss") if name in request.GET}
    person, one = come_back_from(request.session, provider=provider, back=_back(provider), answer=answer, now=now())
    if one.purpose == "confirm":
        user_id = request.user.pk or 0
        if not request.user.is_authenticated or not person_is(provider=provider, person=person, user_id=user_id):
            raise NotSignedInThere(why=_("That was somebody else’s account. Please confirm with your own."))
        step_up(request)
        return HttpResponseRedirect(place_after(one.after))
    user = user_of_id(come_in_by(provider=provider, person=person, now=now()))
    second_by = "sso" if provider.vouches or person.methods & ASKED_FOR_A_SECOND else ""
    return begin_session(request, user, by=f"sso:{provider.key}", second_by=second_by, after=one.after)


def _provider(key: str) -> Provider:
    provider = provider_of_key(key)
    if not provider.is_on:
        raise NotFound
    return provider


def _back(provider: Provider) -> str:
    return address_of_return(reverse("console:sso_back", args=[provider.key]))
