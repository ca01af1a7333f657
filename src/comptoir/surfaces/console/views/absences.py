"""Absences: planned or asked for, heard of, granted or refused, and over."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from comptoir.domain.people.actions import (
    answer_absence,
    end_absence,
    import_absences,
    note_absence,
    note_absences,
    plan_absence,
)
from comptoir.domain.people.queries import (
    absences_to_come,
    away_together,
    member_for,
    news_for_planner,
    zone_of,
)
from comptoir.domain.people.rules import LARGEST, Viewer, may
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import cursor_in, cursor_text
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import fragment
from comptoir.surfaces.console.teaming import absences_shown, needs_leave, page_of_member
from comptoir.surfaces.console.views.team import team_frame, viewer_asked

NOTE_LONGEST = 80
ANSWER_LONGEST = 200


@for_agents("GET", right="plan_absences_of_others")
def absences(request: HttpRequest, agent: Agent) -> HttpResponse:
    """For who plans the team: what is asked for, what was planned since they last looked, and who is away when."""
    viewer, moment = viewer_asked(request, agent), now()
    news = news_for_planner(viewer, moment)
    together = away_together(viewer, [it for it in news if it.state == "asked"])
    shown = absences_shown(news, viewer, own=False, together=together)
    page = absences_to_come(viewer, moment, after=cursor_in(request.GET.get("after")))
    following = f"shop={viewer.shop_id}&after={cursor_text(page.next_cursor)}" if page.next_cursor else ""
    return team_frame(
        request,
        agent,
        viewer,
        "team/absences.html",
        asked=[it for it in shown if it["state"] == "asked"],
        planned=[it for it in shown if it["state"] == "planned"],
        to_come=absences_shown(page.rows, viewer, own=False),
        following=following,
        answer_longest=ANSWER_LONGEST,
    )


@for_agents("POST", right="plan_absences_of_others")
def answer(request: HttpRequest, agent: Agent, absence_id: int) -> HttpResponse:
    """Give or refuse the leave that somebody asks for."""
    viewer, choice = viewer_asked(request, agent), request.POST.get("choice")
    if choice not in ("grant", "refuse"):
        raise BadRequest("leave is granted or refused")
    word = words_of(request, "word", ANSWER_LONGEST)
    answer_absence(viewer=viewer, absence_id=absence_id, is_granted=choice == "grant", word=word, now=now())
    return _back_to_absences(viewer)


@for_agents("POST", right="open_console")
def noted(request: HttpRequest, agent: Agent, absence_id: int) -> HttpResponse:
    """One has heard of an absence: a colleague's, or what was answered to oneself."""
    viewer = viewer_asked(request, agent)
    note_absence(viewer=viewer, absence_id=absence_id)
    if may(viewer.role, "plan_absences_of_others"):
        return _back_to_absences(viewer)
    return done(go_to=page_of_member(viewer.membership_id))


@for_agents("POST", right="plan_absences_of_others")
def all_noted(request: HttpRequest, agent: Agent) -> HttpResponse:
    """One has heard of all that colleagues have planned."""
    viewer = viewer_asked(request, agent)
    note_absences(viewer=viewer)
    return _back_to_absences(viewer)


@for_agents("POST", right="open_console")
def absence(request: HttpRequest, agent: Agent, membership_id: int) -> HttpResponse:
    """Plan an absence, from a day to a day, both included, or between two moments."""
    it, viewer = member_for(agent.viewers, membership_id)
    begins = _moment(request, "from", it, viewer)
    ends = _moment(request, "to", it, viewer, is_end=True)
    kind = words_of(request, "kind", 10) or "other"
    plan_absence(
        viewer=viewer,
        membership_id=it.pk,
        starts_at=begins,
        ends_at=ends,
        note=words_of(request, "note", NOTE_LONGEST),
        kind=kind,
        needs_leave=kind in needs_leave(viewer),
        now=now(),
    )
    return done(go_to=page_of_member(it.pk))


@for_agents("POST", right="import_absences")
def calendar(request: HttpRequest, agent: Agent, membership_id: int) -> HttpResponse:
    """Read absences from a calendar's file."""
    it, viewer = member_for(agent.viewers, membership_id)
    sent = request.FILES.get("calendar")
    if sent is None:
        raise BadRequest(_("no file came"))
    content = sent.read(LARGEST + 1)
    zone = str(zone_of(it.user.time_zone, viewer.shop_id))
    new, known = import_absences(viewer=viewer, membership_id=it.pk, content=content, time_zone=zone, now=now())
    return fragment(request, "team/imported.html", new=new, known=known, back=page_of_member(it.pk))


@for_agents("POST", right="open_console")
def absence_over(request: HttpRequest, agent: Agent, absence_id: int) -> HttpResponse:
    """Somebody is back, or does not go."""
    viewer = viewer_asked(request, agent)
    whose = end_absence(viewer=viewer, absence_id=absence_id, now=now())
    return done(go_to=page_of_member(whose))


def _moment(request: HttpRequest, name: str, member: Any, viewer: Viewer, *, is_end: bool = False) -> dt.datetime:
    """A day of a form, with an hour where one is given, by the member's clock."""
    day, hour = words_of(request, f"{name}_day", 10), words_of(request, f"{name}_hour", 5)
    try:
        date = dt.date.fromisoformat(day)
        clock = dt.time.fromisoformat(hour) if hour else dt.time()
        if is_end and not hour:
            date += dt.timedelta(days=1)
        return dt.datetime.combine(date, clock, tzinfo=zone_of(member.user.time_zone, viewer.shop_id))
    except (ValueError, OverflowError) as error:
        raise BadRequest(_("this is not a day")) from error


def _back_to_absences(viewer: Viewer) -> HttpResponse:
    return done(go_to=f"{reverse('console:team_absences')}?shop={viewer.shop_id}")
