"""A conversation: its page, its parts, and what is posted when the socket is down."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comptoir.domain.conversations import actions
from comptoir.domain.conversations.queries import (
    conversation_for,
    entries_after,
    entries_before,
    file_for,
    snapshot,
    told_to,
)
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents, wants_page
from comptoir.surfaces.console.answers import file_answer, wire_answer
from comptoir.surfaces.console.incoming import Post, body_of
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.reading import note_reading, way_here
from comptoir.surfaces.console.talk import head_context, talk_context
from comptoir.surfaces.console.views.inbox import list_context


@for_agents("GET", right="open_console")
def talk(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """The conversation beside its list; for a script the conversation alone."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    note_reading(conversation, viewer, way_here(request))
    pane = talk_context(conversation, viewer)
    if not wants_page(request):
        return render(request, "console/talk.html", {"talk": pane})
    return desk_page(request, agent, "inbox.html", list=list_context(request, agent), talk=pane)


@for_agents("GET", right="open_console")
def head(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """The head alone: asked for when the conversation's state has changed."""
    context = head_context(*conversation_for(agent.viewers, conversation_id))
    return render(request, "console/talk_head.html", {"talk": context})


@for_agents("GET", right="open_console")
def entries(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """What came `after` or stood `before`, as the socket tells it; `after=-1` is a snapshot."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    note_reading(conversation, viewer, "opened")
    return wire_answer(told_to(viewer, conversation_id, _asked_for(request, conversation_id), now()))


def _asked_for(request: HttpRequest, conversation_id: int) -> dict[str, Any]:
    if request.GET.get("after") == "-1":
        return snapshot(conversation_id, public=False)
    after, before = number_in(request.GET.get("after")), number_in(request.GET.get("before"))
    if after is not None:
        return entries_after(conversation_id, after, public=False)
    if before is not None:
        return entries_before(conversation_id, before, public=False)
    raise BadRequest("say after or before what")


@for_agents("POST", right="open_console")
def messages(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Post a message or a note: what the socket's `post` does."""
    _conversation, viewer = conversation_for(agent.viewers, conversation_id)
    sent = body_of(request, Post)
    post = actions.Post(
        conversation_id,
        sent.client_id,
        sent.body,
        viewer=viewer,
        kind=sent.kind,
        files=tuple(sent.files),
        mentions=tuple(sent.mentions),
        seen=sent.seen,
        is_confirmed=sent.is_confirmed,
        language=sent.language,
        carried=actions.Carried(sent.mail.to, sent.mail.cc, sent.mail.history) if sent.mail else None,
    )
    posted = actions.post_message(post, now=now())
    if isinstance(posted, actions.Held):
        return wire_answer({"held": posted.held_id, "clauses": posted.clauses}, status=HTTPStatus.ACCEPTED)
    return wire_answer({"seq": posted.seq, "at": posted.at}, status=HTTPStatus.CREATED)


@for_agents("POST", right="open_console")
def files(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Keep a file that a message will name."""
    _conversation, viewer = conversation_for(agent.viewers, conversation_id)
    sent = request.FILES.get("file")
    if sent is None:
        raise BadRequest("no file came")
    kept = actions.keep_file(
        conversation_id=conversation_id,
        viewer=viewer,
        name=sent.name or "",
        content=sent.read(settings.LARGEST_FILE + 1),
        now=now(),
    )
    return wire_answer(kept.as_wire(), status=HTTPStatus.CREATED)


@for_agents("GET", right="open_console")
def file(_request: HttpRequest, agent: Agent, conversation_id: int, key: UUID) -> HttpResponse:
    """A file's content, so that nothing in it can run: pictures that were drawn anew are shown, all else is saved."""
    attachment = file_for(agent.viewers, conversation_id, key)
    note_reading(*conversation_for(agent.viewers, conversation_id), "file")
    return file_answer(attachment)
