"""What spares agents: handing a conversation to a referent with one key."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.routing.actions import call_referent
from comptoir.foundation.clock import now
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import wire_answer


@for_agents("POST", right="open_console")
def to_referent(_request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Ask a referent to take it over, or call them all; says which."""
    _conversation, viewer = conversation_for(agent.viewers, conversation_id)
    summary = _("The customer’s words hurt. Please take this conversation over.")
    outcome = call_referent(conversation_id=conversation_id, viewer=viewer, summary=summary, now=now())
    return wire_answer({"outcome": outcome})
