"""The orders that a conversation speaks of."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from comptoir.domain.conversations.queries import conversation_for
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.ordering import orders_here
from comptoir.surfaces.console.pages import fragment


@for_agents("GET", right="open_console")
def here(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """The orders of a conversation, for its card; nothing to whom the charter does not grant them."""
    return fragment(request, "card_orders.html", orders=orders_here(*conversation_for(agent.viewers, conversation_id)))
