"""What waits for approval: referents let it out, as it is or changed, or give it back with a word; its author takes it back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from comptoir.domain.conversations.actions import approve_held, return_held, see_returned, withdraw_held
from comptoir.domain.conversations.queries import conversation_for, viewer_of_held
from comptoir.foundation.clock import now
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done, wire_answer
from comptoir.surfaces.console.held import held_shown, returned_shown
from comptoir.surfaces.console.incoming import Approval, Return, body_of
from comptoir.surfaces.console.reading import note_reading


@for_agents("GET", right="open_console")
def held_here(_request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """What waits in this conversation, for its author and for who approves."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    held = held_shown(conversation, viewer)
    if held:
        note_reading(conversation, viewer, "approval")
    return wire_answer({"held": held, "returned": returned_shown(conversation, viewer)})


@for_agents("POST", right="approve_held")
def approve(request: HttpRequest, agent: Agent, held_id: int) -> HttpResponse:
    """Let it out."""
    viewer = viewer_of_held(agent.viewers, held_id)
    approve_held(held_id=held_id, viewer=viewer, body=body_of(request, Approval).body, now=now())
    return done()


@for_agents("POST", right="approve_held")
def send_back(request: HttpRequest, agent: Agent, held_id: int) -> HttpResponse:
    """Give it back to its author, with a word."""
    viewer = viewer_of_held(agent.viewers, held_id)
    return_held(held_id=held_id, viewer=viewer, word=body_of(request, Return).word, now=now())
    return done()


@for_agents("POST", right="open_console")
def withdraw(_request: HttpRequest, agent: Agent, held_id: int) -> HttpResponse:
    """Take back one's own."""
    withdraw_held(held_id=held_id, viewer=viewer_of_held(agent.viewers, held_id), now=now())
    return done()


@for_agents("POST", right="open_console")
def seen(_request: HttpRequest, agent: Agent, held_id: int) -> HttpResponse:
    """Its author has seen what came back, and why."""
    see_returned(held_id=held_id, viewer=viewer_of_held(agent.viewers, held_id), now=now())
    return done()
