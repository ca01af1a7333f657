"""Watching over a conversation that a colleague answers: a whisper, a correction, giving it back. A GET shows the dialog, a POST does it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse

from comptoir.domain.conversations import actions
from comptoir.domain.conversations.errors import NotCorrectable
from comptoir.domain.conversations.queries import conversation_for, said_before, told_once
from comptoir.domain.conversations.rules import BODY_LARGEST
from comptoir.domain.people.queries import person
from comptoir.domain.routing.actions import give_back_conversation
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import fragment
from comptoir.surfaces.console.reading import note_reading
from comptoir.surfaces.console.showing import moment


@for_agents("GET", "POST", right="whisper")
def whisper(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Say something to the one who answers, which the customer never sees."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    if request.method == "GET":
        to = person(conversation.assignee_id)["name"] if conversation.assignee_id else ""
        context = {"conversation": conversation, "to": to, "own_id": uuid4(), "largest": BODY_LARGEST}
        return fragment(request, "dialogs/whisper.html", **context)
    body, own_id = words_of(request, "body", BODY_LARGEST), _own_id(request)
    actions.whisper(conversation_id=conversation_id, viewer=viewer, body=body, client_id=own_id, now=now())
    return done()


@for_agents("GET", "POST", right="correct_answers")
def correct(request: HttpRequest, agent: Agent, conversation_id: int, seq: int) -> HttpResponse:
    """Change what a colleague has answered, or write after it what it should have said."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    if request.method == "GET":
        note_reading(conversation, viewer, "opened")
        return _correction_dialog(request, conversation, seq)
    terms: dict[str, Any] = {
        "conversation_id": conversation_id,
        "seq": seq,
        "viewer": viewer,
        "body": words_of(request, "body", BODY_LARGEST),
        "is_confirmed": request.POST.get("is_confirmed") == "on",
        "now": now(),
    }
    if request.POST.get("how") == "after":
        actions.follow_up_correction(**terms, client_id=_own_id(request))
    else:
        actions.correct_answer(**terms, after_changes=number_in(request.POST.get("after_changes")))
    return done()


@for_agents("POST", right="take_over")
def give_back(_request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Let the colleague who answered before go on."""
    _conversation, viewer = conversation_for(agent.viewers, conversation_id)
    give_back_conversation(conversation_id=conversation_id, viewer=viewer, now=now())
    return done()


def _correction_dialog(request: HttpRequest, conversation: Any, seq: int) -> HttpResponse:
    said = told_once(conversation.pk, seq=seq)
    if said is None or said.kind != "message" or said.author != "agent":
        raise NotCorrectable
    before = said_before(conversation.pk, [seq]).get(seq, [])
    return fragment(
        request,
        "dialogs/correct.html",
        conversation=conversation,
        seq=seq,
        body=said.body,
        by=person(said.membership_id)["name"] if said.membership_id else "",
        before=[(it.words, it.name, moment(it.until)) for it in before],
        goes_by_mail=conversation.channel in actions.LETTERS,
        own_id=uuid4(),
        largest=BODY_LARGEST,
    )


def _own_id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("own_id", ""))
    except ValueError:
        raise BadRequest("own_id") from None
