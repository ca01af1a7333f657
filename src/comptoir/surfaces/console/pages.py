"""Whole pages: what every page of the desk carries, besides its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from comptoir.domain.feed.queries import unread
from comptoir.domain.routing.queries import availability_of_shop, desk_of, pending_offers
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.surfaces.console.access import Agent
from comptoir.surfaces.console.places import places_of
from comptoir.surfaces.console.saved import saved_places
from comptoir.surfaces.console.showing import audience_names, charter_of_shop, moment, topic_names
from comptoir.surfaces.console.standing import SHOPS_AT_MOST, capped, spared_until, standing_of
from comptoir.surfaces.console.teaching.gates import gates_here
from comptoir.surfaces.console.texts import texts
from comptoir.surfaces.console.walling import alarms_shown


def desk_page(request: HttpRequest, agent: Agent, template: str, **context: Any) -> HttpResponse:
    """A page with the rail, the switch and the socket."""
    agent = replace(agent, viewers=agent.everywhere or agent.viewers)
    shops = [shop_of_id(viewer.shop_id) for viewer in agent.viewers]
    desk = desk_of(agent.user_id)
    facts = _facts(request, agent, shops)
    shared = {
        "agent": agent,
        "user": request.user,
        "shops": shops,
        "desk": desk,
        "spared_until": spared_until(desk),
        "answers": agent.may("answer"),
        "present": [_present(shop) for shop in shops[:SHOPS_AT_MOST]],
        "saved": saved_places(agent.user_id),
        "gates": gates_here(agent),
        "rail_groups": places_of(agent, mediates=any(charter_of_shop(shop.id).mediation is not None for shop in shops)),
        "facts": facts,
    }
    standing = standing_of(agent)
    standing["counts"]["feed"] = capped(sum(shop["feed_unread"] for shop in facts["shops"]))
    rail = {"rail_counts": standing["counts"], "holding": standing["holding"]}
    return render(request, f"console/{template}", shared | rail | context)


def fragment(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """A part of a page."""
    return render(request, f"console/{template}", context)


def lone_page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page that stands alone: no rail, no socket."""
    return render(request, f"console/{template}", context, status=status)


def _facts(request: HttpRequest, agent: Agent, shops: list[Any]) -> dict[str, Any]:
    unread_here = unread(agent.everywhere or agent.viewers)
    return {
        "user": {"id": agent.user_id, "name": agent.name},
        "now": moment(now()),
        "time_zone": timezone.get_current_timezone_name() if getattr(request.user, "time_zone", "") else "",
        "csrf": get_token(request),
        "sign_in": reverse("console:sign_in"),
        "shops": [_shop(it, unread_here.get(it.id, 0)) for it in shops],
        "offers": pending_offers(agent.user_id),
        "alarms": alarms_shown(agent),
        "texts": texts(),
    }


def _shop(shop: Any, feed_unread: int) -> dict[str, Any]:
    charter = charter_of_shop(shop.id)
    blurs = charter.courtesy.blur_insults
    return {
        "id": shop.id,
        "name": shop.name,
        "topics": topic_names(charter),
        "blurs": blurs,
        "feed_unread": feed_unread,
    }


def _present(shop: Any) -> dict[str, Any]:
    names = audience_names(charter_of_shop(shop.id))
    audiences = availability_of_shop(shop, now())
    return {"shop": shop, "audiences": [(key, names.get(key, key), there) for key, there in audiences.items()]}
