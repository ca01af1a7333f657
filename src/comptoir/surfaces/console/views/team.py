"""The team: who is at their desk, who is away until when, and what customers say to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode

from comptoir.domain.people.queries import Wanted, absence_news, groups_of, news_for_member, team_page
from comptoir.domain.people.rules import ROLES, Viewer, may
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import Cursor, cursor_text, number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.courtesy import LATELY, said_by_customers
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.rights import rights_table, role_columns
from comptoir.surfaces.console.showing import charter_of_shop, role_names, topic_names
from comptoir.surfaces.console.teaming import PRESENCES, absences_shown, members_shown, users_present

LONGEST = 80


@for_agents("GET", right="see_colleagues_at_work")
def team(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The members of one shop, by name: looked for by name, role, group, and who is there."""
    viewer = viewer_asked(request, agent)
    asked, following = _asked(request, viewer), ""
    page = team_page(viewer, _wanted(asked, viewer), after=_after(request))
    if page.following:
        following = urlencode({**asked, "shop": viewer.shop_id, "after": f"{page.following[1]}_{page.following[0]}"})
    return team_frame(
        request,
        agent,
        viewer,
        "team.html",
        members=members_shown(viewer.shop_id, page.rows),
        topics=topic_names(charter_of_shop(viewer.shop_id)),
        asked=asked,
        roles=role_names(),
        groups=groups_of(viewer.shop_id),
        following=following,
        is_alone=_is_alone(viewer, asked, page.rows),
        said=said_by_customers(viewer.shop_id),
        lately=LATELY,
    )


@for_agents("GET", right="read_rights")
def roles(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Who may do what: the one table of rights, in words."""
    viewer = viewer_asked(request, agent)
    return team_frame(request, agent, viewer, "team/roles.html", chapters=rights_table(), columns=role_columns())


def _is_alone(viewer: Viewer, asked: dict[str, str], rows: Sequence[Any]) -> bool:
    """Whether nobody but the viewer is in the team, and they may change that."""
    return may(viewer.role, "invite") and not any(asked.values()) and [it.pk for it in rows] == [viewer.membership_id]


def viewer_asked(request: HttpRequest, agent: Agent) -> Viewer:
    """As whom the agent looks: in the shop that is named, else in their first. Raises what `in_shop` raises."""
    sent = request.POST if request.method == "POST" else request.GET
    asked = sent.get("shop") or request.GET.get("shop")
    return agent.in_shop(number_in(asked) or 0) if asked else agent.viewers[0]


def following_of(cursor: Cursor | None, viewer: Viewer, **asked: Any) -> str:
    """What asks for the page after this one, empty where there is none."""
    return urlencode({"shop": viewer.shop_id, "after": cursor_text(cursor), **asked}) if cursor else ""


def team_frame(request: HttpRequest, agent: Agent, viewer: Viewer, template: str, **context: Any) -> HttpResponse:
    """A page of the team, with its tabs and the shops for which one may see it."""
    shops = [shop_of_id(it.shop_id) for it in agent.viewers]
    rights = {act: may(viewer.role, act) for act in TABS}
    return desk_page(
        request,
        agent,
        template,
        shop=shop_of_id(viewer.shop_id),
        team_shops=shops,
        viewer=viewer,
        tabs=rights,
        absence_news=absence_news([viewer], now()) if rights["plan_absences_of_others"] else 0,
        own_news=absences_shown(news_for_member(viewer, now()), viewer, own=True),
        **context,
    )


TABS = ("change_members", "invite", "see_access_log", "see_changes_of_rights", "hand_over", "plan_absences_of_others")
"""Rights that open pages of the team."""


def _asked(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    asked = {
        "q": request.GET.get("q", "").replace("\0", "").strip()[:LONGEST],
        "role": request.GET.get("role", ""),
        "group": number_in(request.GET.get("group")) or "",
        "presence": request.GET.get("presence", ""),
        "former": "1" if request.GET.get("former") and may(viewer.role, "change_members") else "",
    }
    if (asked["role"] and asked["role"] not in ROLES) or (asked["presence"] and asked["presence"] not in PRESENCES):
        raise BadRequest("there is no such role or presence")
    return asked


def _wanted(asked: dict[str, Any], viewer: Viewer) -> Wanted:
    return Wanted(
        words=asked["q"],
        role=asked["role"],
        group_id=asked["group"] or None,
        is_active=not asked["former"],
        user_ids=users_present(viewer.shop_id, asked["presence"]),
    )


def _after(request: HttpRequest) -> tuple[str, int] | None:
    text = request.GET.get("after", "")[:100]
    if not text:
        return None
    number, _, name = text.partition("_")
    pk = number_in(number)
    if pk is None:
        raise BadRequest("no such place in the list")
    return name, pk
