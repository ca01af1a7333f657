"""Who may come in: every view of the console is for agents who are signed in, and is told which of them asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comptoir.domain.people.queries import viewers_of
from comptoir.domain.people.rules import PERMISSIONS, Door, Viewer, may
from comptoir.foundation.errors import NotAllowed, Refusal
from comptoir.surfaces.console.gate import held_back

View = Callable[..., HttpResponseBase]


class SignedOut(Refusal):
    """The session is over."""

    code = "signed_out"
    status = 401
    message = _("You are not signed in any more. Please sign in again; nothing that was sent is lost.")


class NotAMember(Refusal):
    """Somebody who signs in, and works for no shop here."""

    code = "not_a_member"
    status = 403
    message = _("You do not work for a shop here yet. Ask the shop's manager to add you to the team.")


@dataclass(frozen=True, slots=True)
class Agent:
    """The user who asks, as a member of each of the shops in which they have the right that the view asks for.

    `everywhere` are all of their memberships: for the rail, which leads to other pages too.
    """

    user_id: int
    name: str
    viewers: tuple[Viewer, ...]
    everywhere: tuple[Viewer, ...] = field(default=())

    def in_shop(self, shop_id: int) -> Viewer:
        """The agent as a member of that shop. Raises `NotAllowed`."""
        for viewer in self.viewers:
            if viewer.shop_id == shop_id:
                return viewer
        raise NotAllowed

    def may(self, act: str) -> bool:
        """Whether they may do it in any of their shops."""
        return any(may(viewer.role, act) for viewer in self.everywhere or self.viewers)

    def shops_where(self, act: str) -> frozenset[int]:
        """The shops in which they may do it."""
        return frozenset(viewer.shop_id for viewer in self.viewers if may(viewer.role, act))


def for_agents(*methods: str, right: str = "", may_set_up: bool = False) -> Callable[[View], View]:
    """Let members in by these methods who have the right, an act of `PERMISSIONS`, in one of their shops at least.

    Others are asked to sign in, for a second factor where the shop wants one, or told why not. The view gets
    `(request, agent, …)`, and the agent knows only the shops in which they have the right: nobody carries a right from
    one shop into another. `may_set_up`: also for who has no second factor yet and needs one.
    """
    asked = right or "open_console"
    if asked not in PERMISSIONS:
        raise ValueError(f"{asked} is no right")

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **named: Any) -> HttpResponseBase:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if not request.user.is_authenticated:
                return _sent_to_sign_in(request)
            agent = _agent(request, asked)
            is_page = request.method == "GET" and wants_page(request)
            way = held_back(request, agent.everywhere, is_page=is_page, may_set_up=may_set_up)
            return view(request, agent, **named) if way is None else way

        answer.door = Door(right, methods)  # type: ignore[attr-defined]
        return answer

    return decorate


def wants_page(request: HttpRequest) -> bool:
    """Whether a person opens an address, not a script."""
    is_script = "X-Requested-With" in request.headers or "HX-Request" in request.headers
    return "text/html" in request.headers.get("Accept", "") and not is_script


def _agent(request: HttpRequest, right: str) -> Agent:
    user = request.user
    everywhere = tuple(viewer for viewer in viewers_of(user.pk or 0) if may(viewer.role, "open_console"))
    if not everywhere:
        raise NotAMember
    viewers = tuple(viewer for viewer in everywhere if may(viewer.role, right))
    if not viewers:
        raise NotAllowed
    return Agent(user.pk or 0, str(user), viewers, everywhere)


def _sent_to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.method != "GET" or not wants_page(request):
        raise SignedOut
    return HttpResponseRedirect(f"{reverse('console:sign_in')}?{urlencode({'next': request.get_full_path()})}")
