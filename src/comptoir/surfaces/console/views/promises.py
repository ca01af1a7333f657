"""The ledger: the agent's day, the page of promises, and how each date came about."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import msgspec
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from comptoir.domain.charter.rules import because
from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.promises.actions import WORDS_LARGEST, confirm_spoken, keep, release
from comptoir.domain.promises.queries import (
    KINDS,
    VIEWS,
    Filters,
    PromiseExplained,
    day_of,
    explanation_of,
    ledger,
)
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import cursor_in, cursor_text, number_in
from comptoir.surfaces.console import promising
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.escalating import escalation_here
from comptoir.surfaces.console.incoming import body_of
from comptoir.surfaces.console.pages import desk_page, fragment
from comptoir.surfaces.console.privacy import promises_besides, requests_here
from comptoir.surfaces.console.showing import charter_of_shop

WHY_LARGEST = 300
WORDS_AT_MOST = 20
"""Promises of one message."""


class GivenWord(msgspec.Struct, forbid_unknown_fields=True):
    """What is promised, and by which day."""

    words: str
    day: dt.date


class GivenWords(msgspec.Struct, forbid_unknown_fields=True):
    """What was promised in one message, by its sender's own id."""

    client_id: UUID
    promises: list[GivenWord]


@for_agents("GET", right="open_console")
def promises(request: HttpRequest, agent: Agent) -> HttpResponse:
    """A page of the ledger, by its filters."""
    filters = _filters(request, agent)
    place = cursor_in(request.GET.get("after"))
    page = ledger(agent.viewers, filters, after=place)
    address = {"view": filters.view, "kind": filters.kind, "shop": filters.shop_id or ""}
    last = page.next_cursor
    following = urlencode(address | {"after": cursor_text(last)}) if last else ""
    return desk_page(
        request,
        agent,
        "promises.html",
        view=filters.view,
        kind=filters.kind,
        shop_id=filters.shop_id or "",
        views=[(name, promising.VIEWS[name]()) for name in VIEWS],
        kinds=[(name, promising.KINDS[name]()) for name in KINDS],
        rows=promising.shown(agent.viewers, page.rows),
        following=following,
    )


@for_agents("GET", right="open_console")
def day(request: HttpRequest, agent: Agent) -> HttpResponse:
    """What the agent owes: late, today, later."""
    days = [day_of(viewer, now()) for viewer in agent.viewers]
    parts = {
        name: promising.shown(agent.viewers, [promise for each in days for promise in getattr(each, name)])
        for name in ("overdue", "today", "later")
    }
    return desk_page(request, agent, "promises_day.html", parts=parts)


@for_agents("GET", right="open_console")
def here(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """What is promised in a conversation, and what is asked about one's own data, for its card."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    escalation = escalation_here(conversation, charter_of_shop(conversation.shop_id))
    privacy = requests_here(conversation, viewer)
    promises = promises_besides(viewer, conversation_id, privacy)
    return fragment(request, "card_promises.html", promises=promises, privacy=privacy, escalation=escalation)


@for_agents("POST", right="open_console")
def given(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Clock what was promised in words in a message, each until its day."""
    _conversation, viewer = conversation_for(agent.viewers, conversation_id)
    sent = body_of(request, GivenWords)
    if not sent.promises or len(sent.promises) > WORDS_AT_MOST:
        raise BadRequest(f"from one to {WORDS_AT_MOST} promises are wanted")
    with transaction.atomic():
        for each in sent.promises:
            confirm_spoken(
                conversation_id=conversation_id,
                viewer=viewer,
                client_id=sent.client_id,
                words=each.words[:WORDS_LARGEST],
                due=each.day,
                now=now(),
            )
    return done()


@for_agents("GET", right="open_console")
def promise(request: HttpRequest, agent: Agent, promise_id: int) -> HttpResponse:
    """One promise: why it is due when it is, how that moved, and what may be decided about it; in a dialog the first two."""
    found = explanation_of(promise_id, list(agent.viewers))
    it = promising.shown(agent.viewers, [found.promise])[0]
    if "HX-Request" in request.headers:
        return fragment(request, "dialogs/promise.html", it=it, steps=_steps(found), moves=_moves(found))
    viewer = agent.in_shop(found.promise.shop_id)
    return desk_page(
        request,
        agent,
        "promise.html",
        it=it,
        steps=_steps(found),
        moves=_moves(found),
        may_release=promising.can_be_released(viewer, found.promise),
        may_mark=promising.can_be_marked(viewer, found.promise),
    )


@for_agents("POST", right="open_console")
def let_go(request: HttpRequest, agent: Agent, promise_id: int) -> HttpResponse:
    """Release it, with a word."""
    viewer = agent.in_shop(explanation_of(promise_id, list(agent.viewers)).promise.shop_id)
    release(promise_id=promise_id, viewer=viewer, why=request.POST.get("why", "")[:WHY_LARGEST], now=now())
    return HttpResponseRedirect(reverse("console:promise", kwargs={"promise_id": promise_id}))


@for_agents("POST", right="open_console")
def mark_kept(_request: HttpRequest, agent: Agent, promise_id: int) -> HttpResponse:
    """Say that it is done."""
    viewer = agent.in_shop(explanation_of(promise_id, list(agent.viewers)).promise.shop_id)
    keep(promise_id=promise_id, viewer=viewer, now=now())
    return HttpResponseRedirect(reverse("console:promise", kwargs={"promise_id": promise_id}))


def _filters(request: HttpRequest, agent: Agent) -> Filters:
    view, kind = request.GET.get("view", "open"), request.GET.get("kind", "")
    if view not in VIEWS or (kind and kind not in KINDS):
        raise BadRequest("there is no such part of the ledger")
    shop_id = number_in(request.GET.get("shop"))
    return Filters(view=view, kind=kind, shop_id=agent.in_shop(shop_id).shop_id if shop_id else None)


def _steps(found: PromiseExplained) -> list[str]:
    steps = because(found.explanation, get_language() or "") if found.explanation else []
    return steps + ([promising.extended_words()] if steps and found.promise.extra_months else [])


def _moves(found: PromiseExplained) -> list[tuple[str, str, str]]:
    """From when to when, and why."""

    def there(at: dt.datetime) -> str:
        return promising.time_there(at, found.promise.shop_id)

    return [(there(move.old_due_at), there(move.new_due_at), promising.reason(move.because)) for move in found.moves]
