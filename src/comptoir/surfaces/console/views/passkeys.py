"""Passkeys: what is asked of the browser, and what it answers, as JSON for the page's own script."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comptoir.domain.accounts.actions import (
    accept_passkey,
    add_passkey,
    ask_for_new_passkey,
    ask_for_passkey,
    remove_passkey,
)
from comptoir.domain.accounts.errors import PasskeyNotAccepted
from comptoir.domain.accounts.queries import factors_of, provider_required_for
from comptoir.domain.accounts.rules import SECOND_BY
from comptoir.domain.people.queries import user_of_id, viewers_of
from comptoir.domain.people.rules import open_to
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotAllowed, NotFound
from comptoir.surfaces.console.access import Agent, SignedOut, for_agents
from comptoir.surfaces.console.answers import done, wire_answer
from comptoir.surfaces.console.attempts import count_code, count_link, forget_codes
from comptoir.surfaces.console.gate import to_confirm
from comptoir.surfaces.console.incoming import body_of
from comptoir.surfaces.console.signing import begin_session, end_pending, pending_in, place_after, step_up
from comptoir.surfaces.console.views.security import back_to_security

NAME_LONGEST = 60
PURPOSES = ("sign-in", "second", "confirm")


class Wanted(msgspec.Struct, forbid_unknown_fields=True):
    """A passkey that is to be made: one that signs in by itself, or a second factor only."""

    may_sign_in: bool = True


class Made(msgspec.Struct, forbid_unknown_fields=True):
    """A passkey that the browser has made, and what its owner calls it."""

    credential: dict[str, Any]
    name: str = ""


class Signed(msgspec.Struct, forbid_unknown_fields=True):
    """What a passkey has signed, and where its owner wants to go."""

    credential: dict[str, Any]
    next: str = ""


@open_to("anybody", "POST")
@require_POST
def ask(request: HttpRequest, purpose: str) -> HttpResponse:
    """What the browser is to sign."""
    user_id = _whose(request, purpose)
    count_link(request, "passkey")
    return wire_answer(ask_for_passkey(request.session, user_id=user_id))


@open_to("anybody", "POST")
@require_POST
def answer(request: HttpRequest, purpose: str) -> HttpResponse:
    """What it has signed; the answer says where to go."""
    user_id, said = _whose(request, purpose), body_of(request, Signed)
    if user_id is not None:
        count_code(user_id)
    else:
        count_link(request, "passkey answers")
    whose = accept_passkey(request.session, user_id=user_id, answer=said.credential, now=now())
    forget_codes(whose)
    return done(go_to=_let_on(request, purpose, whose, said.next))


@for_agents("POST", right="open_console", may_set_up=True)
def ask_new(request: HttpRequest, agent: Agent) -> HttpResponse:
    """What the browser is to make."""
    if (way := to_confirm(request, back_to_security())) is not None:
        return way
    wanted = body_of(request, Wanted)
    return wire_answer(ask_for_new_passkey(request.session, user_id=agent.user_id, may_sign_in=wanted.may_sign_in))


@for_agents("POST", right="open_console", may_set_up=True)
def add(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Keep what it has made."""
    if (way := to_confirm(request, back_to_security())) is not None:
        return way
    made = body_of(request, Made)
    name = made.name.replace("\0", "").strip()[:NAME_LONGEST] or _("Passkey")
    is_first = not factors_of(agent.user_id).any
    add_passkey(request.session, user_id=agent.user_id, name=name, answer=made.credential, now=now())
    step_up(request, second_by="passkey")
    return done(go_to=back_to_security(is_first=is_first))


@for_agents("POST", right="open_console")
def remove(request: HttpRequest, agent: Agent, passkey_id: int) -> HttpResponse:
    """Forget one."""
    if (way := to_confirm(request, back_to_security())) is not None:
        return way
    remove_passkey(user_id=agent.user_id, passkey_id=passkey_id, now=now())
    if not factors_of(agent.user_id).any:
        request.session.pop(SECOND_BY, None)
    return HttpResponseRedirect(back_to_security())


def _whose(request: HttpRequest, purpose: str) -> int | None:
    """Whose passkey is asked for; None for whoever's signs in."""
    if purpose == "sign-in":
        return None
    if purpose == "second":
        pending = pending_in(request)
        if pending is None:
            raise SignedOut
        return pending.user_id
    if purpose != "confirm":
        raise NotFound
    if not request.user.is_authenticated:
        raise SignedOut
    return request.user.pk


def _let_on(request: HttpRequest, purpose: str, user_id: int, after: str) -> str:
    if purpose == "second":
        pending = pending_in(request)
        if pending is None:
            raise SignedOut
        return end_pending(request, pending, second_by="passkey").headers["Location"]
    if purpose == "confirm":
        step_up(request, second_by="passkey")
        return place_after(after)
    user = user_of_id(user_id)
    if not user.is_active:
        raise PasskeyNotAccepted
    if provider_required_for(user.email, viewers_of(user_id)) is not None:
        raise NotAllowed
    admitted = begin_session(request, user, by="passkey", second_by="passkey", after=after)
    return admitted.headers["Location"]
