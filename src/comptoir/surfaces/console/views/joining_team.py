"""Accepting an invitation: the link's secret goes out of the address at once; who is known joins, who is new signs up."""

from __future__ import annotations

from typing import Any

from django.conf import settings as house
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from comptoir.domain.accounts.actions import checked_password
from comptoir.domain.accounts.errors import PasswordNotAccepted
from comptoir.domain.people.actions import Guest, accept_invitation
from comptoir.domain.people.errors import InvitationIsOver
from comptoir.domain.people.queries import has_account, invitation_of_token, viewers_of
from comptoir.domain.people.rules import open_to
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotAllowed, Refusal
from comptoir.surfaces.console.attempts import count_link
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import lone_page
from comptoir.surfaces.console.showing import role_names
from comptoir.surfaces.console.signing import begin_session

LINK = "invitation"
"""Under which name a session keeps the secret of the link by which somebody came."""

LONGEST = 254


@open_to("invited", "GET")
@require_http_methods(["GET"])
def join_link(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody comes by a link: its secret goes into the session, out of the address. A17."""
    count_link(request, "invitation")
    if invitation_of_token(token, now()) is None:
        return _over(request)
    request.session[LINK] = token
    response = _untold(HttpResponseRedirect(reverse("console:join")))
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@open_to("invited", "GET", "POST")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """What one is invited to; a POST joins."""
    token = str(request.session.get(LINK, ""))
    if invitation_of_token(token, now()) is None:
        return _over(request)
    if request.method == "GET":
        return _asked(request, token)
    count_link(request, "join")
    try:
        with translation.override(_language(request, "en")):
            return _joined(request, token)
    except InvitationIsOver:
        return _over(request)
    except Refusal as refusal:
        return _asked(request, token, refusal)


def _joined(request: HttpRequest, token: str) -> HttpResponse:
    if request.user.is_authenticated:
        accept_invitation(token=token, guest=Guest(user_id=request.user.pk), now=now())
        request.session.pop(LINK, None)
        return HttpResponseRedirect(reverse("console:inbox"))
    password = request.POST.get("password", "")
    if password != request.POST.get("again", ""):
        raise PasswordNotAccepted(why=_("The two are not the same. Please type the new password twice."))
    guest = Guest(
        email=words_of(request, "email", LONGEST),
        name=words_of(request, "name", 120),
        password=checked_password(password),
        language=_language(request, "en"),
    )
    member = accept_invitation(token=token, guest=guest, now=now())
    request.session.pop(LINK, None)
    return begin_session(request, member.user, by="invitation", after=reverse("console:inbox"))


def _asked(request: HttpRequest, token: str, refusal: Refusal | None = None) -> HttpResponse:
    invitation = invitation_of_token(token, now())
    if invitation is None:
        return _over(request)
    with translation.override(_language(request, invitation.language)):
        page = lone_page(
            request,
            "team/join.html",
            refusal.status if refusal else 200,
            shop=shop_of_id(invitation.shop_id),
            role=role_names()[invitation.role],
            by=invitation.invited_by.display_name if invitation.invited_by else "",
            email=invitation.email,
            is_known=bool(invitation.email) and has_account(invitation.email),
            **_asker(request, invitation),
            languages=[(code, translation.get_language_info(code)["name_local"]) for code, _name in house.LANGUAGES],
            language=invitation.language,
            sent=request.POST,
            told=_why(refusal, has_account(invitation.email)),
            is_about_password=isinstance(refusal, PasswordNotAccepted),
        )
    return _untold(page)


def _asker(request: HttpRequest, invitation: Any) -> dict[str, Any]:
    """Who has come by the link, where they are signed in: somebody else than it is for, or in that team already."""
    user = request.user
    if not user.is_authenticated:
        return {"signed_in": "", "is_other": False, "is_here": False}
    is_other = bool(invitation.email) and user.email != invitation.email
    is_here = any(it.shop_id == invitation.shop_id for it in viewers_of(user.pk))
    return {"signed_in": str(user), "is_other": is_other, "is_here": is_here}


def _language(request: HttpRequest, otherwise: str) -> str:
    """The language that was chosen in the form."""
    chosen = request.POST.get("language", "")
    return chosen if chosen in dict(house.LANGUAGES) else otherwise


def _why(refusal: Refusal | None, is_known: bool) -> str:
    """The reason in words; an address that has an account is asked to sign in first."""
    if refusal is None:
        return ""
    if isinstance(refusal, NotAllowed) and not is_known:
        return str(_("With this address somebody signs in already. Sign in first, then open the link again."))
    return refusal.text()


def _over(request: HttpRequest) -> HttpResponse:
    request.session.pop(LINK, None)
    refusal = InvitationIsOver()
    return _untold(lone_page(request, "team/join_over.html", refusal.status, told=refusal.text()))


def _untold(response: HttpResponse) -> HttpResponse:
    """Kept nowhere, and told to no other site: our own is told, for else a browser does not say where a form comes from. A17."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
