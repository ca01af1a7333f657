"""One member: what they may do, when they work, how customers see them."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from comptoir.domain.accounts.queries import second_factors_of
from comptoir.domain.people.actions import (
    bring_back_member,
    change_member,
    change_picture,
    deactivate_member,
    set_hours,
)
from comptoir.domain.people.errors import NotAHour, RoleAboveOwn
from comptoir.domain.people.queries import absences_of, groups_of, member_for, zone_of
from comptoir.domain.people.rules import DAYS, HoursNotRight, Viewer, hours_in, may, may_change_member
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pictures import LARGEST as LARGEST_PICTURE
from comptoir.surfaces.console.pictures import keep_picture, picture_limits
from comptoir.surfaces.console.teaming import (
    absences_shown,
    form_of_rights,
    kind_names,
    members_shown,
    needs_leave,
    page_of_member,
    rights_in_form,
    week_shown,
)
from comptoir.surfaces.console.views.team import team_frame

HOURS_LONGEST = 120


@for_agents("GET", right="see_colleagues_at_work")
def member(request: HttpRequest, agent: Agent, membership_id: int) -> HttpResponse:
    """Their page: for colleagues who they are and when they work; for who may change them the forms."""
    it, viewer = member_for(agent.viewers, membership_id)
    own = it.pk == viewer.membership_id
    changes = may_change_member(viewer, it.shop_id, it.role)
    return team_frame(
        request,
        agent,
        viewer,
        "team/member.html",
        has_second_factor=it.user_id in second_factors_of([it.user_id]),
        it=members_shown(viewer.shop_id, [it])[0],
        member=it,
        own=own,
        changes=changes,
        plans=own or may(viewer.role, "plan_absences_of_others"),
        sets_hours=own or changes,
        choices=form_of_rights(viewer, it),
        groups=groups_of(viewer.shop_id),
        in_groups={group.pk for group in it.groups.all()},
        absences=absences_shown(absences_of(it.pk, now()), viewer, own),
        kinds=kind_names(),
        pictures=picture_limits(),
        leave_needed=needs_leave(viewer) if own else (),
        **_week(it, viewer),
    )


@for_agents("POST", right="change_members")
def rights(request: HttpRequest, agent: Agent, membership_id: int) -> HttpResponse:
    """Give them other rights."""
    it, viewer = member_for(agent.viewers, membership_id)
    change_member(viewer=viewer, membership_id=it.pk, rights=rights_in_form(request, viewer), now=now())
    return _back_to(it)


@for_agents("POST", right="change_members")
def picture(request: HttpRequest, agent: Agent, membership_id: int) -> HttpResponse:
    """Show customers another picture of them, or none: drawn anew and bounded as the one that members choose themselves."""
    it, viewer = member_for(agent.viewers, membership_id)
    if not may_change_member(viewer, it.shop_id, it.role):
        raise RoleAboveOwn
    sent = request.FILES.get("picture")
    if sent is None and not request.POST.get("no_picture"):
        raise BadRequest(_("no file came"))
    kept = keep_picture(sent.read(LARGEST_PICTURE + 1)) if sent else ""
    change_picture(viewer=viewer, membership_id=it.pk, picture=kept, now=now())
    return _back_to(it)


@for_agents("POST", right="change_members")
def leave(_request: HttpRequest, agent: Agent, membership_id: int) -> HttpResponse:
    """End a membership."""
    it, viewer = member_for(agent.viewers, membership_id)
    deactivate_member(viewer=viewer, membership_id=it.pk, now=now())
    return _back_to(it)


@for_agents("POST", right="change_members")
def bring_back(_request: HttpRequest, agent: Agent, membership_id: int) -> HttpResponse:
    """Let a former member work again."""
    it, viewer = member_for(agent.viewers, membership_id)
    bring_back_member(viewer=viewer, membership_id=it.pk, now=now())
    return _back_to(it)


@for_agents("POST", right="open_console")
def hours(request: HttpRequest, agent: Agent, membership_id: int) -> HttpResponse:
    """Say when they work."""
    it, viewer = member_for(agent.viewers, membership_id)
    zone = words_of(request, "time_zone", 60)
    if zone and zone not in available_timezones():
        raise BadRequest(_("there is no such time zone"))
    try:
        week = {day: hours_in(day, words_of(request, day, HOURS_LONGEST)) for day in DAYS}
    except HoursNotRight as error:
        raise NotAHour(day=_day_name(error.args[0])) from error
    set_hours(viewer=viewer, membership_id=it.pk, hours=week, time_zone=zone, now=now())
    return _back_to(it)


def _week(it: Any, viewer: Viewer) -> dict[str, Any]:
    zone = str(zone_of(it.user.time_zone, viewer.shop_id))
    return {"week": week_shown(it.hours), "zone": zone, "zones": sorted(available_timezones())}


def _day_name(day: str) -> str:
    return next((name for key, name, _hours in week_shown({}) if key == day), day)


def _back_to(member: Any) -> HttpResponse:
    return done(go_to=page_of_member(member.pk))
