"""What is done with a conversation. A GET shows the dialog that asks, a POST does it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from comptoir.domain.conversations import actions
from comptoir.domain.conversations.queries import conversation_for, reads_notes, solution_of
from comptoir.domain.people.rules import Viewer
from comptoir.domain.routing import actions as routing
from comptoir.domain.routing.actions.hand_overs import SUMMARY_LARGEST
from comptoir.domain.routing.queries import hand_over_targets
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.acts import possible_acts, require
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.card import email_of
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.joining import beside
from comptoir.surfaces.console.promising import time_there
from comptoir.surfaces.console.showing import (
    audience_names,
    charter_of_shop,
    granted_fields,
    topic_names,
)

EMAIL_LONGEST = 254
KEY_LONGEST = 40
LINE_LONGEST = 300


@for_agents("POST", right="open_console")
def take(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Answer what waits, or what a colleague has."""
    _conversation, viewer = conversation_for(agent.viewers, conversation_id)
    seen = number_in(request.POST.get("seen_answering"))
    routing.take_conversation(conversation_id=conversation_id, viewer=viewer, seen_answering=seen, now=now())
    return done()


@for_agents("GET", "POST", right="hand_over")
def hand_over(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Ask an audience, a group or a person to take it over."""
    conversation, viewer = _allowed("hand-over", agent, conversation_id)
    if request.method == "GET":
        return _hand_over_dialog(request, conversation, viewer)
    kind, _, name = words_of(request, "to", 60).partition(":")
    routing.hand_over(
        conversation_id=conversation_id,
        viewer=viewer,
        to_audience=name if kind == "audience" else "",
        to_group_id=number_in(name) if kind == "group" else None,
        to_membership_id=number_in(name) if kind == "member" else None,
        summary=words_of(request, "summary", SUMMARY_LARGEST),
        now=now(),
    )
    return done()


@for_agents("POST", right="hand_over")
def cancel_hand_over(_request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Keep it after all."""
    _conversation, viewer = conversation_for(agent.viewers, conversation_id)
    routing.cancel_hand_over(conversation_id=conversation_id, viewer=viewer, now=now())
    return done()


@for_agents("POST", right="open_console")
def hand_back(_request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Put it back into the queue."""
    _conversation, viewer = _allowed("hand-back", agent, conversation_id)
    routing.hand_back_conversation(conversation_id=conversation_id, viewer=viewer, now=now())
    return done()


@for_agents("POST", right="open_console")
def contact_card(_request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Give the customer the shop's contact page."""
    _conversation, viewer = _allowed("contact-card", agent, conversation_id)
    actions.send_card(conversation_id=conversation_id, viewer=viewer, now=now())
    return done()


@for_agents("GET", "POST", right="open_console")
def become_request(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Turn the chat into a request that is answered later. The address is asked only of who may know it."""
    conversation, viewer = _allowed("request", agent, conversation_id)
    charter = charter_of_shop(conversation.shop_id)
    sees_email = "email" in granted_fields(viewer, charter)
    if request.method == "GET":
        return _dialog(
            request, "request", conversation, email=email_of(conversation) if sees_email else "", sees_email=sees_email
        )
    email = words_of(request, "email", EMAIL_LONGEST) if sees_email else ""
    if email and "@" not in email:
        raise BadRequest(_("this is no e-mail address"))
    actions.become_request(conversation_id=conversation_id, viewer=viewer, email=email, now=now())
    return done()


@for_agents("GET", "POST", right="open_console")
def topic(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Say what it is about, and file it."""
    conversation, viewer = _allowed("topic", agent, conversation_id)
    if request.method == "GET":
        names = topic_names(charter_of_shop(conversation.shop_id))
        return _dialog(request, "topic", conversation, topics=sorted(names.items(), key=lambda it: it[1].lower()))
    chosen, category = words_of(request, "topic", KEY_LONGEST), words_of(request, "category", KEY_LONGEST)
    at = now()
    actions.choose_topic(conversation_id=conversation_id, viewer=viewer, topic=chosen, now=at)
    actions.choose_category(conversation_id=conversation_id, viewer=viewer, category=category, now=at)
    return done()


@for_agents("GET", "POST", right="open_console")
def close(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """End it; the customer is asked for a rating where the charter says so."""
    conversation, viewer = _allowed("close", agent, conversation_id)
    if request.method == "GET":
        asks = charter_of_shop(conversation.shop_id).chat.ask_rating
        recorded = solution_of(conversation_id) if reads_notes(viewer, now()) else None
        near = beside(conversation, viewer, charter_of_shop(conversation.shop_id))
        shown = {"asks_rating": asks, "recorded": recorded, "like": near.like, "link": near.rating_link}
        return _dialog(request, "close", conversation, **shown)
    problem, solution = words_of(request, "problem", LINE_LONGEST), words_of(request, "solution", LINE_LONGEST)
    at = now()
    if problem or solution:
        actions.record_solution(
            conversation_id=conversation_id, viewer=viewer, problem=problem, solution=solution, now=at
        )
    actions.close_conversation(conversation_id=conversation_id, viewer=viewer, now=at)
    return done()


@for_agents("POST", right="open_console")
def reopen(_request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Open a closed one again, as a request."""
    _conversation, viewer = _allowed("reopen", agent, conversation_id)
    actions.reopen_conversation(conversation_id=conversation_id, viewer=viewer, now=now())
    return done()


def _allowed(act: str, agent: Agent, conversation_id: int) -> tuple[Any, Viewer]:
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    require(act, possible_acts(viewer, conversation, charter_of_shop(conversation.shop_id)))
    return conversation, viewer


def _hand_over_dialog(request: HttpRequest, conversation: Any, viewer: Viewer) -> HttpResponse:
    charter = charter_of_shop(conversation.shop_id)
    targets = hand_over_targets(viewer, conversation.pk, now())
    names = audience_names(charter)
    for audience in targets["audiences"]:
        audience["name"] = names.get(audience["key"], audience["key"])
    for member in targets["members"]:
        if member.get("until"):
            member["until"] = time_there(member["until"], conversation.shop_id)
    order = {"available": 0, "paused": 1}
    targets["members"].sort(key=lambda it: (order.get(it["availability"], 2), it["name"].lower()))
    possible = possible_acts(viewer, conversation, charter)
    return _dialog(
        request,
        "hand_over",
        conversation,
        targets=targets,
        names=names,
        is_anybody_free=any(it["free"] for it in targets["audiences"]),
        ladder=[act for act in ("contact-card", "request") if act in possible],
        summary_largest=SUMMARY_LARGEST,
    )


def _dialog(request: HttpRequest, name: str, conversation: Any, **context: Any) -> HttpResponse:
    return render(request, f"console/dialogs/{name}.html", {"conversation": conversation} | context)
