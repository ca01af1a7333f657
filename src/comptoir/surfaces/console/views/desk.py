"""The agent's desk: the switch, and the answer to an offer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from comptoir.domain.routing import actions
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotAllowed
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done, wire_answer
from comptoir.surfaces.console.incoming import Switch, body_of
from comptoir.surfaces.console.standing import spared_until, whole_standing_of


@for_agents("POST", right="be_offered_conversations")
def availability(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Turn the switch."""
    if not agent.may("be_offered_conversations"):
        raise NotAllowed
    wanted = body_of(request, Switch).availability
    desk = actions.set_availability(user_id=agent.user_id, availability=wanted, now=now())
    return wire_answer({"availability": desk.availability, "load": desk.load, "until": spared_until(desk)})


@for_agents("GET", right="open_console")
def standing(_request: HttpRequest, agent: Agent) -> HttpResponse:
    """What rings, who is there, what is held: asked for when frames may have been missed."""
    return wire_answer(whole_standing_of(agent))


@for_agents("POST", right="be_offered_conversations")
def accept(_request: HttpRequest, agent: Agent, offer_id: int) -> HttpResponse:
    """Take what is offered."""
    actions.accept_offer(offer_id=offer_id, user_id=agent.user_id, now=now())
    return done()


@for_agents("POST", right="be_offered_conversations")
def refuse(_request: HttpRequest, agent: Agent, offer_id: int) -> HttpResponse:
    """Let the offer go on to somebody else."""
    actions.refuse_offer(offer_id=offer_id, user_id=agent.user_id, now=now())
    return done()
