"""Sorting a request: its category, its priority and tags, and when it comes back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from comptoir.domain.conversations import actions
from comptoir.domain.conversations.queries import conversation_for, tags_of_shop, tags_on
from comptoir.domain.conversations.rules import TAGS_AT_MOST
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.clock import now
from comptoir.surfaces.console import sorting
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.acts import possible_acts, require
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import fragment
from comptoir.surfaces.console.showing import charter_of_shop

KEY_LONGEST = 40
TAGS_LONGEST = 400
MOMENT_LONGEST = 40


@for_agents("POST", right="open_console")
def category(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Confirm a category that was proposed, or file it under another."""
    _conversation, viewer = _allowed("topic", agent, conversation_id)
    chosen = words_of(request, "category", KEY_LONGEST)
    actions.choose_category(conversation_id=conversation_id, viewer=viewer, category=chosen, now=now())
    return done()


@for_agents("GET", "POST", right="open_console")
def labels(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Say how urgent it is, and mark it with tags: words between commas."""
    conversation, viewer = _allowed("labels", agent, conversation_id)
    if request.method == "GET":
        return fragment(
            request,
            "dialogs/labels.html",
            conversation=conversation,
            priorities=sorting.priority_names(),
            tags=[tag.name for tag in tags_on([conversation_id])[conversation_id]],
            known=tags_of_shop(conversation.shop_id),
            most=TAGS_AT_MOST,
        )
    names = words_of(request, "tags", TAGS_LONGEST).split(",")
    at, priority = now(), words_of(request, "priority", KEY_LONGEST)
    actions.set_tags(conversation_id=conversation_id, viewer=viewer, names=names, now=at)
    actions.set_priority(conversation_id=conversation_id, viewer=viewer, priority=priority, now=at)
    return done()


@for_agents("GET", "POST", right="open_console")
def snooze(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Put it aside until a moment: one of those proposed, or another on the shop's clock."""
    conversation, viewer = _allowed("snooze", agent, conversation_id)
    if request.method == "GET":
        charter = charter_of_shop(conversation.shop_id)
        presets = sorting.presets_shown(conversation, charter, now())
        return fragment(request, "dialogs/snooze.html", conversation=conversation, presets=presets)
    chosen = words_of(request, "until", MOMENT_LONGEST) or words_of(request, "at", MOMENT_LONGEST)
    until = sorting.moment_chosen(chosen, conversation.shop_id)
    actions.snooze(conversation_id=conversation_id, viewer=viewer, until=until, now=now())
    return done()


@for_agents("POST", right="open_console")
def wake(_request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Bring it back now."""
    _conversation, viewer = _allowed("wake", agent, conversation_id)
    actions.wake(conversation_id=conversation_id, viewer=viewer, now=now())
    return done()


def _allowed(act: str, agent: Agent, conversation_id: int) -> tuple[Any, Viewer]:
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    require(act, possible_acts(viewer, conversation, charter_of_shop(conversation.shop_id)))
    return conversation, viewer
