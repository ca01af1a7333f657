"""Lists by state and shop, page after page: what an address asks for, and the page that answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode

from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import Cursor, Page, cursor_in, cursor_text, number_in
from comptoir.surfaces.console.access import Agent
from comptoir.surfaces.console.pages import desk_page

Views = Mapping[str, Callable[[], str]]


class AskedFor(NamedTuple):
    """One of the list's views, the state of the domain that it shows ("" for all), a shop, and where the page begins."""

    view: str
    state: str
    shop_id: int | None
    after: Cursor | None


def asked_for(request: HttpRequest, agent: Agent, views: Views) -> AskedFor:
    """What an address asks for. Raises `BadRequest` for a view that there is not, and what `in_shop` raises."""
    view, shop_id = request.GET.get("state", "open"), number_in(request.GET.get("shop"))
    if view not in views:
        raise BadRequest("there is no such state")
    after = cursor_in(request.GET.get("after"))
    return AskedFor(view, "" if view == "all" else view, agent.in_shop(shop_id).shop_id if shop_id else None, after)


def list_page(
    request: HttpRequest,
    agent: Agent,
    template: str,
    *,
    asked: AskedFor,
    views: Views,
    page: Page[Any],
    rows: Sequence[Any],
) -> HttpResponse:
    """The page with these rows, its states and shops to choose, and the way to the next ones."""
    address = {"state": asked.view, "shop": asked.shop_id or ""}
    return desk_page(
        request,
        agent,
        template,
        state=asked.view,
        shop_id=asked.shop_id or "",
        states=[(name, words()) for name, words in views.items()],
        rows=rows,
        following=urlencode(address | {"after": cursor_text(page.next_cursor)}) if page.next_cursor else "",
    )
