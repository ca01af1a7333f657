"""Notes that name the agent and were not opened yet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from comptoir.domain.conversations.actions import see_mentions
from comptoir.domain.conversations.queries import conversation_for, rows_of, unseen_mentions
from comptoir.domain.feed.queries import unseen_namings
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.feeding import name_of_author, with_hidden
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.rows import rows_for


@for_agents("GET", right="open_console")
def mentions(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The conversations in which somebody calls the agent."""
    ids = [mention.conversation_id for mention in unseen_mentions(agent.viewers)]
    posts = [
        (post, shop_of_id(post.shop_id), name_of_author(post), with_hidden(post.body))
        for post in unseen_namings(agent.viewers)
    ]
    rows = rows_for(agent, rows_of(agent.viewers, ids), now())
    return desk_page(request, agent, "mentions.html", rows=rows, posts=posts)


@for_agents("POST", right="open_console")
def seen(_request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """The conversation is open before the agent."""
    _conversation, viewer = conversation_for(agent.viewers, conversation_id)
    see_mentions(conversation_id=conversation_id, viewer=viewer, now=now())
    return done()
