"""One's own security: the password, second factors, where one is signed in, and what was done to the account."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from comptoir.domain.accounts.actions import (
    add_totp,
    end_sign_in,
    end_sign_ins,
    make_recovery_codes,
    new_totp_secret,
    remove_totp,
    take_recovery_codes,
    untie,
)
from comptoir.domain.accounts.errors import CodeNotAccepted
from comptoir.domain.accounts.queries import (
    factors_of,
    must_have_second,
    providers,
    records_of,
    sign_ins_of,
    ties_of,
)
from comptoir.domain.accounts.rules import SECOND_BY
from comptoir.domain.people.queries import user_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.errors import TooMany
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.attempts import count_code, forget_codes
from comptoir.surfaces.console.gate import to_confirm
from comptoir.surfaces.console.pages import desk_page, lone_page
from comptoir.surfaces.console.qr import drawn
from comptoir.surfaces.console.security_words import done_words, told_at, way_words
from comptoir.surfaces.console.showing import moment
from comptoir.surfaces.console.signing import step_up

SECRET = "totp_secret"  # noqa: S105 - under which name a session keeps a secret that is being set up
CODE_LONGEST = 40


def back_to_security(*, is_first: bool = False) -> str:
    """Where to go after a change; after the first factor, to the recovery codes that came with it."""
    return reverse("console:recovery_codes" if is_first else "console:security")


@for_agents("GET", right="open_console")
def security(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The page."""
    labels = {it.key: it.label for it in providers()}
    return desk_page(
        request,
        agent,
        "accounts/security.html",
        factors=factors_of(agent.user_id),
        is_needed=must_have_second(agent.everywhere, now()),
        has_password=user_of_id(agent.user_id).has_usable_password(),
        ties=[(tie.pk, labels.get(tie.provider, tie.provider)) for tie in ties_of(agent.user_id)],
        sign_ins=_sign_ins(request, agent, labels),
        records=[_record(it) for it in records_of(agent.user_id)],
        told_at=told_at,
    )


@sensitive_post_parameters("code")
@for_agents("GET", "POST", right="open_console", may_set_up=True)
def totp(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Set up an app that shows codes."""
    if (way := to_confirm(request, reverse("console:totp"))) is not None:
        return way
    secret = request.session.get(SECRET) or new_totp_secret()
    request.session[SECRET] = secret
    if request.method == "GET":
        return _totp_page(request, secret)
    is_first = not factors_of(agent.user_id).any
    try:
        count_code(agent.user_id)
        code = request.POST.get("code", "")[:CODE_LONGEST]
        add_totp(user_id=agent.user_id, secret=secret, code=code, now=now())
    except (TooMany, CodeNotAccepted) as refusal:
        return _totp_page(request, secret, refusal.text(), refusal.status)
    forget_codes(agent.user_id)
    del request.session[SECRET]
    step_up(request, second_by="totp")
    return HttpResponseRedirect(back_to_security(is_first=is_first))


@for_agents("POST", right="open_console")
def no_totp(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Let the app be a second factor no more."""
    if (way := to_confirm(request, back_to_security())) is not None:
        return way
    remove_totp(user_id=agent.user_id, now=now())
    if not factors_of(agent.user_id).any:
        request.session.pop(SECOND_BY, None)
    return HttpResponseRedirect(back_to_security())


@for_agents("GET", "POST", right="open_console")
def recovery_codes(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Recovery codes: made anew, and shown once. They go with a second factor; who has none has nothing to recover."""
    if (way := to_confirm(request, reverse("console:recovery_codes"))) is not None:
        return way
    if not factors_of(agent.user_id).any:
        return HttpResponseRedirect(back_to_security())
    if request.method == "POST":
        make_recovery_codes(user_id=agent.user_id, now=now())
        return HttpResponseRedirect(reverse("console:recovery_codes"))
    codes = take_recovery_codes(user_id=agent.user_id)
    shown = [f"{code[:5]} {code[5:]}" for code in codes]
    return lone_page(
        request,
        "accounts/recovery_codes.html",
        codes=shown,
        left=factors_of(agent.user_id).codes_left,
        told_today=told_at(now()),
    )


@for_agents("POST", right="open_console")
def end_one(_request: HttpRequest, agent: Agent, sign_in_id: int) -> HttpResponse:
    """Sign out in one of one's browsers."""
    end_sign_in(user_id=agent.user_id, sign_in_id=sign_in_id)
    return HttpResponseRedirect(back_to_security())


@for_agents("POST", right="open_console")
def end_others(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Sign out everywhere but here."""
    end_sign_ins(user_id=agent.user_id, but=request.session.session_key or "")
    return HttpResponseRedirect(back_to_security())


@for_agents("POST", right="open_console")
def cut_tie(request: HttpRequest, agent: Agent, tie_id: int) -> HttpResponse:
    """Sign in by another house's account no more."""
    if (way := to_confirm(request, back_to_security())) is not None:
        return way
    untie(user_id=agent.user_id, tie_id=tie_id, now=now())
    return HttpResponseRedirect(back_to_security())


def _totp_page(request: HttpRequest, secret: str, told: str = "", status: int = 200) -> HttpResponse:
    from comptoir.surfaces.console.qr import totp_address

    user = user_of_id(request.user.pk or 0)
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    address = totp_address(user.email, secret)
    facts = {"secret": grouped, "picture": drawn(address), "address": address}
    return lone_page(request, "accounts/totp.html", status, told=told, **facts)


def _sign_ins(request: HttpRequest, agent: Agent, labels: dict[str, str]) -> list[dict[str, Any]]:
    here = request.session.session_key
    return [
        {
            "id": it.pk,
            "browser": _("%(browser)s on %(system)s") % {"browser": it.browser, "system": it.system}
            if it.browser and it.system
            else it.browser or it.system or _("Unknown browser"),
            "place": it.place,
            "way": way_words(it.by, it.second_by, labels),
            "told_at": told_at(it.at),
            "told_seen": told_at(it.seen_at),
            "is_here": it.session_key == here,
        }
        for it in sign_ins_of(agent.user_id, now())
    ]


def _record(record: Any) -> dict[str, str]:
    by_other = record.actor_id not in (None, record.user_id)
    actor = str(record.actor) if by_other else "" if record.actor_id else _("from the command line")
    at = {"at": moment(record.at), "told_at": told_at(record.at)}
    return {"words": done_words(record.act), "detail": record.detail, "actor": actor, **at}
