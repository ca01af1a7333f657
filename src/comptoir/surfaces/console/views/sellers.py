"""The sellers of a marketplace: whom customers' messages reach, how, and who tries to leave the shop's channel. E2, E7."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from comptoir.domain.marketplace.actions import believe_sender, switch_off
from comptoir.domain.marketplace.errors import SellerNotFound
from comptoir.domain.marketplace.queries import CaseFilters, SellerShown, cases, seller_shown, sellers
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest, NotFound
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.acts import require
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.cases import STATES, kinds_words, listed
from comptoir.surfaces.console.pages import desk_page, fragment
from comptoir.surfaces.console.showing import charter_of_shop, moment

ACTS = ("confirm-sender", "switch-off")
CASES_SHOWN = 10


@for_agents("GET", right="manage_sellers")
def list_sellers(request: HttpRequest, agent: Agent) -> HttpResponse:
    """A page of the sellers of a shop, by name."""
    shops = list(_mediating(agent))
    asked, state, search = number_in(request.GET.get("shop")), request.GET.get("state", ""), request.GET.get("q", "")
    if state and state not in STATES:
        raise BadRequest("there is no such state")
    viewer = next((it for it in shops if asked in (None, it.shop_id)), None)
    if viewer is None and asked:
        raise NotFound
    found = sellers(viewer, now(), search=search[:80].strip(), state=state, after=_after(request)) if viewer else None
    address = {"shop": viewer.shop_id if viewer else "", "state": state, "q": search[:80]}
    after = found.next_after if found else None
    return desk_page(
        request,
        agent,
        "sellers.html",
        is_mediating=viewer is not None,
        shop_id=viewer.shop_id if viewer else "",
        mediating=frozenset(it.shop_id for it in shops),
        state=state,
        states=[("", _("All")), *((key, words()) for key, words in STATES.items())],
        search=search[:80],
        rows=[(it, STATES[it.state](), kinds_words(it.attempts)) for it in (found.rows if found else ())],
        following=urlencode(address | {"name": after[0], "id": after[1]}) if after else "",
    )


@for_agents("GET", right="manage_sellers")
def one(request: HttpRequest, agent: Agent, seller_id: int) -> HttpResponse:
    """One seller: the settings, the cases, and what may be done."""
    seller, viewer = _seller(agent, seller_id)
    own = cases([viewer], CaseFilters(viewer.shop_id, state="", seller_id=seller_id), now(), limit=CASES_SHOWN)
    return desk_page(
        request,
        agent,
        "seller.html",
        it=seller,
        state=STATES[seller.state](),
        attempts=kinds_words(seller.attempts),
        acts=_acts(seller),
        cases=[listed(row) for row in own.rows],
        has_more=own.next_cursor is not None,
        confirmed=moment(seller.confirmed_at),
        unreachable=moment(seller.unreachable_since),
        sees_addresses=may(viewer.role, "see_mail"),
    )


@for_agents("GET", "POST", right="manage_sellers")
def step(request: HttpRequest, agent: Agent, seller_id: int, act: str) -> HttpResponse:
    """Believe a sender whose domain proves nothing, or switch the tool off: asked for first."""
    seller, viewer = _seller(agent, seller_id)
    if act not in ACTS:
        raise NotFound
    require(act, _acts(seller))
    if request.method == "GET":
        return fragment(request, "dialogs/seller_step.html", it=seller, act=act)
    if act == "confirm-sender":
        believe_sender(seller_id=seller_id, viewer=viewer, now=now())
    else:
        switch_off(seller_id=seller_id, viewer=viewer, now=now())
    return done(go_to=reverse("console:seller", kwargs={"seller_id": seller_id}))


def _mediating(agent: Agent) -> Iterator[Viewer]:
    """The agent in those of their shops that have sellers, as far as they may see them."""
    for viewer in agent.viewers:
        if may(viewer.role, "manage_sellers") and charter_of_shop(viewer.shop_id).mediation is not None:
            yield viewer


def _seller(agent: Agent, seller_id: int) -> tuple[SellerShown, Viewer]:
    for viewer in _mediating(agent):
        try:
            return seller_shown(viewer.shop_id, seller_id, now()), viewer
        except SellerNotFound:
            continue
    raise SellerNotFound


def _acts(seller: SellerShown) -> frozenset[str]:
    acts = {"switch-off"} if seller.support_email or seller.new_email else set()
    return frozenset(acts | ({"confirm-sender"} if seller.asks_to_be_believed else set()))


def _after(request: HttpRequest) -> tuple[str, int] | None:
    place = number_in(request.GET.get("id"))
    return (request.GET.get("name", "")[:160], place) if place else None
