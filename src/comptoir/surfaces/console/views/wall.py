"""The wall: every live conversation of the shops that somebody watches over."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode

from comptoir.domain.shops.queries import shop_of_id
from comptoir.domain.supervision.rules import STATES
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.showing import audience_names, charter_of_shop
from comptoir.surfaces.console.walling import state_names

AUDIENCE_LONGEST = 40
PAGES_AT_MOST = 200


@for_agents("GET", right="watch_wall")
def wall(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The page; its tiles come over the line, and only while somebody looks."""
    asked = _asked(request, agent)
    shops = [shop_of_id(viewer.shop_id) for viewer in agent.viewers]
    audiences = {shop.id: audience_names(charter_of_shop(shop.id)) for shop in shops}
    here = {key: name for names in audiences.values() for key, name in names.items()}
    if asked["audience"] and asked["audience"] not in here:
        raise BadRequest("no such audience")
    return desk_page(
        request,
        agent,
        "wall.html",
        asked=asked,
        states=[("", state_names()[""]), *((name, state_names()[name]) for name in STATES)],
        watched=shops,
        audiences=sorted(here.items(), key=lambda it: it[1]),
        wall={"asked": asked, "audiences": audiences},
        address=lambda **changes: "?" + urlencode({k: v for k, v in (asked | {"page": 0} | changes).items() if v}),
    )


def _asked(request: HttpRequest, agent: Agent) -> dict[str, Any]:
    shop_id, state = number_in(request.GET.get("shop")), request.GET.get("state", "")
    if state and state not in STATES:
        raise BadRequest("no such state")
    return {
        "shop": agent.in_shop(shop_id).shop_id if shop_id else None,
        "audience": request.GET.get("audience", "")[:AUDIENCE_LONGEST],
        "state": state,
        "page": min(PAGES_AT_MOST, max(0, number_in(request.GET.get("page")) or 0)),
    }
