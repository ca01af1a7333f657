"""How the agent stands: how many conversations are theirs, how many wait, what rings, who else is there."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.domain.conversations.queries import counts, held_count, returned_to, unseen_mentions
from comptoir.domain.feed.queries import unread, unseen_namings
from comptoir.domain.knowledge.queries import articles_waiting
from comptoir.domain.people.queries import absence_news
from comptoir.domain.routing.queries import availability_of_shop, desk_of, pending_offers
from comptoir.domain.routing.rules import is_spared
from comptoir.domain.shops.queries import shop_of_id
from comptoir.domain.supervision.queries import reviews_waiting
from comptoir.foundation.clock import now
from comptoir.surfaces.console.access import Agent
from comptoir.surfaces.console.showing import moment
from comptoir.surfaces.console.teaching.gates import gates_here

SHOPS_AT_MOST = 12
"""Shops whose present state stands in the rail."""


def standing_of(agent: Agent) -> dict[str, Any]:
    """The counts of the views as badges, and what the agent holds in a sentence."""
    named = len(unseen_mentions(agent.viewers)) + len(unseen_namings(agent.viewers))
    others = {
        "mentions": named,
        "held": held_count(agent.viewers),
        "reviews": reviews_waiting(agent.viewers),
        "team": absence_news(agent.viewers, now()),
        "articles": articles_waiting(agent.viewers),
    }
    found = counts(agent.viewers) | others
    return {"counts": {view: capped(count) for view, count in found.items()}, "holding": _holding(found["mine"])}


def whole_standing_of(agent: Agent) -> dict[str, Any]:
    """What the socket tells while it is heard, for a browser that may have missed some of it; offers as the wire has them."""
    desk = desk_of(agent.user_id)
    return standing_of(agent) | {
        "feeds": unread(agent.viewers),
        "availability": desk.availability,
        "until": spared_until(desk),
        "returned": [_came_back(it) for it in returned_to(agent.viewers)],
        "gates": [it for it in gates_here(agent) if it["is_closed"]],
        "offers": pending_offers(agent.user_id),
        "presence": [_presence(viewer.shop_id) for viewer in agent.viewers[:SHOPS_AT_MOST]],
    }


def _came_back(it: Any) -> dict[str, Any]:
    """A message of one's own that did not go out; the words only where they can be read nowhere else."""
    told = {"held": it.id, "c": it.conversation_id, "by": it.by}
    if it.has_lapsed:
        told |= {"lapsed": True, "words": "" if it.is_seen_there else it.body}
    return told


def spared_until(desk: Any) -> str:
    """Until when nothing new rings before the agent; "" when it may."""
    return moment(desk.spared_until) if is_spared(desk.spared_until, now()) else ""


def _presence(shop_id: int) -> dict[str, Any]:
    moment = now()
    audiences = availability_of_shop(shop_of_id(shop_id), moment)
    return {"shop": shop_id, "audiences": {name: there.as_presence(moment) for name, there in audiences.items()}}


def _holding(count: int) -> str:
    if not count:
        return _("Your desk is clear.")
    return ngettext("You hold %(n)s conversation.", "You hold %(n)s conversations.", count) % {"n": capped(count)}


def capped(count: int) -> str:
    """Nothing for none, and no more than 99."""
    return "" if not count else "99+" if count > 99 else str(count)
