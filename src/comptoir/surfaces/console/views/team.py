"""The team: who is at their desk, how much they hold, and what customers say to it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from comptoir.domain.people.queries import members_of, people_of
from comptoir.domain.people.rules import may
from comptoir.domain.routing.queries import desks_of
from comptoir.domain.routing.rules import is_connected
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.courtesy import LATELY, said_by_customers
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.showing import audience_names, charter_of_shop, moment, role_names, topic_names

MEMBERS_AT_MOST = 500
ORDER = {"available": 0, "paused": 1, "offline": 2, "away": 3}


@for_agents("GET", right="see_colleagues_at_work")
def team(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The members of one shop: those at their desks first."""
    shops = [viewer.shop_id for viewer in agent.viewers if may(viewer.role, "see_colleagues_at_work")]
    if not shops:
        raise NotAllowed
    shop_id = number_in(request.GET.get("shop")) or shops[0]
    if shop_id not in shops:
        raise NotAllowed
    context = {
        "shop": shop_of_id(shop_id),
        "members": _members(shop_id),
        "topics": topic_names(charter_of_shop(shop_id)),
        "said": said_by_customers(shop_id),
        "lately": LATELY,
    }
    return desk_page(request, agent, "team.html", **context)


def _members(shop_id: int) -> list[dict[str, Any]]:
    charter, desks = charter_of_shop(shop_id), desks_of(shop_id)
    audiences, roles = audience_names(charter), role_names()
    members = members_of(shop_id)[:MEMBERS_AT_MOST]
    people = people_of(member.pk for member in members)
    shown = []
    for member in members:
        desk = desks.get(member.user_id)
        limit = charter.audiences[member.audience].chats_at_once if member.audience in charter.audiences else 0
        shown.append(
            {
                "member": member,
                "person": people[str(member.pk)],
                "role": roles[member.role],
                "audience": audiences.get(member.audience, ""),
                "availability": _availability(desk),
                "since": moment(desk.changed_at) if desk else "",
                "load": desk.load if desk else 0,
                "limit": limit if member.chats_at_once is None else member.chats_at_once,
            }
        )
    return sorted(shown, key=lambda it: (ORDER[it["availability"]], it["member"].display_name.lower()))


def _availability(desk: Any) -> str:
    if desk is None:
        return "away"
    is_cut_off = desk.availability == "available" and not is_connected(desk.seen_at, now())
    return "offline" if is_cut_off else str(desk.availability)
