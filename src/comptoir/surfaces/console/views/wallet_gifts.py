"""The record of every gift: page by page, as a file, and what one customer was given, for the copy that the law gives them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from comptoir.domain.knowledge.rules import table_lines
from comptoir.domain.offers.actions import take_out_gifts
from comptoir.domain.offers.queries import GiftFilters, every_gift, gifts_to, taken_out
from comptoir.domain.offers.queries import gifts as gifts_page
from comptoir.domain.people.queries import members_of
from comptoir.domain.people.rules import may
from comptoir.domain.privacy.actions import record_access
from comptoir.domain.privacy.errors import IdentityMissing
from comptoir.domain.privacy.queries import rights_for
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import cursor_in, cursor_text, number_in
from comptoir.surfaces.console import giving
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.incoming import day_in_form
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.showing import reading, spoken


@for_agents("GET", right="see_gifts")
def gifts(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Every gift: by whom, where, and how it was asked for."""
    filters = _filters(request, agent)
    page = gifts_page(agent.viewers, filters, after=cursor_in(request.GET.get("after")))
    address = _address(request)
    following = urlencode(address | {"after": cursor_text(page.next_cursor)}) if page.next_cursor else ""
    outside = [it for it in agent.viewers if may(it.role, "take_out_gifts")]
    return desk_page(
        request,
        agent,
        "wallet_gifts.html",
        tab="wallet_gifts",
        rows=[giving.gift_row(it, {each.shop_id: each for each in agent.viewers}) for it in page.rows],
        states=[(name, words(), urlencode(address | {"state": name})) for name, words in giving.STATES.items()],
        asked=address,
        shops=giving.shops_of(agent.viewers),
        members=_members(agent, filters.shop_id),
        following=following,
        may_manage=agent.may("manage_offers"),
        file_of=giving.shops_of(outside),
        taken_out=[giving.taken_out_row(it) for it in taken_out(outside)],
    )


@for_agents("GET", right="take_out_gifts")
def table(request: HttpRequest, agent: Agent) -> StreamingHttpResponse:
    """The gifts of a shop and a period as a file, line by line; that they were taken out stays on record. A19"""
    filters = _filters(request, agent)
    viewer = agent.in_shop(filters.shop_id or agent.viewers[0].shop_id)
    filters = filters._replace(shop_id=viewer.shop_id)
    take_out_gifts(viewer=viewer, filters=filters, now=now())
    rows = (giving.gift_cells(it) for it in every_gift([viewer], filters))
    return _file(table_lines(giving.gift_titles(), rows), "offers-given")


@for_agents("GET", right="move_privacy")
def of_person(request: HttpRequest, agent: Agent, request_id: int) -> StreamingHttpResponse:
    """What the customer of a privacy request was given, for their copy. Raises `IdentityMissing` before it is known who asks. D9"""
    found, viewer = rights_for(agent.viewers, request_id)
    if found.state == "asked":
        raise IdentityMissing
    record_access(viewer, found.conversation_id, "export", now())
    rows = [giving.own_cells(it) for it in gifts_to(found.conversation_id)]
    return _file(table_lines(giving.own_titles(), rows), f"{found.number}-offers")


def _file(lines: Iterable[str], name: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(spoken(lines, reading()), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _filters(request: HttpRequest, agent: Agent) -> GiftFilters:
    asked = request.GET
    state = asked.get("state", "all")
    begins_on, ends_on = day_in_form(asked.get("from")), day_in_form(asked.get("to"))
    if state not in giving.STATES or (begins_on and ends_on and ends_on < begins_on):
        raise BadRequest(_("There is no such state, or the days are not in their order."))
    shop_id = number_in(asked.get("shop"))
    if shop_id:
        agent.in_shop(shop_id)
    return GiftFilters(
        shop_id=shop_id,
        membership_id=number_in(asked.get("member")),
        state="" if state == "all" else state,
        begins_on=begins_on,
        ends_on=ends_on,
    )


def _address(request: HttpRequest) -> dict[str, str]:
    """What is asked for, as an address says it; each part was read before."""
    names = ("state", "shop", "member", "from", "to")
    return {"state": "all"} | {name: told for name in names if (told := request.GET.get(name, ""))}


def _members(agent: Agent, shop_id: int | None) -> list[tuple[int, Any]]:
    viewer = agent.in_shop(shop_id) if shop_id else agent.viewers[0]
    return [(it.pk, it.display_name) for it in members_of(viewer.shop_id)]
