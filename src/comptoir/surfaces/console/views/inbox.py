"""The list of conversations: whole, in parts, and row by row."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode

from comptoir.domain.conversations.queries import inbox_page, rows_of
from comptoir.domain.people.rules import open_to
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import cursor_in, cursor_text, number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.held import rows_of_held
from comptoir.surfaces.console.incoming import numbers_in
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.rows import Row, rows_for
from comptoir.surfaces.console.sorting import choices, sorting_in
from comptoir.surfaces.console.standing import standing_of
from comptoir.surfaces.console.teaching.gates import gate_before_all

VIEWS = ("mine", "waiting", "snoozed", "held", "all", "closed")


@open_to("anybody", "GET")
def home(_request: HttpRequest) -> HttpResponse:
    """The console begins at the inbox."""
    return HttpResponseRedirect(reverse("console:inbox"))


@for_agents("GET", right="open_console")
def inbox(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The desk with nothing open."""
    return desk_page(request, agent, "inbox.html", list=list_context(request, agent), talk=None)


@for_agents("GET", right="open_console")
def list_part(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The list alone, or with `before` the rows that follow."""
    part = list_context(request, agent)
    template = "console/older_rows.html" if part["is_further"] else "console/list.html"
    return render(request, template, {"list": part})


@for_agents("GET", right="open_console")
def rows(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Those of the `ids` that stand in this view now, as they look now; one that does not come back is gone from it."""
    view, shop_id, (_only, sorting) = _view(request), _shop(request, agent), sorting_in(request)
    if view == "held":
        return _held_rows(request, agent, shop_id)
    asked = rows_of(agent.viewers, numbers_in(request.GET.get("ids", "")), sorted_by=sorting)
    found = [row for row in asked if shop_id in (None, row.shop_id)]
    mine = {viewer.membership_id for viewer in agent.viewers}
    shown = rows_for(agent, (row for row in found if _is_in(view, row, mine)), now())
    return _told(agent, shown)


def list_context(request: HttpRequest, agent: Agent) -> dict[str, Any]:
    """What the list's templates show."""
    view, shop_id, (only, sorting) = _view(request), _shop(request, agent), sorting_in(request)
    before = cursor_in(request.GET.get("before"))
    address = {"view": view, "shop": shop_id or "", "only": only}
    if view == "held":
        shown, next_cursor = rows_of_held(agent, shop_id, now()), None
    else:
        page = inbox_page(agent.viewers, view=view, shop_id=shop_id, sorted_by=sorting, before=before)
        shown, next_cursor = rows_for(agent, page.rows, now()), page.next_cursor
    return {
        "view": view,
        "shop": shop_id or "",
        "shops": [shop_of_id(viewer.shop_id) for viewer in agent.viewers],
        "only": only,
        "choices": choices(agent.viewers, shop_id, only),
        "address": urlencode(address),
        "rows": shown,
        "older": urlencode(address | {"before": cursor_text(next_cursor)}) if next_cursor else "",
        "is_further": before is not None,
        "answers": agent.may("answer"),
        "gate": gate_before_all(agent) if view == "mine" and not shown else None,
    }


def _held_rows(request: HttpRequest, agent: Agent, shop_id: int | None) -> HttpResponse:
    wanted = set(numbers_in(request.GET.get("ids", "")))
    return _told(agent, [row for row in rows_of_held(agent, shop_id, now()) if row.id in wanted])


def _told(agent: Agent, shown: list[Row]) -> HttpResponse:
    html = {str(row.id): render_to_string("console/row_alone.html", {"row": row}) for row in shown}
    return JsonResponse({"rows": html} | standing_of(agent))


def _view(request: HttpRequest) -> str:
    view = request.GET.get("view", "mine")
    if view not in VIEWS:
        raise BadRequest("there is no such view")
    return view


def _shop(request: HttpRequest, agent: Agent) -> int | None:
    shop_id = number_in(request.GET.get("shop"))
    return agent.in_shop(shop_id).shop_id if shop_id else None


def _is_in(view: str, conversation: Any, mine: set[int]) -> bool:
    if view == "mine":
        return conversation.assignee_id in mine and conversation.status == "active" and not conversation.snoozed_until
    if view == "snoozed":
        return conversation.snoozed_until is not None
    if view == "waiting" and conversation.snoozed_until:
        return False
    return view in ("all", conversation.status)
