"""The shelves of the help centre, and what readers looked for in vain."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from comptoir.domain.knowledge.actions import (
    order_categories,
    remove_category,
    save_category,
    settle_search,
    take_up_search,
)
from comptoir.domain.knowledge.queries import categories_of, searches_in_vain
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import cursor_in, cursor_text
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.articling import shared, viewer_here
from comptoir.surfaces.console.incoming import numbers_in
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.showing import moment
from comptoir.surfaces.console.writing import language_name

NAME_LONGEST, ABOUT_LONGEST = 60, 200


@for_agents("GET", "POST", right="manage_knowledge")
def categories(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The shelves, in order; a form sent here makes one, or puts them into another order."""
    viewer = viewer_here(request, agent)
    if request.method == "POST":
        if "order" in request.POST:
            order_categories(viewer=viewer, ids=numbers_in(request.POST.get("order", "")))
        else:
            _save(request, agent, None)
        return _to("article_categories", viewer.shop_id)
    shown = categories_of(viewer.shop_id)
    ids = [it.pk for it in shown]
    return desk_page(
        request,
        agent,
        "article_categories.html",
        **shared(viewer, "article_categories"),
        rows=[(it, _moved(ids, place, -1), _moved(ids, place, 1)) for place, it in enumerate(shown)],
        name_longest=NAME_LONGEST,
        about_longest=ABOUT_LONGEST,
    )


@for_agents("POST", right="manage_knowledge")
def category(request: HttpRequest, agent: Agent, category_id: int) -> HttpResponse:
    """Name a shelf anew, or take it away."""
    viewer = viewer_here(request, agent)
    if request.POST.get("act") == "remove":
        remove_category(viewer=viewer, category_id=category_id)
    else:
        _save(request, agent, category_id)
    return _to("article_categories", viewer.shop_id)


@for_agents("GET", right="write_articles")
def searches(request: HttpRequest, agent: Agent) -> HttpResponse:
    """What found nothing: an article or a synonym is made of it, or it is settled."""
    viewer = viewer_here(request, agent)
    is_settled = request.GET.get("state") == "settled"
    page = searches_in_vain(viewer, is_settled=is_settled, after=cursor_in(request.GET.get("after")))
    following = f"shop={viewer.shop_id}&state={'settled' if is_settled else ''}&after={cursor_text(page.next_cursor)}"
    return desk_page(
        request,
        agent,
        "article_searches.html",
        **shared(viewer, "article_searches"),
        rows=[(it, language_name(it.language), moment(it.last_at)) for it in page.rows],
        is_settled=is_settled,
        following=following if page.next_cursor else "",
    )


@for_agents("POST", right="write_articles")
def settle(request: HttpRequest, agent: Agent, search_id: int) -> HttpResponse:
    """Take a search off the list, or put it back."""
    viewer = viewer_here(request, agent)
    how = request.POST.get("how", "")
    if how == "again":
        take_up_search(viewer=viewer, search_id=search_id)
    elif how:
        settle_search(viewer=viewer, search_id=search_id, how=how, now=now())
    else:
        raise BadRequest("how it is settled is missing")
    return _to("article_searches", viewer.shop_id)


def _save(request: HttpRequest, agent: Agent, category_id: int | None) -> None:
    viewer = viewer_here(request, agent)
    languages = shop_of_id(viewer.shop_id).languages
    names = {code: request.POST.get(f"name_{code}", "")[:NAME_LONGEST] for code in languages}
    about = {code: request.POST.get(f"about_{code}", "")[:ABOUT_LONGEST] for code in languages}
    save_category(viewer=viewer, category_id=category_id, names=names, about=about)


def _moved(ids: list[int], place: int, by: int) -> str:
    """The order with the one at this place moved up or down; "" where it cannot be."""
    there = place + by
    if not 0 <= there < len(ids):
        return ""
    moved = list(ids)
    moved[place], moved[there] = moved[there], moved[place]
    return ",".join(map(str, moved))


def _to(name: str, shop_id: int) -> HttpResponse:
    response = HttpResponseRedirect(f"{reverse(f'console:{name}')}?shop={shop_id}")
    response.status_code = 303
    return response
