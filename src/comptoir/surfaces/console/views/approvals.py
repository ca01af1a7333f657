"""Approval: what waits to be read first, one after the other, and whose messages do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptoir.domain.conversations.actions import REMAINING_AT_MOST, lift_approval, put_under_approval
from comptoir.domain.conversations.queries import approvals_in, held_messages
from comptoir.domain.people.queries import members_of
from comptoir.domain.people.rules import may
from comptoir.domain.shops.queries import shop_of_id
from comptoir.domain.wording.because import because, clause_name
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import desk_page, fragment
from comptoir.surfaces.console.reading import note_reading
from comptoir.surfaces.console.showing import charter_of_shop, granted_fields, moment, name_of

AT_ONCE = 30
WORD_LONGEST = 300
WHY = ("referent", "newcomer")


@for_agents("GET", right="put_under_approval")
def approvals(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The page."""
    under = approvals_in(agent.viewers)
    asked = {it.membership_id for it in under if it.why == "referent"}
    return desk_page(
        request,
        agent,
        "approvals.html",
        held=_held(agent),
        under=[(it, shop_of_id(it.shop_id).name, moment(it.put_at)) for it in under],
        candidates=[(shop_of_id(it.shop_id).name, _candidates(it, asked)) for it in agent.viewers],
        word_longest=WORD_LONGEST,
    )


@for_agents("GET", right="put_under_approval")
def approvals_held(request: HttpRequest, agent: Agent) -> HttpResponse:
    """What waits now, for a page that is open."""
    return fragment(request, "approvals_held.html", held=_held(agent))


@for_agents("POST", right="put_under_approval")
def put(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Have every message of a member read first."""
    shop, _, member = words_of(request, "member", 40).partition(":")
    viewer = agent.in_shop(number_in(shop) or 0)
    remaining = number_in(request.POST.get("remaining"))
    if remaining is not None and not 0 < remaining <= REMAINING_AT_MOST:
        raise BadRequest("so many conversations")
    put_under_approval(
        membership_id=number_in(member) or 0,
        shop_id=viewer.shop_id,
        remaining=remaining,
        word=words_of(request, "word", WORD_LONGEST),
        by=viewer,
        now=now(),
    )
    return done(go_to=reverse("console:approvals"))


@for_agents("POST", right="put_under_approval")
def lift(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Let their messages go out again."""
    viewer = agent.in_shop(number_in(request.POST.get("shop")) or 0)
    why = words_of(request, "why", 10)
    if why not in WHY:
        raise BadRequest("no such reason")
    member_id = number_in(request.POST.get("member")) or 0
    lift_approval(membership_id=member_id, shop_id=viewer.shop_id, why=why, by=viewer, now=now())  # type: ignore[arg-type]
    return done(go_to=reverse("console:approvals"))


def _candidates(viewer: Any, asked: set[int]) -> list[tuple[str, str]]:
    members = [it for it in members_of(viewer.shop_id) if may(it.role, "answer") and it.pk not in asked]
    return [(f"{viewer.shop_id}:{it.pk}", it.display_name) for it in members if it.pk != viewer.membership_id]


def _held(agent: Agent) -> list[dict[str, Any]]:
    waiting = [it for it in held_messages(agent.viewers, limit=AT_ONCE) if it.may_approve]
    for it in waiting:
        note_reading(it.conversation, agent.in_shop(it.conversation.shop_id), "approval")
    return [_card(it, agent) for it in waiting]


def _card(waiting: Any, agent: Agent) -> dict[str, Any]:
    talk = waiting.conversation
    charter = charter_of_shop(talk.shop_id)
    is_theirs = talk.last_from == "visitor" and not talk.is_shielded
    return {
        "id": waiting.id,
        "conversation": talk.pk,
        "author": waiting.author,
        "shop": shop_of_id(talk.shop_id).name,
        "who": name_of(talk, granted_fields(agent.in_shop(talk.shop_id), charter)),
        "asked": talk.last_words if is_theirs else "",
        "body": waiting.body,
        "files": len(waiting.files),
        "language": talk.language,
        "why": [(clause_name(it.clause), because(it)) for it in waiting.findings],
        "since": moment(waiting.held_at),
    }
