"""How the team is trained: who has passed what, what ends soon, who is stuck; newcomers and their release."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.shops.queries import shop_of_id
from comptoir.domain.training import actions
from comptoir.domain.training.queries import newcomers_in, overview_of, titles_of
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest, NotFound
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.showing import audience_names, reading
from comptoir.surfaces.console.teaching.steps import told_apart
from comptoir.surfaces.console.teaching.team import VIEWS, as_csv, rights_to_parts, rows_shown, starts_shown

PAGE = 50


@for_agents("GET", right="see_training")
def team(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Who has passed what, a page at a time."""
    viewer = _viewer(request, agent)
    view, start = request.GET.get("view", "all"), number_in(request.GET.get("from")) or 0
    if view not in VIEWS:
        raise BadRequest("there is no such view")
    charter = charter_in_force(viewer.shop_id, now())[1]
    keys, everybody = overview_of(viewer.shop_id, now())
    rows = [it for it in everybody if VIEWS[view][1](it)]
    return desk_page(
        request,
        agent,
        "training/team.html",
        shop=shop_of_id(viewer.shop_id),
        shops=[shop_of_id(it.shop_id) for it in agent.viewers],
        part="training_team",
        keys=keys,
        titles=told_apart(titles_of(viewer.shop_id, keys, reading(), charter), charter),
        views=[(name, words(), sum(map(fits, everybody))) for name, (words, fits) in VIEWS.items()],
        view=view,
        rows=rows_shown(rows[start : start + PAGE], audience_names(charter), viewer.shop_id),
        following=start + PAGE if len(rows) > start + PAGE else 0,
        may_recognise=may(viewer.role, "recognise_training"),
        me=viewer.membership_id,
        rights=rights_to_parts(viewer),
    )


@for_agents("GET", right="see_training")
def table(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The same as a file for spreadsheets."""
    viewer = _viewer(request, agent)
    keys, rows = overview_of(viewer.shop_id, now())
    charter = charter_in_force(viewer.shop_id, now())[1]
    titles = told_apart(titles_of(viewer.shop_id, keys, reading(), charter), charter)
    # The mark at the beginning tells spreadsheets how it is written.
    response = HttpResponse(as_csv(keys, titles, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="training.csv"'
    return response


@for_agents("POST", right="recognise_training")
def recognise(request: HttpRequest, agent: Agent, membership_id: int) -> HttpResponse:
    """Write down that somebody knows what the modules teach."""
    viewer = agent.in_shop(number_in(request.POST.get("shop")) or 0)
    actions.recognise_training(membership_id=membership_id, shop_id=viewer.shop_id, viewer=viewer, now=now())
    return done(go_to=f"{reverse('console:training_team')}?shop={viewer.shop_id}")


@for_agents("GET", right="release_newcomers")
def newcomers(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Newcomers, how far each is, and what became of what they wrote."""
    viewer = _viewer(request, agent)
    charter = charter_in_force(viewer.shop_id, now())[1]
    return desk_page(
        request,
        agent,
        "training/newcomers.html",
        shop=shop_of_id(viewer.shop_id),
        shops=[shop_of_id(it.shop_id) for it in agent.viewers],
        part="newcomers",
        rows=starts_shown(newcomers_in(viewer), audience_names(charter), viewer.shop_id),
        word_longest=actions.WORD_LARGEST,
        more_at_most=actions.LONGER_AT_MOST,
        rights=rights_to_parts(viewer),
    )


@for_agents("POST", right="release_newcomers")
def decide(request: HttpRequest, agent: Agent, membership_id: int, act: str) -> HttpResponse:
    """Release a newcomer, or let them answer some more under approval."""
    viewer = agent.in_shop(number_in(request.POST.get("shop")) or 0)
    word = words_of(request, "word", actions.WORD_LARGEST)
    if act == "release":
        actions.release_newcomer(membership_id=membership_id, viewer=viewer, word=word, now=now())
    elif act == "prolong":
        more = number_in(request.POST.get("more")) or 0
        actions.prolong_start(membership_id=membership_id, viewer=viewer, conversations=more, word=word, now=now())
    else:
        raise NotFound
    return done(go_to=f"{reverse('console:newcomers')}?shop={viewer.shop_id}")


def _viewer(request: HttpRequest, agent: Agent) -> Viewer:
    return agent.in_shop(number_in(request.GET.get("shop")) or agent.viewers[0].shop_id)
