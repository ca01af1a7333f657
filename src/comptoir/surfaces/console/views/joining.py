"""Linking, merging and splitting conversations. A GET shows the dialog that asks, a POST does it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from comptoir.domain.conversations import actions
from comptoir.domain.conversations.queries import (
    conversation_for,
    conversation_of_reference,
    merged_entries,
    messages_to_split,
)
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console import joining
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.acts import possible_acts, require
from comptoir.surfaces.console.answers import done, wire_answer
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import fragment
from comptoir.surfaces.console.reading import note_reading
from comptoir.surfaces.console.showing import charter_of_shop

REFERENCE_LONGEST = 16
NUMBER_LONGEST = 20


@for_agents("GET", "POST", right="open_console")
def link(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Link it with another, by its number or out of the visitor's own; the dialog also leads to merging."""
    conversation, viewer = _allowed("join", agent, conversation_id)
    if request.method == "GET":
        others = joining.mergeable(conversation, viewer, charter_of_shop(conversation.shop_id))
        return fragment(request, "dialogs/link.html", conversation=conversation, others=others)
    other = _other(request, viewer)
    actions.link(conversation_id=conversation_id, other_id=other, viewer=viewer, now=now())
    return done()


@for_agents("POST", right="open_console")
def unlink(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Take a link back."""
    _conversation, viewer = _allowed("join", agent, conversation_id)
    actions.unlink(conversation_id=conversation_id, other_id=_other(request, viewer), viewer=viewer, now=now())
    return done()


@for_agents("GET", "POST", right="open_console")
def merge(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Merge it with another conversation of the visitor; the GET says which one goes on, and asks once more."""
    conversation, viewer = _allowed("join", agent, conversation_id)
    if request.method == "POST":
        other_id = _other(request, viewer)
        kept = actions.merge(conversation_id=conversation_id, other_id=other_id, viewer=viewer, now=now())
        return done(go_to=reverse("console:talk", kwargs={"conversation_id": kept}))
    other, _viewer = conversation_for(viewer, number_in(request.GET.get("other")) or 0)
    kept, ended = actions.before_and_after(conversation, other, viewer)
    return fragment(request, "dialogs/merge.html", conversation=conversation, other=other, kept=kept, ended=ended)


@for_agents("GET", right="open_console")
def merged(_request: HttpRequest, agent: Agent, conversation_id: int, other_id: int) -> HttpResponse:
    """What was said in a conversation that was merged into this one."""
    told = merged_entries(agent.viewers, conversation_id, other_id, now())
    note_reading(*conversation_for(agent.viewers, conversation_id), "opened")
    return wire_answer(told)


@for_agents("GET", "POST", right="open_console")
def split(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Make a request of its own out of what was said from one message on."""
    conversation, viewer = _allowed("split", agent, conversation_id)
    if request.method == "GET":
        messages = messages_to_split(conversation_id)
        return fragment(request, "dialogs/split.html", conversation=conversation, messages=messages)
    seq = number_in(words_of(request, "from", NUMBER_LONGEST))
    if seq is None:
        raise BadRequest(_("say from which message on"))
    new = actions.split(conversation_id=conversation_id, from_seq=seq, viewer=viewer, now=now())
    return done(go_to=reverse("console:talk", kwargs={"conversation_id": new}))


def _other(request: HttpRequest, viewer: Viewer) -> int:
    """The conversation that is meant: by its id, or by the number that people quote. Raises `BadRequest`."""
    found = number_in(words_of(request, "other", NUMBER_LONGEST))
    reference = words_of(request, "reference", REFERENCE_LONGEST)
    if found is None and not reference:
        raise BadRequest(_("say which conversation"))
    return found if found is not None else conversation_of_reference(viewer, reference).pk


def _allowed(act: str, agent: Agent, conversation_id: int) -> tuple[Any, Viewer]:
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    require(act, possible_acts(viewer, conversation, charter_of_shop(conversation.shop_id)))
    return conversation, viewer
