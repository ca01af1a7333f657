"""The feed beside a conversation: what of it may be shown to the referents, and what was asked about it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.feed.actions import see_answers
from comptoir.domain.feed.queries import digest_of, excerpt_choice
from comptoir.foundation.clock import now
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done, wire_answer
from comptoir.surfaces.console.feeding import asked_here
from comptoir.surfaces.console.pages import fragment
from comptoir.surfaces.console.reading import note_reading


@for_agents("GET", right="use_feed")
def excerpt(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """The messages to choose from, redacted as they would be shown, each with what stands for how it looks."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    note_reading(conversation, viewer, "feed")
    choice = excerpt_choice(viewer, conversation_id, now(), before=number_in(request.GET.get("before")))
    lines = [
        {"seq": it.seq, "who": it.who, "words": it.words, "at": it.at, "sign": digest_of([[it.who, it.words]])}
        for it in choice.lines
    ]
    return wire_answer({"lines": lines, "older": choice.older, "volunteers": choice.is_for_volunteers})


@for_agents("GET", right="use_feed")
def asked(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """What was asked in the feed about this conversation, and what was answered."""
    _conversation, viewer = conversation_for(agent.viewers, conversation_id)
    return fragment(request, "feed_asked.html", asked=asked_here(viewer, conversation_id))


@for_agents("POST", right="use_feed")
def seen(_request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Who asked has been shown the answers."""
    _conversation, viewer = conversation_for(agent.viewers, conversation_id)
    see_answers(viewer=viewer, conversation_id=conversation_id)
    return done()
