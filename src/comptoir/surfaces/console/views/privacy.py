"""Privacy requests: written down beside a conversation, moved step by step, listed. A GET shows the dialog that asks, a POST does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptoir.domain.conversations.queries import conversation_for, visitor_messages
from comptoir.domain.offers.queries import gifts_to
from comptoir.domain.privacy import actions
from comptoir.domain.privacy.queries import Filters, read_by, rights_for, rights_page
from comptoir.domain.privacy.rules import EXTENDED_FOR, IDENTIFIED_BY, NOTE_LARGEST, reasons_to_refuse
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest, NotFound
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console import giving, privacy
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.acts import possible_acts, require
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.by_state import asked_for, list_page
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import desk_page, fragment
from comptoir.surfaces.console.promising import time_there
from comptoir.surfaces.console.reading import note_reading
from comptoir.surfaces.console.showing import charter_of_shop, role_names

MESSAGES_AT_MOST = 10
"""The customer's last messages, of which one asked."""

NUMBER_LONGEST = 20
WORD_LONGEST = 20


@for_agents("GET", "POST", right="move_privacy")
def ask(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Write down what the customer asks about their own data."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    require("privacy", possible_acts(viewer, conversation, charter_of_shop(conversation.shop_id)))
    if request.method == "GET":
        note_reading(conversation, viewer, "opened")
        rights = [(name, word(), privacy.MEANS[name]()) for name, word in privacy.RIGHTS.items()]
        return fragment(
            request,
            "dialogs/privacy_ask.html",
            conversation=conversation,
            rights=rights,
            messages=visitor_messages(conversation_id, limit=MESSAGES_AT_MOST),
            asking=uuid4(),
        )
    actions.ask_right(
        conversation_id=conversation_id,
        viewer=viewer,
        right=words_of(request, "right", WORD_LONGEST),
        seq=_seq(request),
        asking_id=_asking(request),
        note=_note(request),
        now=now(),
    )
    return done()


@for_agents("GET", right="move_privacy")
def requests(request: HttpRequest, agent: Agent) -> HttpResponse:
    """A page of privacy requests, by state and shop."""
    asked = asked_for(request, agent, privacy.VIEWS)
    page = rights_page(agent.viewers, Filters(asked.state, asked.shop_id), after=asked.after)
    rows = privacy.shown(agent.viewers, page.rows)
    return list_page(request, agent, "privacy.html", asked=asked, views=privacy.VIEWS, page=page, rows=rows)


@for_agents("GET", right="move_privacy")
def one(request: HttpRequest, agent: Agent, request_id: int) -> HttpResponse:
    """One privacy request, with its record."""
    found, viewer = rights_for(agent.viewers, request_id)
    roles = role_names()
    readers = [
        (roles[it.role], it.times, time_there(it.first_at, found.shop_id), time_there(it.last_at, found.shop_id))
        for it in read_by([found.conversation_id])
    ]
    shown = privacy.shown([viewer], [found])[0]
    gifts = [giving.own_cells(it, is_whole=False) for it in gifts_to(found.conversation_id)]
    return desk_page(request, agent, "privacy_request.html", it=shown, readers=readers, gifts=gifts)


@for_agents("GET", "POST", right="move_privacy")
def step(request: HttpRequest, agent: Agent, request_id: int, act: str) -> HttpResponse:
    """Let it go a step further."""
    if act not in ACTS:
        raise NotFound
    found, viewer = rights_for(agent.viewers, request_id)
    if request.method == "POST":
        told = {"request_id": request_id, "viewer": viewer, "note": _note(request), "now": now()}
        ACTS[act](**told, **_chosen(request, act))
        is_page = request.POST.get("from") == "page"
        return done(go_to=reverse("console:privacy_request", kwargs={"request_id": request_id}) if is_page else "")
    require(act, frozenset(privacy.acts_on(found, viewer)))
    return fragment(
        request,
        "dialogs/privacy_step.html",
        it=privacy.shown([viewer], [found])[0],
        act=act,
        word=privacy.ACTS[act](),
        choices=[(name, privacy.REASONS[name]()) for name in _choices(found, act)],
        chosen="signed_in" if found.conversation.customer_id else "",
        is_from_page=request.GET.get("from") == "page",
    )


ACTS: Mapping[str, Callable[..., Any]] = {
    "confirm": actions.confirm_identity,
    "answer": actions.answer_request,
    "extend": actions.extend_term,
    "refuse": actions.refuse_request,
    "withdraw": actions.withdraw_request,
}


def _choices(found: Any, act: str) -> tuple[str, ...]:
    """Of what the dialog lets one choose: a way, or a reason."""
    ways = {"confirm": IDENTIFIED_BY, "extend": EXTENDED_FOR, "refuse": reasons_to_refuse(found.state)}
    return ways.get(act, ())


def _chosen(request: HttpRequest, act: str) -> dict[str, str]:
    """What was chosen, under the name that the action gives it."""
    name = {"confirm": "way", "extend": "reason", "refuse": "reason"}.get(act)
    return {name: words_of(request, "reason", WORD_LONGEST)} if name else {}


def _note(request: HttpRequest) -> str:
    return words_of(request, "note", NOTE_LARGEST)


def _seq(request: HttpRequest) -> int:
    found = number_in(words_of(request, "seq", NUMBER_LONGEST))
    if found is None:
        raise BadRequest("the message that asks is wanted, or 0")
    return found


def _asking(request: HttpRequest) -> UUID:
    try:
        return UUID(words_of(request, "asking", 36))
    except ValueError as error:
        raise BadRequest("the asking's own id is wanted") from error
